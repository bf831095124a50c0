// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/ink.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace qwats::ui {
namespace {

constexpr int SuggestionHeight = 32;
constexpr int GroupHeight = 24;
constexpr int PaletteWidth = 560;
constexpr int TallestPalette = 520;
constexpr int IndexRole = Qt::UserRole + 1; ///< of the item; none: a heading
constexpr int HintRole = Qt::UserRole + 2;
constexpr int IconRole = Qt::UserRole + 3;
constexpr int KeyCapRole = Qt::UserRole + 4;

class PaletteDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {200, index.data(IndexRole).isValid() ? SuggestionHeight : GroupHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = Theme::of(option.widget);
        if (!index.data(IndexRole).isValid())
            return paintHeading(painter, option, index, tokens);
        const bool selected = option.state & QStyle::State_Selected;
        const bool enabled = option.state & QStyle::State_Enabled;
        painter->fillRect(option.rect, selected ? tokens.selection : tokens.raised);
        const QRect inside = option.rect.adjusted(14, 0, -12, 0);
        paintIcon(painter, QRectF(inside.left(), inside.center().y() - 8, 16, 16), index.data(IconRole).toString(),
                  selected ? tokens.accent : tokens.muted);
        int right = inside.right();
        if (const QString key = index.data(KeyCapRole).toString(); !key.isEmpty()) {
            const QSize cap = KeyCap::size(key);
            right -= cap.width();
            KeyCap::paint(painter, QRect(QPoint(right, inside.center().y() - cap.height() / 2), cap), key, tokens);
            right -= 10;
        }
        int left = inside.left() + 28;
        const auto words = [&](const QString &text, const QFont &face, const QColor &ink) {
            const int room = right - left;
            if (text.isEmpty() || room < 20)
                return;
            painter->setFont(face);
            painter->setPen(ink);
            const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, room);
            painter->drawText(QRect(left, inside.top(), room, inside.height()),
                              int(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextSingleLine, shown);
            left += painter->fontMetrics().horizontalAdvance(shown) + 10;
        };
        words(index.data(Qt::DisplayRole).toString(), font(TextRole::Body), enabled ? tokens.text : tokens.disabled);
        words(index.data(HintRole).toString(), font(TextRole::Small), enabled ? tokens.muted : tokens.disabled);
    }

private:
    static void paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                             const Tokens &tokens)
    {
        painter->fillRect(option.rect, tokens.raised);
        painter->setFont(font(TextRole::Caption));
        painter->setPen(tokens.muted);
        painter->drawText(option.rect.adjusted(14, 4, -12, 0), int(Qt::AlignVCenter | Qt::AlignLeft),
                          index.data(Qt::DisplayRole).toString());
    }
};

} // namespace

CommandPalette::CommandPalette(SearchBox *search, QWidget *window)
    : QFrame(window)
    , m_search(search)
    , m_list(new QListWidget(this))
    , m_foot(new InkLabel(TextRole::Caption, &Tokens::muted, this))
{
    hide();
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAccessibleName(tr("Search results"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 4, 1, 4);
    layout->setSpacing(2);
    layout->addWidget(m_list, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(13, 3, 13, 2);
    foot->addWidget(m_foot);
    layout->addLayout(foot);
    m_foot->setElide(Qt::ElideRight);
    m_foot->hide();
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Search results"));
    m_list->setMouseTracking(true);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        m_list->setCurrentItem(item);
        runCurrent();
    });
    connect(m_search, &SearchBox::opened, this, &CommandPalette::openAt);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_moved = false;
        emit textChanged(text);
        fill(text, {});
    });
    connect(m_search, &FilterLine::moveRequested, this, &CommandPalette::move);
    connect(m_search, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    m_search->installEventFilter(this);
}

void CommandPalette::setOffers(Offers offers)
{
    m_offers = std::move(offers);
}

void CommandPalette::setFoot(const QString &words)
{
    m_foot->setText(words);
    m_foot->setVisible(!words.isEmpty());
    place();
}

QString CommandPalette::footWords() const
{
    return m_foot->isHidden() ? QString() : m_foot->text();
}

void CommandPalette::openAt()
{
    fill(m_search->text(), {});
    show();
    raise();
}

void CommandPalette::close()
{
    hide();
    m_moved = false;
    {
        const QSignalBlocker quiet(m_search);
        m_search->clear();
    }
    emit textChanged({});
}

void CommandPalette::update()
{
    if (!isVisible() && !m_search->hasFocus())
        return;
    const int chosen = m_moved ? current() : -1;
    fill(m_search->text(), chosen < 0 ? QString() : identity(m_shown[chosen]));
}

int CommandPalette::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item && item->data(IndexRole).isValid() ? item->data(IndexRole).toInt() : -1;
}

void CommandPalette::fill(const QString &text, const QString &chosen)
{
    m_shown = m_offers ? m_offers(text.trimmed()) : QList<PaletteItem>();
    m_list->clear();
    QString group;
    QListWidgetItem *select = nullptr;
    for (int i = 0; i < m_shown.size(); ++i) {
        const PaletteItem &item = m_shown[i];
        if (item.group != group) {
            group = item.group;
            auto *heading = new QListWidgetItem(group, m_list);
            heading->setFlags(Qt::NoItemFlags);
        }
        auto *row = new QListWidgetItem(item.word, m_list);
        row->setData(IndexRole, i);
        row->setData(HintRole, item.hint);
        row->setData(IconRole, item.iconName);
        row->setData(KeyCapRole, item.key);
        row->setData(Qt::AccessibleTextRole, QStringLiteral("%1, %2, %3").arg(item.word, item.hint, item.group));
        if (!item.enabled)
            row->setFlags(Qt::NoItemFlags);
        else if (!select || (!chosen.isEmpty() && identity(item) == chosen))
            select = row;
    }
    if (select)
        m_list->setCurrentItem(select);
    place();
    setVisible(m_list->count() > 0 && m_search->hasFocus());
}

void CommandPalette::place()
{
    const QPoint at = parentWidget()->mapFromGlobal(m_search->mapToGlobal(QPoint(0, m_search->height() + 4)));
    int height = 10 + (m_foot->isHidden() ? 0 : m_foot->sizeHint().height() + 8);
    for (int row = 0; row < m_list->count(); ++row)
        height += m_list->item(row)->data(IndexRole).isValid() ? SuggestionHeight : GroupHeight;
    const int width = std::min(std::max(PaletteWidth, m_search->width()), parentWidget()->width() - at.x() - 8);
    setGeometry(at.x(), at.y(), width, std::min({TallestPalette, height, parentWidget()->height() - at.y() - 36}));
}

void CommandPalette::move(int step)
{
    m_moved = true;
    for (int row = m_list->currentRow() + step; row >= 0 && row < m_list->count(); row += step) {
        if (!(m_list->item(row)->flags() & Qt::ItemIsSelectable))
            continue;
        m_list->setCurrentRow(row);
        m_list->scrollToItem(m_list->item(row));
        return;
    }
    m_list->scrollToTop(); // the heading of the first group comes back into view
}

void CommandPalette::runCurrent()
{
    const int index = current();
    if (index < 0)
        return;
    const auto run = m_shown[index].run;
    close();
    m_search->clearFocus();
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::FocusOut)
        close();
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            m_search->clearFocus();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace qwats::ui
