// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsheet.h"

#include "ui/shell/page.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/pageheader.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMap>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int SheetWidth = 720;
constexpr int SheetHeight = 560;

/// The caps of a key, painted.
class KeyCapLabel final : public QWidget
{
public:
    KeyCapLabel(const QKeySequence &keys, QWidget *parent)
        : QWidget(parent)
        , m_text(KeyCap::text(keys))
    {
        setFixedSize(KeyCap::size(m_text));
        setAccessibleName(keys.toString(QKeySequence::NativeText));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        KeyCap::paint(&painter, rect(), m_text, Theme::of(this));
    }

private:
    QString m_text;
};

QString plainWords(QString text)
{
    text.remove(u'&');
    return text.remove(u'…').trimmed();
}

/// The page a listener belongs to, by its header's title; else everywhere.
QString groupOf(const QObject *object)
{
    for (const QObject *at = object; at; at = at->parent()) {
        if (qobject_cast<const Page *>(at)) {
            const auto *header = at->findChild<PageHeader *>();
            return header && !header->title().isEmpty() ? header->title()
                                                        : QString::fromLatin1(at->metaObject()->className());
        }
    }
    return ShortcutSheet::tr("Everywhere");
}

class Collector
{
public:
    void add(const QObject *owner, const QString &words, const QList<QKeySequence> &keys)
    {
        QList<QKeySequence> real = keys;
        real.removeIf([](const QKeySequence &key) { return key.isEmpty(); });
        if (real.isEmpty() || words.isEmpty())
            return;
        const QString group = groupOf(owner);
        for (ShortcutEntry &known : m_entries) {
            if (known.group == group && known.keys.first() == real.first())
                return;
        }
        m_entries << ShortcutEntry{group, plainWords(words), real};
    }

    [[nodiscard]] QList<ShortcutEntry> take()
    {
        const QString everywhere = ShortcutSheet::tr("Everywhere");
        std::stable_sort(m_entries.begin(), m_entries.end(), [&](const ShortcutEntry &a, const ShortcutEntry &b) {
            if ((a.group == everywhere) != (b.group == everywhere))
                return a.group == everywhere;
            return a.group < b.group;
        });
        // What every page has stands once.
        QMap<QPair<QString, QString>, int> seen;
        for (const ShortcutEntry &entry : std::as_const(m_entries))
            ++seen[{entry.words, entry.keys.first().toString()}];
        QList<ShortcutEntry> once;
        for (ShortcutEntry &entry : m_entries) {
            int &count = seen[{entry.words, entry.keys.first().toString()}];
            if (count > 1) {
                entry.group = ShortcutSheet::tr("On every page");
                count = -1;
            } else if (count < 0) {
                continue;
            }
            once << entry;
        }
        std::stable_sort(once.begin(), once.end(), [&](const ShortcutEntry &a, const ShortcutEntry &b) {
            const auto rank = [&](const QString &group) {
                return group == everywhere ? 0 : group == ShortcutSheet::tr("On every page") ? 1 : 2;
            };
            return rank(a.group) < rank(b.group);
        });
        return once;
    }

private:
    QList<ShortcutEntry> m_entries;
};

} // namespace

QList<ShortcutEntry> collectShortcuts(const QWidget *window)
{
    Collector found;
    const auto takeActions = [&found](const QWidget *owner) {
        const auto actions = owner->actions();
        for (const QAction *action : actions)
            found.add(owner, action->text().isEmpty() ? action->toolTip() : action->text(), action->shortcuts());
    };
    takeActions(window);
    const auto shortcuts = window->findChildren<QShortcut *>();
    for (const QShortcut *shortcut : shortcuts)
        found.add(shortcut, shortcut->whatsThis(), {shortcut->key()});
    const auto widgets = window->findChildren<QWidget *>();
    for (const QWidget *one : widgets) {
        if (one->isWindow())
            continue; // menus and dialogs say their own keys
        takeActions(one);
        if (const auto *button = qobject_cast<const QAbstractButton *>(one); button && !button->shortcut().isEmpty())
            found.add(button, button->accessibleName().isEmpty() ? button->text() : button->accessibleName(),
                      {button->shortcut()});
    }
    return found.take();
}

QList<ShortcutEntry> listKeys()
{
    const QString lists = ShortcutSheet::tr("In lists and trees");
    return {
        {lists, ShortcutSheet::tr("Open"), {QKeySequence(Qt::Key_Return)}},
        {lists, ShortcutSheet::tr("Preview, or add to compare"), {QKeySequence(Qt::Key_Space)}},
        {lists, ShortcutSheet::tr("Copy the cell"), {QKeySequence(Qt::CTRL | Qt::Key_C)}},
        {lists, ShortcutSheet::tr("Copy the rows with headings"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}}};
}

ShortcutSheet::ShortcutSheet(const QList<ShortcutEntry> &entries, QWidget *parent)
    : QDialog(parent)
    , m_entries(entries)
{
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"shortcutSheet"_s);
    auto *body = new Panel(&Tokens::base, this);
    auto *columns = new QHBoxLayout(body);
    columns->setContentsMargins(20, 12, 20, 16);
    columns->setSpacing(32);
    std::array<QVBoxLayout *, 2> sides{new QVBoxLayout, new QVBoxLayout};
    for (QVBoxLayout *side : sides) {
        side->setSpacing(4);
        columns->addLayout(side, 1);
    }
    QString group;
    qsizetype placed = 0;
    QVBoxLayout *side = sides[0];
    for (const ShortcutEntry &entry : m_entries) {
        if (entry.group != group) {
            side = placed * 2 > m_entries.size() ? sides[1] : sides[0];
            group = entry.group;
            auto *head = new InkLabel(group, TextRole::Header, &Tokens::muted, body);
            head->setContentsMargins(0, 10, 0, 2);
            side->addWidget(head);
        }
        ++placed;
        auto *row = new QHBoxLayout;
        auto *words = new InkLabel(entry.words, TextRole::Body, &Tokens::text, body);
        words->setElide(Qt::ElideRight);
        row->addWidget(words, 1);
        for (const QKeySequence &key : entry.keys)
            row->addWidget(new KeyCapLabel(key, body));
        side->addLayout(row);
    }
    for (QVBoxLayout *one : sides)
        one->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Keys"));
    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 10, 16, 12);
    foot->addStretch();
    foot->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addLayout(foot);
    const QSize room = parent ? parent->window()->size() - QSize(40, 40) : QSize(SheetWidth, SheetHeight);
    resize(QSize(SheetWidth, SheetHeight).boundedTo(room));
    close->setFocus();
}

} // namespace qwats::ui
