// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "ui/export/exportjob.h"
#include "ui/shell/page.h"

#include <QObject>

class QAction;
class QMenu;

namespace qwats::ui {

class BulkBar;

/// What the page on screen gives out: CSV, PDF, paper. One at a time, in the background, with progress and a way to
/// stop; the end is told with how many rows it was and whether that is all.
///
/// Thread: GUI. Owned by the window; borrows the session, the bar and the page.
class ExportActions : public QObject
{
    Q_OBJECT

public:
    enum class Form { Csv, Pdf };

    ExportActions(Session &session, BulkBar *bar, QWidget *window, std::function<Page *()> page);
    ~ExportActions() override;

    [[nodiscard]] QAction *csv() const { return m_csv; }
    [[nodiscard]] QAction *pdf() const { return m_pdf; }
    [[nodiscard]] QAction *print() const { return m_print; }
    void openMenu(const QPoint &at); ///< the ways out of this page
    void fillMenu(QMenu *menu) const;

    /// Without asking for a name. False: the page has nothing to give out, or an export is running.
    bool exportTo(Form form, const QString &path);
    [[nodiscard]] bool isRunning() const { return m_job != nullptr; }

signals:
    void notify(qwats::ui::StatusKind kind, const QString &title, const QString &text);
    void finished(const qwats::ui::ExportOutcome &outcome);

private:
    void choose(Form form);
    void choosePrinter();
    void run(ExportSource source, std::unique_ptr<ExportSink> sink, qint64 most, const QString &where);
    void end(const ExportOutcome &outcome, const QString &where);
    [[nodiscard]] std::optional<ExportSource> source();

    Session &m_session;
    BulkBar *m_bar;
    QWidget *m_window;
    std::function<Page *()> m_page;
    QAction *m_csv;
    QAction *m_pdf;
    QAction *m_print;
    ExportJob *m_job = nullptr;
};

} // namespace qwats::ui
