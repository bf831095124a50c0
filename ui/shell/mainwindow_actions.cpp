// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"
#include "ui/shell/alerts.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/exportactions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/palettesearch.h"
#include "ui/shell/recentplaces.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/topbar.h"
#include "ui/widgets/words.h"

#include <QAbstractItemView>
#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QUuid>

namespace qwats::ui {

using namespace Qt::StringLiterals;

QAction *MainWindow::addCommand(const QString &words, const QString &iconName, const QKeySequence &key,
                                const std::function<void()> &run)
{
    auto *action = new QAction(icon(iconName), words, this);
    action->setProperty("iconName", iconName);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    m_actions << action;
    return action;
}

void MainWindow::makeActions()
{
    // Ctrl+K, Alt+arrows, F5 and Ctrl+F belong to the controls they press.
    addCommand(tr("Refresh from the server"), u"refresh"_s, QKeySequence(Qt::SHIFT | Qt::Key_F5), [this] {
        if (Page *page = currentPage())
            page->refresh();
    });
    addCommand(tr("Export…"), u"export"_s, QKeySequence(Qt::CTRL | Qt::Key_E), [this] { openExports(); });
    for (QAction *action : {m_exports->csv(), m_exports->pdf(), m_exports->print()}) {
        action->setProperty("iconName", action == m_exports->print() ? u"print"_s : u"export"_s);
        addAction(action);
        m_actions << action;
    }
    addCommand(tr("Undo the last change"), u"undo"_s, QKeySequence(Qt::CTRL | Qt::Key_Z),
               [this] { m_toasts->undoNewest(); });
    addCommand(tr("Cache settings…"), u"settings"_s, {}, [this] { emit cacheSettingsRequested(); });
    addCommand(tr("Clear the cache"), u"cache"_s, {}, [this] {
        const auto entries = m_session.cache().stats().entries;
        m_session.cache().clear();
        m_toasts->add(StatusKind::Ok, tr("The cache is empty."),
                      tr("%1 entries went; the counters stay.").arg(words::count(entries)));
    });
    addCommand(tr("Connections…"), u"server"_s, {}, [this] { emit connectionsRequested(); });
    addCommand(tr("Open the demo"), u"demo"_s, {}, [this] { emit demoRequested(); });
    addCommand(tr("Ask the server now"), u"online"_s, {}, [this] { m_session.checkServer(); });
    addCommand(tr("Alerts"), u"bell"_s, {}, [this] { m_alertsPanel->openUnder(m_bell); });
    addCommand(tr("Next part of the window"), u"forward"_s, QKeySequence(Qt::Key_F6), [this] { nextPane(1); });
    addCommand(tr("Previous part of the window"), u"back"_s, QKeySequence(Qt::SHIFT | Qt::Key_F6),
               [this] { nextPane(-1); });
    addCommand(tr("Keys"), u"info"_s, QKeySequence(Qt::Key_F1), [this] { openKeys(); });
    addCommand(tr("Quit"), u"close"_s, QKeySequence(Qt::CTRL | Qt::Key_Q), [this] {
        m_quitting = true;
        close();
        emit quitRequested();
    });
}

void MainWindow::makeThemeMenu()
{
    m_themeMenu = std::make_unique<QMenu>();
    auto *group = new QActionGroup(m_themeMenu.get());
    const std::tuple<ThemeChoice, QString, QString> choices[]
        = {{ThemeChoice::System, u"system"_s, tr("Theme as the system")},
           {ThemeChoice::Light, u"light"_s, tr("Light theme")},
           {ThemeChoice::Dark, u"dark"_s, tr("Dark theme")}};
    for (const auto &[choice, name, words] : choices) {
        QAction *action = addCommand(words, u"theme"_s, {}, [this, name = name] { chooseTheme(name); });
        action->setIcon({});
        action->setCheckable(true);
        group->addAction(action);
        m_themeMenu->addAction(action);
        const auto follow = [this, action, choice = choice] { action->setChecked(m_theme.choice() == choice); };
        connect(&m_theme, &ThemeManager::changed, action, follow);
        connect(m_themeMenu.get(), &QMenu::aboutToShow, action, follow);
        follow();
    }
    m_top->setThemeMenu(m_themeMenu.get());
}

void MainWindow::chooseTheme(const QString &choice)
{
    m_theme.setChoice(choice == u"light"      ? ThemeChoice::Light
                          : choice == u"dark" ? ThemeChoice::Dark
                                              : ThemeChoice::System);
    if (const auto saved = m_settings.setTheme(choice); !saved)
        m_toasts->add(StatusKind::Warning, tr("The theme is not remembered."), saved.error().message);
}

void MainWindow::openExports()
{
    const auto *page = currentPage();
    const auto buttons = page ? page->findChildren<QToolButton *>(u"more"_s) : QList<QToolButton *>();
    for (const QToolButton *more : buttons) {
        if (more->isVisible())
            return m_exports->openMenu(more->mapToGlobal(QPoint(0, more->height())));
    }
    m_exports->openMenu(mapToGlobal(QPoint(width() / 2, height() / 3)));
}

void MainWindow::openKeys()
{
    auto *sheet = new ShortcutSheet(collectShortcuts(this) + listKeys(), this);
    new Scrim(this, sheet);
    sheet->open();
}

/// Rail, search, then what the page has to stand on, then the status bar.
QList<QWidget *> MainWindow::panes() const
{
    QList<QWidget *> panes{m_rail->button(m_rail->current()), m_top->search()};
    if (const Page *page = currentPage()) {
        const auto lines = page->findChildren<FilterLine *>();
        const auto views = page->findChildren<QAbstractItemView *>();
        for (FilterLine *line : lines)
            panes << line;
        for (QAbstractItemView *view : views)
            panes << view;
    }
    panes << m_status->part(u"server"_s);
    panes.removeIf([](const QWidget *one) {
        return !one || !one->isVisible() || !one->isEnabled() || one->focusPolicy() == Qt::NoFocus;
    });
    return panes;
}

void MainWindow::nextPane(int step)
{
    const QList<QWidget *> all = panes();
    if (all.isEmpty())
        return;
    const QWidget *focus = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (focus && (all[i] == focus || all[i]->isAncestorOf(focus)))
            at = i;
    }
    const qsizetype next = at < 0 ? 0 : (at + step + all.size()) % all.size();
    all[next]->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::offerHits(QList<PaletteItem> &items)
{
    for (const SearchHit &hit : m_search->hits()) {
        PaletteItem item;
        item.word = hit.words;
        item.hint = hit.more;
        item.run = [this, place = hit.place] { goTo(place); };
        switch (hit.group) {
        case SearchHit::Group::Unit:
            item.group = tr("Units");
            item.iconName = u"counter"_s;
            break;
        case SearchHit::Group::Part:
            item.group = tr("Parts");
            item.iconName = u"products"_s;
            break;
        case SearchHit::Group::Asset:
            item.group = tr("Assets");
            item.iconName = u"assets"_s;
            break;
        case SearchHit::Group::Report:
            item.group = tr("Reports");
            item.iconName = u"reports"_s;
            break;
        }
        items << item;
    }
}

void MainWindow::offerPages(QList<PaletteItem> &items, const QString &text)
{
    int number = 0;
    for (const QString &id : std::as_const(m_pageOrder)) {
        const QString word = m_rail->button(id)->text();
        const QKeySequence key(Qt::CTRL | Qt::Key(Qt::Key_0 + ++number));
        if (text.isEmpty() || word.contains(text, Qt::CaseInsensitive))
            items << PaletteItem{tr("Pages"), word, {}, id, [this, id] { goTo({id, {}, {}}); }, KeyCap::text(key)};
    }
}

void MainWindow::offerActions(QList<PaletteItem> &items, const QString &text)
{
    for (QAction *action : std::as_const(m_actions)) {
        QString word = action->text();
        word.remove(u'&');
        if (!text.isEmpty() && !word.contains(text, Qt::CaseInsensitive))
            continue;
        PaletteItem item{tr("Actions"),
                         word,
                         {},
                         action->property("iconName").toString(),
                         [action] { action->trigger(); },
                         KeyCap::text(action->shortcut())};
        item.enabled = action->isEnabled();
        items << item;
    }
}

/// Exact matches of pages and actions stand before what was found, so that Enter does what its name says.
QList<PaletteItem> MainWindow::offersFor(const QString &text)
{
    QList<PaletteItem> items;
    const auto recent = [&] {
        for (const RecentPlaces::Entry &entry : m_recent->entries().mid(0, 5)) {
            if (text.isEmpty() || entry.words.contains(text, Qt::CaseInsensitive))
                items << PaletteItem{tr("Recent"), entry.words,
                                     words::time(entry.at.ms(), m_session.clock().wallNow().ms()), entry.place.page,
                                     [this, place = entry.place] { goTo(place); }};
        }
    };
    if (text.isEmpty()) {
        recent();
        offerPages(items, text);
        offerActions(items, text);
        return items;
    }
    if (!QUuid::fromString(text).isNull())
        items << PaletteItem{tr("Reports"), tr("Report %1").arg(text), {}, u"reports"_s, [this, text] {
                                 goTo({u"reports"_s, text, {}});
                             }};
    recent();
    offerHits(items);
    offerPages(items, text);
    offerActions(items, text);
    items << PaletteItem{tr("Search"), tr("Reports of serial number %1").arg(text), {}, u"search"_s, [this, text] {
                             goTo({u"reports"_s, {}, {{u"kind"_s, 0}, {u"serial"_s, text}}});
                         }};
    items << PaletteItem{tr("Search"), tr("Reports of part %1").arg(text), {}, u"search"_s, [this, text] {
                             goTo({u"reports"_s, {}, {{u"kind"_s, 0}, {u"part"_s, text}}});
                         }};
    items << PaletteItem{tr("Search"), tr("Asset %1").arg(text), {}, u"search"_s, [this, text] {
                             goTo({u"assets"_s, text, {}});
                         }};
    return items;
}

} // namespace qwats::ui
