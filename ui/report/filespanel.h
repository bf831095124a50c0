// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/filepreview.h"

#include <QWidget>

#include <memory>

class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QStandardItemModel;

namespace qwats::ui {

class DenseTableView;
class InkLabel;
class PictureView;

/// Files of a report or of one step: a list with safe names, a preview that runs and loads nothing, and saving.
///
/// Thread: GUI; previews are made and files written on workers. Shares the report.
class FilesPanel : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        const Attachment *file = nullptr; ///< part of the report
        QString from; ///< the step or failure it belongs to; empty: the report itself
    };

    explicit FilesPanel(QWidget *parent = nullptr);

    void setFiles(std::shared_ptr<const Report> report, std::vector<Entry> files);
    /// All files of a report: its own first, then those of its steps.
    [[nodiscard]] static std::vector<Entry> filesOf(const Report &report);

    [[nodiscard]] DenseTableView *table() const { return m_table; }
    [[nodiscard]] const FilePreview &preview() const { return m_preview; } ///< of the current row, once it is made
    /// Offers "Save all" beside "Save as"; asked for by saveAllRequested.
    void setSaveAllVisible(bool visible);

signals:
    void saveAllRequested();
    void saved(const QString &name, const QString &path);
    void failed(const QString &name, const QString &reason);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] const Entry *current() const;
    void showCurrent();
    void showPreview(const FilePreview &preview);
    void saveCurrent();

    std::shared_ptr<const Report> m_report;
    std::vector<Entry> m_files;
    QSplitter *m_split;
    DenseTableView *m_table;
    QStandardItemModel *m_model;
    QPushButton *m_save;
    QPushButton *m_saveAll;
    InkLabel *m_words;
    QStackedWidget *m_pages;
    QPlainTextEdit *m_text;
    PictureView *m_picture;
    InkLabel *m_nothing;
    FilePreview m_preview;
    int m_asked = 0; // the newest preview; late ones are dropped
};

} // namespace qwats::ui
