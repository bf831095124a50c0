// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <cmath>

namespace qwats::ui {

namespace {

QColor rgb(unsigned value)
{
    return QColor::fromRgb(0xff000000u | value);
}

void setLightGrounds(Tokens &t)
{
    t.window = rgb(0xF2F4F7);
    t.rail = rgb(0xE7EBF0);
    t.base = rgb(0xFFFFFF);
    t.alt = rgb(0xF7F9FB);
    t.raised = rgb(0xFFFFFF);
    t.hover = rgb(0xEDF2F8);
    t.selection = rgb(0xD9E8F9);
    t.selectionOff = rgb(0xE4E8ED);
    t.hairline = rgb(0xD8DEE6);
    t.border = rgb(0x7B8694);
    t.track = rgb(0xE1E6EC);
    t.grid = rgb(0xE4E9EE);
    t.goodBg = rgb(0xDFF3EB);
    t.warnBg = rgb(0xFCF0CF);
    t.alarmBg = rgb(0xFDE9DB);
    t.badBg = rgb(0xFBE4E2);
    t.agedBg = rgb(0xF6E6F1);
    t.infoBg = rgb(0xE3EEFA);
    t.idleBg = rgb(0xE9EDF1);
}

void setDarkGrounds(Tokens &t)
{
    t.window = rgb(0x12161B);
    t.rail = rgb(0x0D1115);
    t.base = rgb(0x181D23);
    t.alt = rgb(0x1D232A);
    t.raised = rgb(0x232A33);
    t.hover = rgb(0x222A33);
    t.selection = rgb(0x1E3A57);
    t.selectionOff = rgb(0x29313B);
    t.hairline = rgb(0x2D3640);
    t.border = rgb(0x6D7988);
    t.track = rgb(0x2D3640);
    t.grid = rgb(0x262E37);
    t.goodBg = rgb(0x14342B);
    t.warnBg = rgb(0x3A2E10);
    t.alarmBg = rgb(0x42260F);
    t.badBg = rgb(0x45201E);
    t.agedBg = rgb(0x3A2236);
    t.infoBg = rgb(0x162F49);
    t.idleBg = rgb(0x29313B);
}

Tokens makeLight()
{
    Tokens t;
    t.kind = ThemeKind::Light;
    setLightGrounds(t);
    t.text = rgb(0x18202A);
    t.muted = rgb(0x545F6D);
    t.disabled = rgb(0x8C96A3);
    t.accent = rgb(0x135DB0);
    t.onAccent = rgb(0xFFFFFF);
    t.good = rgb(0x0A7355);
    t.warn = rgb(0x855600);
    t.warnG = rgb(0xAB7200);
    t.alarm = rgb(0xB04300);
    t.bad = rgb(0xB3201B);
    t.aged = rgb(0x8A3A73);
    t.info = rgb(0x135DB0);
    t.idle = rgb(0x545F6D);
    t.chart = {rgb(0x00845F), rgb(0x2E8BC4), rgb(0x0B4F8A), rgb(0xB04F8C), rgb(0xBA8300), rgb(0xA62C00),
               rgb(0x4D86BF), rgb(0x1F5A94), rgb(0x0C2740), rgb(0x3F7F93), rgb(0x18202A), rgb(0x18202A)};
    return t;
}

Tokens makeDark()
{
    Tokens t;
    t.kind = ThemeKind::Dark;
    setDarkGrounds(t);
    t.text = rgb(0xE5EAF0);
    t.muted = rgb(0x9EABB9);
    t.disabled = rgb(0x687484);
    t.accent = rgb(0x6DB3F5);
    t.onAccent = rgb(0x0B1622);
    t.good = rgb(0x45C79C);
    t.warn = rgb(0xF0BE4C);
    t.warnG = rgb(0xF0BE4C);
    t.alarm = rgb(0xFB9A5B);
    t.bad = rgb(0xFF8379);
    t.aged = rgb(0xE3A2D0);
    t.info = rgb(0x6DB3F5);
    t.idle = rgb(0x9EABB9);
    t.chart = {rgb(0x25A87F), rgb(0x7CCBF5), rgb(0x3F83CC), rgb(0xDB8FC0), rgb(0xF2BE3E), rgb(0xEA5A1C),
               rgb(0x4F87BE), rgb(0x93C1EE), rgb(0xEDF5FD), rgb(0x4E9FB5), rgb(0xE5EAF0), rgb(0xE5EAF0)};
    return t;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

const Tokens &lightTokens()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QColor mixed(const QColor &over, const QColor &ground, double opacity)
{
    const auto blend
        = [opacity](int top, int below) { return int(std::lround(top * opacity + below * (1 - opacity))); };
    return QColor(blend(over.red(), ground.red()), blend(over.green(), ground.green()),
                  blend(over.blue(), ground.blue()));
}

} // namespace qwats::ui
