// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/filterfield.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

constexpr int SuggestionHeight = 34;
constexpr int MostRows = 10;
constexpr int GroupRole = Qt::UserRole + 1;
constexpr int HintRole = Qt::UserRole + 2;
constexpr int IconRole = Qt::UserRole + 3;

class PaletteDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, SuggestionHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = Theme::of(option.widget);
        const bool selected = option.state & QStyle::State_Selected;
        painter->fillRect(option.rect, selected ? tokens.selection : tokens.raised);
        const QRect inside = option.rect.adjusted(12, 0, -12, 0);
        paintIcon(painter, QRectF(inside.left(), inside.center().y() - 8, 16, 16), index.data(IconRole).toString(),
                  selected ? tokens.accent : tokens.muted);
        painter->setFont(font(TextRole::Body));
        painter->setPen(tokens.text);
        const QString hint = index.data(HintRole).toString();
        const int hintWidth = QFontMetrics(font(TextRole::Small)).horizontalAdvance(hint);
        const QRect words = inside.adjusted(28, 0, -hintWidth - 12, 0);
        painter->drawText(
            words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, words.width()));
        painter->setFont(font(TextRole::Small));
        painter->setPen(tokens.muted);
        painter->drawText(inside, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, hint);
    }
};

} // namespace

CommandPalette::CommandPalette(SearchBox *search, QWidget *window)
    : QFrame(window)
    , m_search(search)
    , m_list(new QListWidget(this))
{
    hide();
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAccessibleName(tr("Search results"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 4, 1, 4);
    layout->addWidget(m_list);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Search results"));
    m_list->setMouseTracking(true);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        m_list->setCurrentItem(item);
        runCurrent();
    });
    connect(m_search, &SearchBox::opened, this, &CommandPalette::openAt);
    connect(m_search, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_search, &FilterLine::moveRequested, this, &CommandPalette::move);
    connect(m_search, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    m_search->installEventFilter(this);
}

void CommandPalette::setItems(QList<PaletteItem> fixed, Offers offers)
{
    m_fixed = std::move(fixed);
    m_offers = std::move(offers);
}

void CommandPalette::openAt()
{
    fill(m_search->text());
    show();
    raise();
}

void CommandPalette::close()
{
    hide();
    const QSignalBlocker quiet(m_search);
    m_search->clear();
}

int CommandPalette::count() const
{
    return m_list->count();
}

QString CommandPalette::wordAt(int row) const
{
    return row >= 0 && row < m_shown.size() ? m_shown[row].word : QString();
}

void CommandPalette::fill(const QString &text)
{
    const QString wanted = text.trimmed();
    m_shown = m_offers && !wanted.isEmpty() ? m_offers(wanted) : QList<PaletteItem>();
    for (const auto &item : std::as_const(m_fixed)) {
        if (wanted.isEmpty() || item.word.contains(wanted, Qt::CaseInsensitive))
            m_shown << item;
    }
    m_list->clear();
    for (const auto &item : std::as_const(m_shown)) {
        auto *row = new QListWidgetItem(item.word, m_list);
        row->setData(GroupRole, item.group);
        row->setData(HintRole, item.hint.isEmpty() ? item.group : item.hint);
        row->setData(IconRole, item.iconName);
        row->setData(Qt::AccessibleTextRole, QStringLiteral("%1, %2").arg(item.word, item.group));
    }
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
    const QPoint at = parentWidget()->mapFromGlobal(m_search->mapToGlobal(QPoint(0, m_search->height() + 4)));
    setGeometry(at.x(), at.y(), m_search->width(), std::min(MostRows, m_list->count()) * SuggestionHeight + 10);
    setVisible(m_list->count() > 0 && m_search->hasFocus());
}

void CommandPalette::move(int step)
{
    if (m_list->count() > 0)
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_shown.size())
        return;
    const auto run = m_shown[row].run;
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
