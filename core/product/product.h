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

} // namespace qwats
