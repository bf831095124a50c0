// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/performance/samples.h"

#include <QFile>

#include <cstdio>
#include <cstdlib>

namespace qwats::bench {
namespace {

QString fileOf(const QString &folder, const char *kind)
{
    return folder + u'/' + QString::fromLatin1(kind) + QStringLiteral(".txt");
}

} // namespace

std::vector<Sample> Samples::load(const char *kind)
{
    QFile file(fileOf(qEnvironmentVariable("QWATS_BENCH_SAMPLES", QStringLiteral(".")), kind));
    std::vector<Sample> samples;
    if (file.open(QIODevice::ReadOnly)) {
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            const qsizetype tab = line.indexOf('\t');
            if (tab > 0)
                samples.push_back({line.left(tab), line.mid(tab + 1).trimmed()});
        }
    }
    if (samples.empty()) {
        std::fprintf(stderr, "no samples in %s: run qwats_samples FOLDER and set QWATS_BENCH_SAMPLES\n",
                     qPrintable(file.fileName()));
        std::exit(2);
    }
    return samples;
}

bool Samples::save(const QString &folder, const char *kind, const std::vector<Sample> &samples)
{
    QFile file(fileOf(folder, kind));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    for (const Sample &sample : samples)
        file.write(sample.target + '\t' + sample.body + '\n');
    return file.flush();
}

} // namespace qwats::bench
