// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace qwats::demo {

/// A product of the made-up factory. Revisions are separated by spaces, oldest first; the last one is current.
struct CatalogueProduct
{
    const char *partNumber;
    const char *name;
    const char *category; ///< Boards, Drives, Mechanics or Cables
    const char *revisions;
    const char *serialPrefix; ///< of its units; empty: has no serial numbers
    int share; ///< of the units made; 0: not tested
    bool active;
};

/// A bought or made part in a bill of materials.
struct CataloguePart
{
    const char *partNumber;
    const char *description; ///< UTF-8
    const char *manufacturer; ///< null: made here
    const char *vendor;
    const char *references;
    int quantity;
};

std::span<const CatalogueProduct> catalogueProducts();
std::span<const CataloguePart> boardParts(); ///< what any board may carry
std::span<const CataloguePart> driveParts(); ///< the bill of materials of drive 820-1100
std::span<const CataloguePart> mechanicParts();
std::span<const CataloguePart> cableParts();

} // namespace qwats::demo
