// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/heatramp.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qwats::ui {

namespace {

constexpr double exponent = 0.6; // lifts the rare cells, which are the interesting ones
constexpr int firstShade = 75; // the least a single call gets

// The only colours outside the tokens: the ramp has meaning as a whole, not stop by stop.
using Stops = std::array<QRgb, 4>;
constexpr Stops lightStops{0xFFFFFFFF, 0xFFC5DAF0, 0xFF6FA3D6, 0xFF1F5A94};
constexpr Stops darkStops{0xFF181D23, 0xFF365778, 0xFF4F87BE, 0xFFBFE0FB};

QRgb between(const Stops &stops, double share)
{
    const double place = share * (stops.size() - 1);
    const size_t below = std::min(size_t(place), stops.size() - 2);
    const double part = place - double(below);
    const auto mix = [&](int one, int other) { return int(std::lround(one + (other - one) * part)); };
    const QRgb one = stops[below];
    const QRgb other = stops[below + 1];
    return qRgb(mix(qRed(one), qRed(other)), mix(qGreen(one), qGreen(other)), mix(qBlue(one), qBlue(other)));
}

} // namespace

QList<QRgb> heatRamp(const Tokens &tokens)
{
    const Stops &stops = tokens.kind == ThemeKind::Dark ? darkStops : lightStops;
    QList<QRgb> ramp(256);
    for (int i = 0; i < 256; ++i)
        ramp[i] = between(stops, i / 255.0);
    ramp[0] = tokens.base.rgba() & 0x00FFFFFF; // clear: the grid shows through
    return ramp;
}

QImage heatImage(const std::vector<quint32> &counts, int columns, int rows)
{
    QImage image(columns, rows, QImage::Format_Indexed8);
    image.setColorCount(256);
    image.fill(0);
    const auto most = std::max_element(counts.begin(), counts.end());
    if (most == counts.end() || *most == 0)
        return image;
    for (int y = 0; y < rows; ++y) {
        uchar *line = image.scanLine(y);
        for (int x = 0; x < columns; ++x) {
            const quint32 count = counts[size_t(y) * size_t(columns) + size_t(x)];
            if (count > 0)
                line[x] = uchar(firstShade + (255 - firstShade) * std::pow(double(count) / double(*most), exponent));
        }
    }
    return image;
}

} // namespace qwats::ui
