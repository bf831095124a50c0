// SPDX-License-Identifier: GPL-3.0-or-later
// Shows every widget of the kit as on the drawings and writes PNG files: qwats_gallery <folder>
#include "ui/widgets/chipbar.h"
#include "ui/widgets/detailpane.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/secondtick.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/topbar.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QHeaderView>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <memory>

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

qint64 at(int hour, int minute, int second)
{
    return QDateTime(QDate(2026, 3, 12), QTime(hour, minute, second)).toMSecsSinceEpoch();
}

NavigationRail *makeRail(RailMode mode, QWidget *parent)
{
    auto *rail = new NavigationRail(parent);
    rail->addPage(u"overview"_s, u"overview"_s, u"Overview"_s);
    rail->addPage(u"assets"_s, u"assets"_s, u"Assets"_s);
    rail->addPage(u"products"_s, u"products"_s, u"Products"_s);
    rail->addPage(u"reports"_s, u"reports"_s, u"Reports"_s);
    rail->addPage(u"queue"_s, u"queue"_s, u"Queue"_s);
    rail->addPage(u"cache"_s, u"cache"_s, u"Cache"_s);
    rail->addPage(u"requests"_s, u"requests"_s, u"Requests"_s);
    rail->addPage(u"diagnostics"_s, u"diagnostics"_s, u"Diagnostics"_s);
    rail->addPage(u"settings"_s, u"settings"_s, u"Settings"_s, NavigationRail::Bottom,
                  QKeySequence(Qt::CTRL | Qt::Key_Comma));
    rail->setCurrent(u"assets"_s);
    rail->setBadge(u"assets"_s, 7, BadgeKind::NeedsPerson);
    rail->setBadge(u"queue"_s, 3, BadgeKind::Counts);
    rail->setMode(mode);
    return rail;
}

QWidget *makeFilterBar(QWidget *parent)
{
    auto *bar = new Panel(&Tokens::base, parent);
    bar->setLines(Qt::BottomEdge);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 4, 16, 6);
    row->addWidget(new FilterLine(u"filter"_s, u"Filter assets"_s, QKeySequence(Qt::CTRL | Qt::Key_F), bar));
    auto *states = new ChipBar(ChipBar::Exclusive, bar);
    states->setChips({{u"all"_s, u"All"_s, 214},
                      {u"ok"_s, u"OK"_s, 187, StatusKind::Ok},
                      {u"warning"_s, u"Warning"_s, 15, StatusKind::Warning},
                      {u"alarm"_s, u"Alarm"_s, 5, StatusKind::Alarm},
                      {u"overdue"_s, u"Overdue"_s, 7, StatusKind::Overdue}});
    states->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    row->addWidget(states);
    auto *types = new ChipBar(ChipBar::Additive, bar);
    types->setChips({{u"f"_s, u"Fixture"_s, 86},
                     {u"d"_s, u"DMM"_s, 31},
                     {u"p"_s, u"Power supply"_s, 28},
                     {u"a"_s, u"Adapter"_s, 28},
                     {u"t"_s, u"Torque driver"_s, 22},
                     {u"l"_s, u"Load"_s, 19}});
    row->addWidget(types, 1);
    return bar;
}

QTreeWidget *makeTree(QWidget *parent)
{
    auto *tree = new QTreeWidget(parent);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setHeaderLabels({u"State"_s, u"Serial"_s, u"Name"_s, u"Location"_s, u"Running count"_s});
    tree->headerItem()->setTextAlignment(4, Qt::AlignRight | Qt::AlignVCenter);
    tree->setSortingEnabled(true);
    tree->sortByColumn(1, Qt::AscendingOrder);
    for (int i = 0; i < 14; ++i) {
        auto *item = new QTreeWidgetItem(
            tree,
            {u"Overdue"_s, u"FX-04%1"_s.arg(10 + i), u"Control board FCT fixture"_s, u"Hall 2 · FCT-07"_s, u"4 812"_s});
        item->setTextAlignment(4, Qt::AlignRight | Qt::AlignVCenter);
        new QTreeWidgetItem(item, {u"OK"_s, u"AD-0101"_s, u"CAN adapter"_s});
    }
    tree->expandItem(tree->topLevelItem(1));
    tree->setCurrentItem(tree->topLevelItem(2));
    return tree;
}

