// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/assetfilespanel.h"

#include "core/asset/assetcommands.h"
#include "core/session/session.h"
#include "ui/report/filenames.h"
#include "ui/report/savefile.h"
#include "ui/shell/impact.h"
#include "ui/widgets/actiondialog.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/words.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {

AssetFilesPanel::AssetFilesPanel(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_files(session.fetcher(), "asset files", this)
    , m_list(new QListWidget(this))
    , m_words(new InkLabel(TextRole::Small, &Tokens::muted, this))
{
    setAcceptDrops(true);
    m_list->setAccessibleName(tr("Files"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(8);
    makeButtons(column);
    column->addWidget(m_words);
    column->addWidget(m_list, 1);
    connect(&m_files, &LiveQueryBase::changed, this, &AssetFilesPanel::update);
    connect(&session, &Session::serverStateChanged, this, &AssetFilesPanel::update);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &AssetFilesPanel::update);
    connect(m_list, &QListWidget::itemActivated, this, &AssetFilesPanel::choosePlace);
}

void AssetFilesPanel::makeButtons(QVBoxLayout *column)
{
    m_add = new QPushButton(tr("Add files…"), this);
    m_save = new QPushButton(tr("Save as…"), this);
    m_delete = new QPushButton(tr("Delete…"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton *button : {m_add, m_save, m_delete}) {
        button->setProperty("controlSize", QStringLiteral("small"));
        row->addWidget(button);
    }
    row->addStretch();
    column->addLayout(row);
    connect(m_add, &QPushButton::clicked, this, &AssetFilesPanel::chooseFiles);
    connect(m_save, &QPushButton::clicked, this, &AssetFilesPanel::choosePlace);
    connect(m_delete, &QPushButton::clicked, this, [this] { askToDelete(chosen()); });
}

void AssetFilesPanel::showAsset(const std::optional<Asset> &asset)
{
    m_asset = asset;
    if (asset && !asset->id.isEmpty())
        m_files.ask(AssetService::files(asset->id));
    else
        m_files.clear();
}

void AssetFilesPanel::setShown(bool shown)
{
    m_files.setActive(shown);
}

void AssetFilesPanel::refresh()
{
    m_files.refresh();
}

QStringList AssetFilesPanel::chosen() const
{
    QStringList names;
    const auto items = m_list->selectedItems();
    for (const QListWidgetItem *item : items)
        names << item->text();
    return names;
}

void AssetFilesPanel::update()
{
    const auto &answer = m_files.answer();
    const QStringList names = answer.value ? *answer.value : QStringList();
    QStringList shown;
    for (int row = 0; row < m_list->count(); ++row)
        shown << m_list->item(row)->text();
    if (shown != names) {
        m_list->clear();
        m_list->addItems(names);
    }
    emit countChanged(answer.value ? std::optional<qint64>(names.size()) : std::nullopt);
    const bool away = m_session.serverState().isOutage();
    const QString why = away ? tr("The server cannot be reached; files cannot be moved now.") : QString();
    m_add->setEnabled(m_asset && !away);
    m_save->setEnabled(chosen().size() == 1 && !away);
    m_delete->setEnabled(!chosen().isEmpty() && !away);
    for (QPushButton *button : {m_add, m_save, m_delete})
        button->setToolTip(why);
    if (answer.error && !answer.value)
        m_words->setText(answer.error->message);
    else if (m_files.isLoading() && !answer.value)
        m_words->setText(tr("Loading the list of files"));
    else if (names.isEmpty())
        m_words->setText(tr("No files yet. Certificates and drawings can be dropped here."));
    else
        m_words->setText(tr("Files up to %1 can be dropped here.").arg(words::size(LargestAssetFile)));
}

void AssetFilesPanel::chooseFiles()
{
    auto *chooser = new QFileDialog(this, tr("Add files"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFiles);
    connect(chooser, &QFileDialog::filesSelected, this, &AssetFilesPanel::upload);
    chooser->open();
}

void AssetFilesPanel::choosePlace()
{
    const QStringList names = chosen();
    if (names.size() != 1)
        return;
    auto *chooser = new QFileDialog(this, tr("Save %1").arg(names.first()));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->selectFile(safeFileName(names.first()));
    connect(chooser, &QFileDialog::fileSelected, this,
            [this, name = names.first()](const QString &path) { saveTo(name, path); });
    chooser->open();
}

void AssetFilesPanel::upload(const QStringList &paths)
{
    for (const QString &path : paths)
        uploadOne(path);
}

void AssetFilesPanel::uploadOne(const QString &path)
{
    if (!m_asset)
        return;
    const QString name = QFileInfo(path).fileName();
    const auto content = readFile(path, LargestAssetFile);
    if (!content) {
        emit notify(StatusKind::Error, tr("%1 was not added.").arg(name), content.error().message);
        return;
    }
    const bool replaced = m_files.answer().value && m_files.answer().value->contains(name);
    const Asset asset = *m_asset;
    m_session.assets().uploadFile(asset, name, *content, this, [this, name, asset, replaced](const Status &result) {
        if (!result)
            emit notify(StatusKind::Error, tr("%1 was not added.").arg(name), result.error().message);
        else if (replaced)
            emit notify(StatusKind::Ok, tr("%1 replaced.").arg(name), {});
        else
            emit notifyUndoable(tr("%1 added to %2.").arg(name, asset.serialNumber), {}, [this, name, asset] {
                m_session.assets().deleteFiles(asset, {name}, this, [this, name](const Status &gone) {
                    emit notify(gone ? StatusKind::Ok : StatusKind::Error,
                                gone ? tr("%1 is gone again.").arg(name) : tr("%1 is still there.").arg(name),
                                gone ? QString() : gone.error().message);
                });
            });
    });
}

void AssetFilesPanel::saveTo(const QString &name, const QString &path)
{
    if (!m_asset)
        return;
    FetchOptions options;
    options.initiator = "asset files";
    const auto write = [this, name, path](const Fetched<QByteArray> &file) {
        if (file.pending)
            return;
        if (!file.value) {
            emit notify(StatusKind::Error, tr("%1 could not be read.").arg(name),
                        file.error ? file.error->message : QString());
            return;
        }
        saveFileInBackground(path, *file.value, this, [this, name](const Status &saved) {
            emit notify(saved ? StatusKind::Ok : StatusKind::Error,
                        saved ? tr("%1 saved.").arg(name) : tr("%1 was not saved.").arg(name),
                        saved ? QString() : saved.error().message);
        });
    };
    const auto now = m_session.fetcher().fetch<QByteArray>(AssetService::file(m_asset->id, name), options, this, write);
    if (!now.pending)
        write(now);
}

void AssetFilesPanel::askToDelete(const QStringList &names)
{
    if (names.isEmpty() || !m_asset)
        return;
    const Asset asset = *m_asset;
    auto *dialog = new ActionDialog(names.size() == 1 ? tr("Delete %1").arg(names.first())
                                                      : tr("Delete %1 files").arg(words::count(names.size())),
                                    tr("Delete"), window());
    dialog->setEffect(tr("The server keeps no copy. This cannot be undone."));
    dialog->setDestructive();
    connect(dialog, &QDialog::accepted, this, [this, asset, names] {
        m_session.assets().deleteFiles(asset, names, this, [this, names](const Status &gone) {
            emit notify(gone ? StatusKind::Ok : StatusKind::Error,
                        gone ? tr("%1 deleted.").arg(names.join(QStringLiteral(", "))) : tr("Nothing was deleted."),
                        gone ? QString() : gone.error().message);
        });
    });
    dialog->openOver();
}

void AssetFilesPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_add->isEnabled() && event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void AssetFilesPanel::dropEvent(QDropEvent *event)
{
    QStringList paths;
    const auto urls = event->mimeData()->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    upload(paths);
    event->acceptProposedAction();
}

void AssetFilesPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && m_delete->isEnabled())
        askToDelete(chosen());
    else
        QWidget::keyPressEvent(event);
}

} // namespace qwats::ui
