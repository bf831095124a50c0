// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QFrame>
#include <QList>

#include <functional>

class QListWidget;

namespace qwats::ui {

class SearchBox;

/// Something the palette can do.
struct PaletteItem
{
    QString group; ///< "Pages", "Actions", "Go to"
    QString word;
    QString hint; ///< muted, at the right: a key or what it is
    QString iconName;
    std::function<void()> run;
};

/// The list under the search box: what was typed, as a serial number, a part, an asset or a report, and the pages and
/// actions whose words match. The first match is selected; Enter runs it. Never asks the server by itself.
///
/// Owned by the window it pops up in; borrows the search box.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    /// `offers` makes the items that depend on the text; `fixed` are filtered by it.
    using Offers = std::function<QList<PaletteItem>(const QString &text)>;
    CommandPalette(SearchBox *search, QWidget *window);

    void setItems(QList<PaletteItem> fixed, Offers offers);
    void openAt(); ///< under the search box
    void close();
    [[nodiscard]] int count() const;
    [[nodiscard]] QString wordAt(int row) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const QString &text);
    void move(int step);
    void runCurrent();

    SearchBox *m_search;
    QListWidget *m_list;
    QList<PaletteItem> m_fixed;
    QList<PaletteItem> m_shown;
    Offers m_offers;
};

} // namespace qwats::ui