DetailPane *makeDetail(QWidget *parent)
{
    auto *pane = new DetailPane(parent);
    pane->setThing(StatusKind::Overdue, u"FX-0412"_s, u"Control board FCT fixture"_s, u"Calibration 3 days late"_s);
    pane->age()->setState({.kind = StatusKind::Fresh, .asOfMs = at(10, 42, 13)});
    pane->addAction(u"Record calibration…"_s, u"calibrate"_s, true);
    pane->addAction(u"Maintenance…"_s, u"wrench"_s);
    auto *state = new QPushButton(u"Set state"_s);
    state->setProperty("controlSize", u"small"_s);
    state->setMenu(new QMenu(state));
    pane->addActionWidget(state);
    auto *facts = new FactsGrid;
    facts->setContentsMargins(16, 12, 16, 12);
    facts->setFacts({{u"Type"_s, u"Fixture"_s},
                     {u"State"_s, u"In operation"_s},
                     {u"Calibration"_s, u"due 9 Mar, 3 d late"_s, StatusKind::Overdue},
                     {u"Part number"_s, u"690-0412 rev B"_s, {}, u"part"_s},
                     {u"Location"_s, QString()}});
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->addWidget(facts);
    column->addStretch(1);
    pane->addTab(u"overview"_s, u"Overview"_s, page);
    pane->addTab(u"sub"_s, u"Sub-assets"_s, new QWidget);
    pane->addTab(u"log"_s, u"Log"_s, new QWidget);
    pane->addTab(u"reports"_s, u"Used in reports"_s, new QWidget);
    pane->setTabCount(u"sub"_s, 4);
    pane->setTabCount(u"log"_s, 38);
    pane->setTabCount(u"reports"_s, 1204);
    return pane;
}

PageHeader *makeHeader(const DataAge &age, QWidget *parent)
{
    auto *header = new PageHeader(u"Assets"_s, parent);
    header->age()->setState(age);
    header->addIconButton(u"refresh"_s, u"Refresh"_s, QKeySequence(Qt::Key_F5));
    header->addIconButton(u"columns"_s, u"Columns"_s);
    header->addIconButton(u"export"_s, u"Export"_s, QKeySequence(Qt::CTRL | Qt::Key_E));
    header->addSeparator();
    header->setPrimary(u"New asset"_s, u"add"_s);
    return header;
}

void fillStatusBar(StatusBar *bar)
{
    bar->setServer(StatusKind::Online, u"Online"_s, at(10, 30, 0), 48);
    bar->setNewest(at(10, 42, 13));
    bar->setCalls(74, 500);
    bar->setPart(u"queue"_s, {.label = u"Queue"_s, .value = u"3 waiting"_s});
    bar->setHitRate(3738, 4090, u"last 5 min"_s);
}

QWidget *makeMain(RailMode mode)
{
    auto *window = new QWidget;
    auto *rows = new QVBoxLayout(window);
    rows->setContentsMargins({});
    rows->setSpacing(0);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(0);
    rows->addLayout(columns, 1);
    columns->addWidget(makeRail(mode, window));
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    columns->addLayout(right, 1);
    auto *top = new TopBar(window);
    top->setBackEnabled(true);
    top->setProfile(u"Plant North"_s, new QMenu(top));
    right->addWidget(top);
    right->addWidget(makeHeader(
        {.kind = StatusKind::Fresh, .asOfMs = at(10, 42, 13), .source = u"from cache"_s, .freshForSeconds = 192},
        window));
    right->addWidget(makeFilterBar(window));
    auto *split = new QSplitter(mode == RailMode::Wide ? Qt::Horizontal : Qt::Vertical, window);
    split->addWidget(makeTree(split));
    auto *detail = makeDetail(split);
    detail->setNarrow(mode == RailMode::Wide);
    split->addWidget(detail);
    split->setSizes(mode == RailMode::Wide ? QList<int>{980, 440} : QList<int>{340, 282});
    right->addWidget(split, 1);
    auto *bar = new StatusBar(window);
    fillStatusBar(bar);
    rows->addWidget(bar);
    auto *toasts = new ToastStack(window);
    toasts->add(StatusKind::Ok, u"FX-0412 calibrated."_s, u"Next due 8 Sep 2026."_s, true);
    return window;
}

