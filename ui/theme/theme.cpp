// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/focusring.h"
#include "ui/theme/qwatsstyle.h"
#include "ui/theme/systemscheme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPixmapCache>
#include <QStyle>
#include <QWidget>

#include <utility>

namespace qwats::ui {

namespace {

/// Steps and shares of the roles, relative to the body size.
struct RoleShape
{
    double factor;
    double stepPx;
    QFont::Weight weight;
};

RoleShape shapeOf(TextRole role)
{
    switch (role) {
    case TextRole::Figure: return {1.85, 0, QFont::DemiBold};
    case TextRole::PageTitle: return {1.45, 0, QFont::DemiBold};
    case TextRole::Section: return {1.15, 0, QFont::DemiBold};
    case TextRole::Body: return {1, 0, QFont::Normal};
    case TextRole::Key: return {1, 0, QFont::Medium};
    case TextRole::Strong: return {1, 0, QFont::DemiBold};
    case TextRole::Header: return {1, -1, QFont::DemiBold};
    case TextRole::Small: return {1, -1, QFont::Normal};
    case TextRole::Caption: return {1, -2, QFont::Normal};
    case TextRole::Code: return {1, -1, QFont::Normal};
    }
    return {1, 0, QFont::Normal};
}

constexpr double pointsPerPixel = 0.75; // at 96 dpi; Qt scales points and pixels alike from there
constexpr double smallestPx = 11;

void setSize(QFont &made, const RoleShape &shape, double bodyPx)
{
    // Nothing on screen is smaller than a caption of 11 px.
    const double px = std::max(bodyPx * shape.factor + shape.stepPx, std::min(bodyPx, smallestPx));
    if (made.pixelSize() > 0)
        made.setPixelSize(qRound(px));
    else
        made.setPointSizeF(px * pointsPerPixel);
}

/// A system palette with extreme contrast of its own is a choice of the user and is kept.
bool isHighContrast(const QPalette &palette)
{
    const bool pureText
        = palette.color(QPalette::WindowText) == Qt::white || palette.color(QPalette::WindowText) == Qt::black;
    const bool pureGround
        = palette.color(QPalette::Window) == Qt::black || palette.color(QPalette::Window) == Qt::white;
    return pureText && pureGround && palette.color(QPalette::Base) == palette.color(QPalette::Window)
        && palette.color(QPalette::Button) == palette.color(QPalette::Window);
}

void setTextRoles(QPalette &palette, const Tokens &t)
{
    for (const auto role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText})
        palette.setColor(role, t.text);
    palette.setColor(QPalette::PlaceholderText, t.muted);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, t.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.track);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, t.disabled);
}

} // namespace

const Tokens &Theme::of(const QWidget *widget)
{
    return tokens(widget ? kindOf(widget->palette()) : kind());
}

const Tokens &Theme::tokens(ThemeKind kind)
{
    return kind == ThemeKind::Dark ? darkTokens() : lightTokens();
}

ThemeKind Theme::kind()
{
    return kindOf(QGuiApplication::palette());
}

ThemeKind Theme::kindOf(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? ThemeKind::Dark : ThemeKind::Light;
}

QPalette Theme::palette(const Tokens &t)
{
    QPalette made;
    made.setColor(QPalette::Window, t.window);
    made.setColor(QPalette::Base, t.base);
    made.setColor(QPalette::Button, t.base);
    made.setColor(QPalette::AlternateBase, t.alt);
    made.setColor(QPalette::ToolTipBase, t.raised);
    made.setColor(QPalette::Mid, t.hairline);
    made.setColor(QPalette::Midlight, t.hairline);
    made.setColor(QPalette::Light, t.hairline);
    made.setColor(QPalette::Dark, t.border);
    made.setColor(QPalette::Shadow, t.border);
    setTextRoles(made, t);
    return made;
}

ThemeManager::ThemeManager(QObject *parent)
    : QObject(parent)
    , m_systemPalette(QGuiApplication::palette())
{
    m_system = new SystemScheme(Theme::kindOf(m_systemPalette), this);
    connect(m_system, &SystemScheme::changed, this, &ThemeManager::apply);
    QApplication::setStyle(new QwatsStyle);
    new FocusRing(qApp, this);
    apply();
}

ThemeManager::~ThemeManager() = default;

void ThemeManager::setChoice(ThemeChoice choice)
{
    if (std::exchange(m_choice, choice) != choice)
        apply();
}

void ThemeManager::toggle()
{
    setChoice(m_kind == ThemeKind::Dark ? ThemeChoice::Light : ThemeChoice::Dark);
}

void ThemeManager::apply()
{
    const ThemeKind wanted = m_choice == ThemeChoice::System ? m_system->kind()
        : m_choice == ThemeChoice::Dark                      ? ThemeKind::Dark
                                                             : ThemeKind::Light;
    m_kind = wanted;
    const bool keepSystem = m_choice == ThemeChoice::System && isHighContrast(m_systemPalette);
    const QPalette palette = keepSystem ? m_systemPalette : Theme::palette(Theme::tokens(wanted));
    QApplication::setFont(font(TextRole::Body));
    QApplication::setPalette(palette);
    emit changed();
}

QFont font(TextRole role)
{
    const auto kind = role == TextRole::Code ? QFontDatabase::FixedFont : QFontDatabase::GeneralFont;
    QFont made = QFontDatabase::systemFont(kind);
    const QFont body = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const double bodyPx = body.pixelSize() > 0 ? body.pixelSize() : body.pointSizeF() / pointsPerPixel;
    const RoleShape shape = shapeOf(role);
    setSize(made, shape, bodyPx);
    made.setWeight(shape.weight);
    return made;
}

QFont numberFont(TextRole role)
{
    QFont made = font(role);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    if (!tabularDigits(made))
        made.setFeature(QFont::Tag("tnum"), 1);
#endif
    return made;
}

bool tabularDigits(const QFont &font)
{
    const QFontMetricsF metrics(font);
    const qreal zero = metrics.horizontalAdvance(QLatin1Char('0'));
    for (char digit = '1'; digit <= '9'; ++digit) {
        if (!qFuzzyCompare(metrics.horizontalAdvance(QLatin1Char(digit)), zero))
            return false;
    }
    return true;
}

bool motionWanted(const QWidget *widget)
{
    const QStyle *style = widget ? widget->style() : QApplication::style();
    return QApplication::isEffectEnabled(Qt::UI_General)
        && style->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, widget) > 0;
}

} // namespace qwats::ui
