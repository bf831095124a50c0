// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"

#include <QString>

#include <vector>

namespace qwats {

struct ProductRevision
{
    QString revision;
    QString name;
    QString description;
    QString id;
    bool active = false;
    std::vector<NamedTag> tags;
    QString partNumber = {}; ///< empty inside of a product
    QString productId = {};
};

/// What is built and tested. List rows have no revisions, description or tags.
struct Product
{
    QString partNumber;
    QString name;
    QString description;
    QString category;
    QString id;
    bool nonSerial = false;
    bool active = false;
    std::vector<ProductRevision> revisions;
    std::vector<NamedTag> tags;
    QString categoryId = {};
};
using ProductList = std::vector<Product>;

/// One line of a bill of materials.
struct BomItem
{
    QString componentRef; ///< "C1;C2;C40"
    QString partNumber;
    QString description;
    qint64 quantity = 0;
    QString manufacturer;
    QString manufacturerPart;
    QString vendor;
    QString vendorPart;
    QString id = {};
};
using Bom = std::vector<BomItem>;

struct ProductGroup
{
    qint64 id = 0;
    QString name;
};
using ProductGroupList = std::vector<ProductGroup>;

struct Vendor
{
    QString id;
    QString name;
};
using VendorList = std::vector<Vendor>;

struct ProductCategory
{
    QString id;
    QString name;
    QString description;
};
using ProductCategoryList = std::vector<ProductCategory>;

/// That one revision is built into another one.
struct ProductRelation
{
    QString id; ///< empty: not yet known to the server
    QString parentRevisionId;
    QString childRevisionId;
    qint64 quantity = 1;
    QString itemNumber;
    QString revisionMask; ///< see fitsRevisionMask(); empty: exactly the child's revision
    QString childPartNumber = {}; ///< told by the server
    QString childRevision = {};
};
using ProductRelationList = std::vector<ProductRelation>;

/// A revision in a box build, with what it is built from. The top one has no relation.
struct BoxBuildPart
{
    QString partNumber;
    QString revision;
    QString revisionId;
    QString relationId;
    qint64 quantity = 1;
    QString itemNumber;
    QString revisionMask;
    std::vector<BoxBuildPart> parts;
};

/// Whether a unit of `revision` may be built in where the relation says `mask`: patterns with commas between, `%` at
/// the end of one stands for anything ("B,C.%"). Without a mask it has to be `exact`.
[[nodiscard]] bool fitsRevisionMask(const QString &revision, const QString &mask, const QString &exact);

} // namespace qwats