QWidget *inCard(QWidget *header, QWidget *between, QWidget *body)
{
    auto *card = new Panel(&Tokens::base);
    card->setFramed(4);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(header);
    if (between)
        column->addWidget(between);
    column->addWidget(body, 1);
    return card;
}

PageHeader *cardHeader(const QString &title, const DataAge &age)
{
    auto *header = new PageHeader(title);
    header->setLines(Qt::BottomEdge);
    header->age()->setState(age);
    return header;
}

QWidget *makeStates()
{
    auto *page = new Panel(&Tokens::window);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(20, 20, 20, 20);
    grid->setSpacing(16);
    auto *empty = new StatePage;
    empty->showEmpty(
        u"queue"_s, u"No uploads are waiting"_s,
        u"Reports that your test stations drop into a watched folder appear here until the server has them."_s);
    empty->addButton(u"Add a watched folder…"_s);
    empty->addButton(u"Upload a file…"_s, true);
    grid->addWidget(
        inCard(cardHeader(u"Queue"_s, {.kind = StatusKind::Fresh, .asOfMs = at(10, 42, 13), .source = u"live"_s}),
               nullptr, empty),
        0, 0);
    auto *loading = new StatePage;
    loading->showLoading(u"Loading 214 assets, 82 so far"_s);
    auto *bar = new LoadingBar;
    bar->start(0.38);
    grid->addWidget(
        inCard(cardHeader(u"Assets"_s, {.kind = StatusKind::Fetching, .sinceMs = at(10, 42, 19) + 200}), bar, loading),
        0, 1);
    auto *offline = new NoticeBar;
    offline->showNotice(StatusKind::Offline, u"Working from saved data."_s,
                        u"Changes wait for the server, next try in 12 s."_s, u"Try now"_s);
    grid->addWidget(inCard(cardHeader(u"Assets"_s,
                                      {.kind = StatusKind::Offline,
                                       .asOfMs = at(10, 38, 2),
                                       .source = u"from cache"_s,
                                       .sinceMs = at(10, 38, 18)}),
                           offline, makeTree(nullptr)),
                    0, 2);
    auto *filtered = new StatePage;
    filtered->showFiltered(u"No report matches both filters"_s,
                           u"610-2041 has 9 406 reports this week. None is by “anne”; did you mean “anna”?"_s);
    filtered->addButton(u"Use “anna”"_s);
    filtered->addButton(u"Clear filters"_s, true);
    auto *fields = new Panel(&Tokens::base);
    fields->setLines(Qt::BottomEdge);
    auto *row = new QHBoxLayout(fields);
    for (const auto &[name, value] :
         {std::pair(u"Part"_s, u"610-2041"_s), {u"Operator"_s, u"anne"_s}, {u"Process"_s, QString()}}) {
        auto *field = new FilterField(name, u"any"_s);
        field->setValue(value);
        row->addWidget(field);
    }
    row->addStretch(1);
    grid->addWidget(
        inCard(
            cardHeader(u"Reports"_s, {.kind = StatusKind::Fresh, .asOfMs = at(10, 42, 13), .source = u"from server"_s}),
            fields, filtered),
        1, 0);
    auto *error = new StatePage;
    error->showError(
        u"The server could not answer"_s,
        u"It reported an internal error (500) three times within 9 s. Nothing on this computer needs to change."_s,
        u"next try by itself in 24 s"_s);
    error->addButton(u"Show request"_s);
    grid->addWidget(inCard(cardHeader(u"Product 610-2055"_s, {.kind = StatusKind::Failed, .sinceMs = at(10, 42, 9)}),
                           nullptr, error),
                    1, 1);
    auto *stale = new NoticeBar;
    stale->showNotice(StatusKind::Stale, u"These values are 10 min old."_s,
                      u"What changes on refresh will be marked."_s, u"Wait for new"_s);
    grid->addWidget(inCard(cardHeader(u"Assets"_s,
                                      {.kind = StatusKind::Stale,
                                       .asOfMs = at(10, 31, 40),
                                       .sinceMs = at(10, 36, 47),
                                       .note = u"refreshing"_s}),
                           stale, makeTree(nullptr)),
                    1, 2);
    return page;
}

