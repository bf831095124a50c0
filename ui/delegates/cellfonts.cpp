// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/cellfonts.h"

#include "ui/theme/theme.h"

#include <QApplication>

#include <algorithm>
#include <memory>

namespace qwats::ui {

namespace {

int widestOf(const QFontMetrics &metrics, const char *letters)
{
    int widest = 0;
    for (const char *letter = letters; *letter; ++letter)
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(*letter)));
    return widest;
}

} // namespace

CellFont::CellFont(const QFont &made)
    : font(made)
    , metrics(made)
    , ascent(metrics.ascent())
    , height(metrics.height())
    , widest(widestOf(metrics, "WM@%mw"))
    , tabular(tabularDigits(made))
    , digit(widestOf(metrics, "0123456789"))
{
}

const CellFonts &CellFonts::current()
{
    static std::unique_ptr<CellFonts> fonts;
    const QFont application = QApplication::font();
    if (!fonts || !(fonts->madeFor.isCopyOf(application) || fonts->madeFor == application)) {
        fonts.reset(new CellFonts{CellFont(numberFont(TextRole::Body)), CellFont(numberFont(TextRole::Key)),
                                  CellFont(numberFont(TextRole::Strong)), CellFont(numberFont(TextRole::Small)),
                                  application});
    }
    return *fonts;
}

const CellFont &CellFonts::ofWeight(int weight) const
{
    if (weight >= QFont::DemiBold)
        return strong;
    return weight >= QFont::Medium ? key : body;
}

} // namespace qwats::ui
