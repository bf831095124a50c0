// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/program.h"

#include <QCoreApplication>
#include <QTimer>

#include <sys/resource.h>

using namespace qwats;
using namespace qwats::ctl;

namespace {

/// Memory holds a token: a crash leaves no image of it on the disk.
void forbidCoreDumps()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

} // namespace

int main(int argc, char *argv[])
{
    forbidCoreDumps();
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("qwatsctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(QWATS_VERSION));
    const auto line = parseCommandLine(QCoreApplication::arguments());
    if (!line) {
        printError(line.error(), wantsJson(QCoreApplication::arguments()));
        return static_cast<int>(exitCodeFor(line.error()));
    }
    if (!line->information.isEmpty())
        return printOut(line->information) ? 0 : static_cast<int>(ExitCode::Failed);
    Program program(*line);
    QObject::connect(&program, &Program::finished, &app,
                     [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); });
    QTimer::singleShot(0, &program, &Program::start);
    return QCoreApplication::exec();
}