template <typename Control> Control *added(QLayout *layout, Control *control)
{
    layout->addWidget(control);
    return control;
}

QHBoxLayout *rowOf(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    column->addLayout(row);
    return row;
}

void addButtons(QVBoxLayout *column)
{
    auto *row = rowOf(column);
    added(row, makeButton(u"Connect"_s, "primary"));
    added(row, makeButton(u"Connect"_s, "primary"))->setEnabled(false);
    added(row, makeButton(u"Test again"_s, "", u"refresh"_s));
    added(row, makeButton(u"Disabled"_s))->setEnabled(false);
    added(row, makeButton(u"Delete reports…"_s, "danger", u"delete"_s));
    added(row, makeLinkButton(u"Copy details for support"_s));
    auto *small = added(row, makeButton(u"Small"_s));
    small->setProperty("controlSize", u"small"_s);
    added(row, makeIconButton(u"pin"_s, u"Pin"_s))->setCheckable(true);
    auto *on = added(row, makeIconButton(u"tag"_s, u"Markers"_s));
    on->setCheckable(true);
    on->setChecked(true);
    row->addStretch(1);
}

void addFields(QVBoxLayout *column)
{
    auto *row = rowOf(column);
    added(row, new QLineEdit(u"https://wats.plant-north.example"_s));
    auto *focused = added(row, new QLineEdit(u"focused"_s));
    focused->setObjectName(u"focused"_s);
    auto *bad = added(row, new QLineEdit(u"no host"_s));
    bad->setProperty("bad", true);
    auto *off = added(row, new QLineEdit(u"disabled"_s));
    off->setEnabled(false);
    auto *combo = added(row, new QComboBox);
    combo->addItems({u"Today"_s, u"Last 7 days"_s});
    auto *spin = added(row, new QSpinBox);
    spin->setSuffix(u" min"_s);
    spin->setValue(15);
    auto *second = rowOf(column);
    added(second, new QCheckBox(u"Keep in memory"_s))->setChecked(true);
    added(second, new QCheckBox(u"Off"_s));
    auto *part = added(second, new QCheckBox(u"Some"_s));
    part->setTristate(true);
    part->setCheckState(Qt::PartiallyChecked);
    added(second, new QRadioButton(u"System"_s))->setChecked(true);
    added(second, new QRadioButton(u"Light"_s));
    auto *progress = added(second, new QProgressBar);
    progress->setValue(38);
    progress->setTextVisible(false);
    auto *segments = added(second, new SegmentedControl);
    segments->setSegments({{u"1"_s, u"1 min"_s}, {u"5"_s, u"5 min"_s}, {u"30"_s, u"30 min"_s}, {u"4"_s, u"4 h"_s}});
    segments->setCurrent(u"30"_s);
    second->addStretch(1);
}

void addGlyphs(QVBoxLayout *column)
{
    auto *grid = new QGridLayout;
    column->addLayout(grid);
    const Tokens &t = Theme::of(nullptr);
    for (int i = 0; i < statusKindCount; ++i) {
        auto *picture = new QLabel;
        picture->setPixmap(StatusGlyph::pixmap(StatusKind(i), 16, t, qApp->devicePixelRatio()));
        grid->addWidget(picture, i / 6, 2 * (i % 6));
        const bool strong = statusLook(StatusKind(i), t).weight >= 600;
        grid->addWidget(new InkLabel(statusLook(StatusKind(i), t).word, strong ? TextRole::Strong : TextRole::Body,
                                     statusInk(StatusKind(i))),
                        i / 6, 2 * (i % 6) + 1);
    }
    grid->setColumnStretch(12, 1);
}

