// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/folders.h"

#include <QDir>
#include <QStandardPaths>

namespace qwats {
namespace {

QString folder(const char *variable, QStandardPaths::StandardLocation location)
{
    const QString chosen = qEnvironmentVariable(variable);
    if (!chosen.isEmpty())
        return QDir::cleanPath(QDir().absoluteFilePath(chosen));
    return QStandardPaths::writableLocation(location) + QStringLiteral("/qwats");
}

} // namespace

QString configDir()
{
    return folder("QWATS_CONFIG_DIR", QStandardPaths::GenericConfigLocation);
}

QString dataDir()
{
    return folder("QWATS_DATA_DIR", QStandardPaths::GenericDataLocation);
}

} // namespace qwats
