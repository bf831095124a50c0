// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the plots of the Diagnostics page and writes PNG files: qwats_chart_gallery <folder>
#include "tests/kit/chartsamples.h"
#include "ui/charts/diagnosticsplots.h"
#include "ui/charts/timeaxisgroup.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTextStream>

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

void save(QWidget *widget, const QString &folder, const QString &name)
{
    const QString path = QDir(folder).filePath(name + u".png"_s);
    if (!widget->grab().save(path))
        qFatal("%s cannot be written", qPrintable(path));
}

/// 600 buckets at once: the time of a new picture and of a mere hair line.
void measure(DiagnosticsPlots *plots)
{
    std::vector<TimeBucket> many;
    const auto some = samples::halfHour();
    for (int i = 0; i < 600; ++i) {
        many.push_back(some[size_t(i) % some.size()]);
        many.back().fromMs = samples::start + i * samples::step;
        many.back().toMs = many.back().fromMs + samples::step;
    }
    QTextStream out(stdout);
    QElapsedTimer timer;
    for (int round = 0; round < 3; ++round) {
        timer.start();
        plots->setBuckets(many, samples::start, samples::start + 600 * samples::step);
        const double set = double(timer.nsecsElapsed()) / 1e6;
        timer.start();
        plots->grab();
        const double first = double(timer.nsecsElapsed()) / 1e6;
        plots->axis()->setHairLine(samples::start + samples::minute * (5 + round));
        timer.start();
        plots->grab();
        out << "setBuckets " << set << " ms, four plots anew " << first << " ms, hair line "
            << double(timer.nsecsElapsed()) / 1e6 << " ms\n";
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QString folder = app.arguments().value(1, u"."_s);
    ThemeManager theme;
    DiagnosticsPlots plots;
    plots.resize(1196, 666);
    plots.setBuckets(samples::halfHour(), samples::start, samples::start + 30 * samples::minute);
    plots.setMarkers(samples::halfHourMarkers());
    plots.setBudget(64e6, 500);
    plots.show();
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const QString suffix = choice == ThemeChoice::Light ? u"-light"_s : u"-dark"_s;
        theme.setChoice(choice);
        QCoreApplication::processEvents(); // the palette change is posted
        plots.axis()->setHairLine(samples::start + 19 * samples::minute + 40'000);
        save(&plots, folder, u"charts"_s + suffix);
        plots.axis()->setHairLine(std::nullopt);
        plots.axis()->setBrush(samples::start + 8 * samples::minute, samples::start + 11 * samples::minute);
        plots.resize(860, 520);
        save(&plots, folder, u"charts-brush"_s + suffix);
        plots.axis()->clearBrush();
        plots.resize(1196, 666);
    }
    measure(&plots);
    return 0;
}