QWidget *makeControls()
{
    auto *page = new Panel(&Tokens::base);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(14);
    auto *report = new PageHeader(u"CB118342"_s);
    report->setBackVisible(true);
    report->setStatus(StatusKind::Failed);
    report->age()->setState({.kind = StatusKind::Fresh,
                             .asOfMs = at(10, 42, 5),
                             .source = u"from server"_s,
                             .note = u"a finished report does not change"_s});
    report->addControl(makeButton(u"Next failed"_s, "", u"next-failed"_s));
    report->addIconButton(u"more"_s, u"More"_s);
    column->addWidget(report);
    auto *facts = new FactsRow;
    facts->setFacts({{u"Part"_s, u"610-2041 rev C"_s},
                     {u"Process"_s, u"PCBA test (50)"_s},
                     {u"Station"_s, u"FCT-07, socket 1"_s},
                     {u"Fixture"_s, u"FX-0412"_s, {}, u"fx"_s},
                     {u"Failed at"_s, u"Rails under load / 3V3 at 1.2 A"_s, StatusKind::Failed}});
    column->addWidget(facts);
    addButtons(column);
    addFields(column);
    addGlyphs(column);
    auto *names = new QHBoxLayout;
    for (const QString &file : QDir(u":/qwats/icons"_s).entryList({u"*.svg"_s})) {
        auto *label = new QToolButton;
        label->setIcon(icon(file.chopped(4)));
        label->setAutoRaise(true);
        if (names->count() == 32) {
            column->addLayout(names);
            names = new QHBoxLayout;
        }
        names->addWidget(label);
    }
    column->addLayout(names);
    auto *menu = new QMenu(page);
    menu->setObjectName(u"menu"_s);
    menu->addSection(u"Sections"_s);
    menu->addAction(icon(u"copy"_s), u"&Copy\tCtrl+C"_s);
    menu->addAction(icon(u"export"_s), u"&Export…\tCtrl+E"_s)->setEnabled(false);
    menu->addSeparator();
    QAction *check = menu->addAction(u"&Hidden columns"_s);
    check->setCheckable(true);
    check->setChecked(true);
    menu->addMenu(u"&More"_s)->addAction(u"One"_s);
    menu->setActiveAction(menu->actions().value(1));
    column->addStretch(1);
    return page;
}

void save(QWidget *widget, const QSize &size, const QString &path)
{
    widget->resize(size);
    widget->show();
    if (auto *field = widget->findChild<QLineEdit *>(u"focused"_s)) {
        widget->activateWindow();
        field->setFocus();
    } else if (auto *tree = widget->findChild<QTreeWidget *>()) {
        widget->activateWindow();
        tree->setFocus();
    }
    QTest::qWait(300); // loading shows after 200 ms
    widget->grab().save(path);
    if (auto *menu = widget->findChild<QMenu *>(u"menu"_s)) {
        menu->popup(QPoint(40, 40));
        menu->grab().save(QString(path).replace(u"controls"_s, u"menu"_s));
        menu->close();
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QDir folder(application.arguments().value(1, u"."_s));
    SecondTick::shared().setClock([] { return at(10, 42, 20); });
    ThemeManager themes;
    QWidget *main = makeMain(RailMode::Words);
    QWidget *wide = makeMain(RailMode::Wide);
    QWidget *states = makeStates();
    for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        themes.setChoice(choice);
        const QString name = choice == ThemeChoice::Light ? u"light"_s : u"dark"_s;
        save(main, {1280, 800}, folder.filePath(u"main-%1.png"_s.arg(name)));
        save(wide, {1920, 1080}, folder.filePath(u"wide-%1.png"_s.arg(name)));
        save(states, {1280, 800}, folder.filePath(u"states-%1.png"_s.arg(name)));
        // The glyphs here are plain pictures, so this page is made for each theme.
        const std::unique_ptr<QWidget> controls(makeControls());
        save(controls.get(), {1280, 620}, folder.filePath(u"controls-%1.png"_s.arg(name)));
    }
    for (QWidget *one : {main, wide, states})
        delete one;
    return 0;
}
