// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QFrame>
#include <QList>

#include <functional>

class QListWidget;

namespace qwats::ui {

class InkLabel;
class SearchBox;

/// Something the palette can do or open.
struct PaletteItem
{
    QString group; ///< "Units", "Parts", "Assets", "Reports", "Pages", "Actions", "Recent"
    QString word;
    QString hint; ///< muted, after the word: a name, a result
    QString iconName;
    std::function<void()> run;
    QString key{}; ///< at the right: the shortcut
    bool enabled = true;
};

/// The list under the search box, in groups with headings. The first match is selected, arrows move, Enter runs, Esc
/// closes; the pointer works too. What was chosen stays chosen while more results arrive.
///
/// Thread: GUI. Owned by the window it pops up in; borrows the search box.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    /// Everything that fits a text, in the order it is shown.
    using Offers = std::function<QList<PaletteItem>(const QString &text)>;
    CommandPalette(SearchBox *search, QWidget *window);

    void setOffers(Offers offers);
    /// The line at the foot: where the results come from. Empty: no line.
    void setFoot(const QString &words);
    void openAt(); ///< under the search box
    void close();
    void update(); ///< offers again for the same text

    [[nodiscard]] int count() const { return int(m_shown.size()); } ///< of items, without headings
    [[nodiscard]] const PaletteItem &item(int index) const { return m_shown.at(index); }
    [[nodiscard]] int current() const; ///< index of the chosen item; -1: none
    [[nodiscard]] QString footWords() const;

signals:
    void textChanged(const QString &text); ///< what to look for; empty when it closes

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const QString &text, const QString &chosen);
    void place();
    void move(int step);
    void runCurrent();
    [[nodiscard]] static QString identity(const PaletteItem &item)
    {
        return item.group + QLatin1Char('\n') + item.word;
    }

    SearchBox *m_search;
    QListWidget *m_list;
    InkLabel *m_foot;
    QList<PaletteItem> m_shown;
    Offers m_offers;
    bool m_moved = false; ///< the user chose a row for this text
};

} // namespace qwats::ui
