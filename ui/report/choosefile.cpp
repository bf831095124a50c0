// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/choosefile.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace qwats::ui {
namespace {

QString &lastFolder()
{
    static QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    return folder;
}

void openDialog(QFileDialog *dialog, const std::function<void(const QString &)> &done)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, [done](const QString &path) {
        lastFolder() = QFileInfo(path).absolutePath();
        done(path);
    });
    dialog->open();
}

} // namespace

void chooseSaveFile(QWidget *parent, const QString &title, const QString &suggestedName,
                    const std::function<void(const QString &)> &done)
{
    auto *dialog = new QFileDialog(parent, title, lastFolder());
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggestedName);
    openDialog(dialog, done);
}

void chooseOpenFile(QWidget *parent, const QString &title, const QStringList &nameFilters,
                    const std::function<void(const QString &)> &done)
{
    auto *dialog = new QFileDialog(parent, title, lastFolder());
    dialog->setAcceptMode(QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(nameFilters);
    openDialog(dialog, done);
}

} // namespace qwats::ui
