// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/filespanel.h"

#include "ui/delegates/densetableview.h"
#include "ui/delegates/roles.h"
#include "ui/report/choosefile.h"
#include "ui/report/filenames.h"
#include "ui/report/pictureview.h"
#include "ui/report/savefile.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QThreadPool>

namespace qwats::ui {
namespace {

constexpr int SideBySide = 700; ///< px; narrower panels have the preview below the list

void filesOfStep(const Step &step, std::vector<FilesPanel::Entry> &files)
{
    for (const Attachment &file : step.extras().attachments)
        files.push_back({&file, step.name});
    for (const Step &child : step.steps)
        filesOfStep(child, files);
}

QStandardItem *cellOf(const QString &text)
{
    auto *cell = new QStandardItem(text.isEmpty() ? words::none() : text);
    cell->setEditable(false);
    return cell;
}

} // namespace

std::vector<FilesPanel::Entry> FilesPanel::filesOf(const Report &report)
{
    std::vector<Entry> files;
    for (const Attachment &file : report.attachments)
        files.push_back({&file, file.failureIndex >= 0 ? tr("failure %1").arg(file.failureIndex + 1) : QString()});
    if (report.root)
        filesOfStep(*report.root, files);
    return files;
}

FilesPanel::FilesPanel(QWidget *parent)
    : QWidget(parent)
    , m_split(new QSplitter(Qt::Horizontal, this))
    , m_table(new DenseTableView(m_split))
    , m_model(new QStandardItemModel(this))
    , m_save(makeButton(tr("Save as…"), "", QStringLiteral("export"), this))
    , m_saveAll(makeButton(tr("Save all as ZIP…"), "", {}, this))
    , m_words(new InkLabel(TextRole::Small, &Tokens::muted, this))
    , m_pages(new QStackedWidget(this))
    , m_text(new QPlainTextEdit(this))
    , m_picture(new PictureView(this))
    , m_nothing(new InkLabel(TextRole::Body, &Tokens::muted, this))
{
    m_model->setHorizontalHeaderLabels({tr("Name"), tr("Type"), tr("Size"), tr("Belongs to")});
    m_table->setModel(m_model);
    const auto column = [](const char *id, const char *sample, double stretch, int priority) {
        ColumnSpec spec{
            QLatin1StringView(id), {QLatin1StringView(sample)}, ColumnSpec::Content::Text, stretch, priority};
        spec.sortable = false;
        return spec;
    };
    m_table->setColumns({column("name", "oscilloscope-screen.png", 2, 0), column("type", "application/json", 0, 2),
                         column("size", "384 kB", 0, 0), column("from", "Rails under load", 1, 1)});
    m_table->setAccessibleName(tr("Files"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(ui::font(TextRole::Code));
    m_text->setAccessibleName(tr("Preview of the file as text"));
    m_text->setTabChangesFocus(true);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setContentsMargins(16, 16, 16, 16);
    m_words->setElide(Qt::ElideRight);
    for (QWidget *page :
         {static_cast<QWidget *>(m_nothing), static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_picture)})
        m_pages->addWidget(page);
    auto *side = new Panel(&Tokens::base, m_split);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(8);
    bar->addWidget(m_words, 1);
    bar->addWidget(m_save);
    bar->addWidget(m_saveAll);
    auto *sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(0, 0, 0, 0);
    sideColumn->setSpacing(0);
    sideColumn->addLayout(bar);
    sideColumn->addWidget(m_pages, 1);
    m_split->setChildrenCollapsible(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_split);
    for (QPushButton *button : {m_save, m_saveAll})
        button->setProperty("controlSize", QStringLiteral("small"));
    m_saveAll->hide();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FilesPanel::showCurrent);
    connect(m_table, &QAbstractItemView::activated, this, &FilesPanel::saveCurrent);
    connect(m_save, &QPushButton::clicked, this, &FilesPanel::saveCurrent);
    connect(m_saveAll, &QPushButton::clicked, this, &FilesPanel::saveAllRequested);
}

void FilesPanel::setSaveAllVisible(bool visible)
{
    m_saveAll->setVisible(visible);
}

void FilesPanel::setFiles(std::shared_ptr<const Report> report, std::vector<Entry> files)
{
    m_model->removeRows(0, m_model->rowCount());
    m_report = std::move(report);
    m_files = std::move(files);
    for (const Entry &entry : m_files) {
        const QString safe = safeFileName(entry.file->name, entry.file->contentType);
        auto *name = cellOf(safe);
        name->setData(true, KeyRole);
        if (safe != entry.file->name)
            name->setToolTip(tr("Named %1 in the report").arg(plain::oneLine(entry.file->name)));
        auto *size = cellOf(words::size(entry.file->data.size()));
        size->setData(alignNumber, Qt::TextAlignmentRole);
        m_model->appendRow(
            {name, cellOf(plain::oneLine(entry.file->contentType, 80)), size, cellOf(plain::oneLine(entry.from))});
    }
    if (!m_files.empty())
        m_table->setCurrentIndex(m_model->index(0, 0));
    showCurrent();
}

const FilesPanel::Entry *FilesPanel::current() const
{
    const int row = m_table->currentIndex().row();
    return row >= 0 && row < static_cast<int>(m_files.size()) ? &m_files[static_cast<size_t>(row)] : nullptr;
}

void FilesPanel::showCurrent()
{
    const int asked = ++m_asked;
    const Entry *entry = current();
    m_save->setEnabled(entry && !entry->file->data.isEmpty());
    m_save->setToolTip(entry && entry->file->data.isEmpty() ? tr("The report came without this file's content")
                                                            : QString());
    showPreview({});
    if (!entry)
        return;
    const QPointer<FilesPanel> guard(this);
    QThreadPool::globalInstance()->start([guard, asked, file = *entry->file] {
        const FilePreview preview = previewOf(file);
        QMetaObject::invokeMethod(
            qApp,
            [guard, asked, preview] {
                FilesPanel *panel = guard.data();
                if (panel && asked == panel->m_asked)
                    panel->showPreview(preview);
            },
            Qt::QueuedConnection);
    });
}

void FilesPanel::showPreview(const FilePreview &preview)
{
    m_preview = preview;
    const bool isText = preview.kind == FilePreview::Kind::Text;
    const bool isPicture = preview.kind == FilePreview::Kind::Picture;
    m_text->setPlainText(isText ? preview.text : QString());
    m_picture->setPicture(preview.picture);
    m_nothing->setText(isText || isPicture ? QString() : preview.words);
    m_words->setText(isText || isPicture ? preview.words : QString());
    m_pages->setCurrentWidget(isText          ? static_cast<QWidget *>(m_text)
                                  : isPicture ? static_cast<QWidget *>(m_picture)
                                              : static_cast<QWidget *>(m_nothing));
    if (const Entry *entry = current(); entry && isPicture)
        m_picture->setAccessibleName(tr("Picture %1, %2").arg(safeFileName(entry->file->name), preview.words));
}

void FilesPanel::saveCurrent()
{
    const Entry *entry = current();
    if (!entry || entry->file->data.isEmpty())
        return;
    const QString name = safeFileName(entry->file->name, entry->file->contentType);
    chooseSaveFile(this, tr("Save %1").arg(name), name, [this, name, data = entry->file->data](const QString &path) {
        saveFileInBackground(path, data, this, [this, name, path](const Status &done) {
            if (done)
                emit saved(name, path);
            else
                emit failed(name, done.error().message);
        });
    });
}

void FilesPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const auto wanted = width() >= SideBySide ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() != wanted)
        m_split->setOrientation(wanted);
}

} // namespace qwats::ui
