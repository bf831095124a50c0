// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetched.h"
#include "core/http/serverstate.h"
#include "ui/export/exportsource.h"
#include "ui/theme/status.h"
#include "ui/widgets/dataagelabel.h"

#include <QString>
#include <QVariantMap>
#include <QWidget>

#include <functional>

namespace qwats {
class Session;
}

namespace qwats::ui {

/// Somewhere in the program one can go to, and come back to.
struct Place
{
    QString page; ///< overview, assets, products, reports, diagnostics
    QString thing; ///< an asset's id or serial, a part number, a report id; empty: the list
    QVariantMap state; ///< what else the page wants back: filters, sort, scroll position

    bool operator==(const Place &) const = default;
};

/// One page of the main window. Made once per session, shown and hidden many times; polls only while shown.
///
/// Thread: GUI. Owned by the main window; borrows the session, which outlives it.
class Page : public QWidget
{
    Q_OBJECT

public:
    Page(Session &session, QWidget *parent = nullptr)
        : QWidget(parent)
        , m_session(session)
    {
    }

    /// Shows a place of this page. Called by back, forward, search and links.
    virtual void go(const Place &place) = 0;
    /// Where the page is now, for back and forward.
    [[nodiscard]] virtual Place place() const = 0;
    /// Asks the server, whatever the cache holds (F5).
    virtual void refresh() = 0;
    /// Puts the keyboard into the page's filter (Ctrl+F); false when it has none.
    virtual bool focusFilter() { return false; }
    /// Called when the page becomes the shown one, or stops being it.
    virtual void setShown(bool shown) = 0;
    /// Esc: clear the filter, else close the detail, else stop loading. False: nothing was left to do.
    virtual bool escape() { return false; }
    /// What the page shows now, for CSV, PDF and print (Ctrl+E, Ctrl+P), made anew at each call. None: nothing to give
    /// out.
    [[nodiscard]] virtual std::optional<ExportSource> exportSource() { return {}; }

signals:
    /// A link to another place, e.g. from a report to its fixture.
    void placeRequested(const qwats::ui::Place &place);
    /// The page itself moved (another row, another filter): the window adds it to back and forward.
    void placeChanged();
    /// Something was done: shown as a toast.
    void notify(qwats::ui::StatusKind kind, const QString &title, const QString &text);
    /// The same for what can be taken back: the toast offers Undo (Ctrl+Z) and runs `undo` in the GUI thread.
    void notifyUndoable(const QString &title, const QString &text, const std::function<void()> &undo);

protected:
    Session &m_session;
};

/// The data-age line of an answer: fresh, stale, offline or fetching, never old as new. `server` says since when it is
/// away.
[[nodiscard]] DataAge dataAgeOf(const FetchedInfo &answer, bool loading, Timestamp loadingSince,
                                const ServerState &server, Timestamp now);

} // namespace qwats::ui
