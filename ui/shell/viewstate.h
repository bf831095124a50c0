// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariantMap>

class QSplitter;

namespace qwats::ui {

class ColumnLayout;

/// How the user arranged one page, remembered per profile: columns of its tables, places of its splitters, small
/// choices such as the open tab. Not for data of the server, and not for filters (ProfileMemory keeps those).
///
///     ViewState view(session.profile().id, u"assets"_s);
///     view.keep(u"table"_s, m_table->columnLayout()); // after setColumns()
///     view.keep(u"split"_s, m_splitter);              // after all its widgets were added
///
/// keep() restores at once what is known and from then on stores each change by itself; the ViewState may go at once.
/// A stored state that does not fit (other columns, other number of widgets) is passed over. A value; thread: GUI.
/// Storing is best effort: a full disk loses the arrangement and nothing else.
class ViewState
{
public:
    /// `page` is a page's id or another steady name ("report-view"); both without '/'.
    ViewState(QString profileId, QString page);

    /// Columns that are shown, and their widths. The layout is borrowed.
    void keep(const QString &name, ColumnLayout *columns) const;
    /// Shares of the widgets of a splitter, in px. Dragging stores; resizing the window does not. Borrowed.
    void keep(const QString &name, QSplitter *splitter) const;

    /// A small choice: a tab, a switch. Empty map: nothing is known. At most some hundred bytes.
    [[nodiscard]] QVariantMap value(const QString &name) const;
    void setValue(const QString &name, const QVariantMap &value) const;

private:
    [[nodiscard]] QString path(const QString &name) const;

    QString m_profile;
    QString m_page;
};

} // namespace qwats::ui
