// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/product/bommodel.h"

#include "ui/delegates/roles.h"
#include "ui/widgets/words.h"

#include <QSet>

namespace qwats::ui {

struct BomModel::Node
{
    BomItem item;
    Node *parent = nullptr;
    int row = 0;
    bool asked = false;
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] QString number() const
    {
        const QString own = QString::number(parent && parent->parent ? row + 1 : (row + 1) * 10);
        return parent && parent->parent ? parent->number() + u'.' + own : own;
    }

    [[nodiscard]] bool isWithin(const QString &part) const // a product must not be opened inside itself
    {
        return item.partNumber == part || (parent && parent->isWithin(part));
    }

    Node *add(const BomItem &line)
    {
        children.push_back(std::make_unique<Node>());
        Node *node = children.back().get();
        node->item = line;
        node->parent = this;
        node->row = static_cast<int>(children.size()) - 1;
        return node;
    }
};

BomModel::BomModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}
BomModel::~BomModel() = default;

void BomModel::setBom(std::shared_ptr<const Bom> bom)
{
    if (m_bom == bom)
        return;
    m_bom = std::move(bom);
    build();
}

void BomModel::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    build();
}

void BomModel::setMadeHere(QSet<QString> parts)
{
    m_madeHere = std::move(parts);
    build();
}

void BomModel::build()
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    if (m_bom) {
        for (const BomItem &line : *m_bom) {
            if (m_text.isEmpty() || line.partNumber.contains(m_text, Qt::CaseInsensitive)
                || line.description.contains(m_text, Qt::CaseInsensitive)
                || line.componentRef.contains(m_text, Qt::CaseInsensitive))
                m_root->add(line);
        }
    }
    endResetModel();
}

void BomModel::setChildren(const QModelIndex &parent, std::shared_ptr<const Bom> bom)
{
    Node *node = nodeAt(parent);
    if (!parent.isValid() || !node->children.empty() || !bom || bom->empty())
        return;
    beginInsertRows(parent.siblingAtColumn(0), 0, static_cast<int>(bom->size()) - 1);
    for (const BomItem &line : *bom)
        node->add(line);
    endInsertRows();
}

BomModel::Node *BomModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QString BomModel::partAt(const QModelIndex &index) const
{
    return index.isValid() ? nodeAt(index)->item.partNumber : QString();
}

int BomModel::lineCount() const
{
    return static_cast<int>(m_root->children.size());
}

qint64 BomModel::partCount() const
{
    qint64 sum = 0;
    for (const auto &line : m_root->children)
        sum += line->item.quantity;
    return sum;
}

QModelIndex BomModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children[static_cast<size_t>(row)].get());
}

QModelIndex BomModel::parent(const QModelIndex &child) const
{
    Node *above = child.isValid() ? nodeAt(child)->parent : nullptr;
    return above && above->parent ? createIndex(above->row, 0, above) : QModelIndex();
}

int BomModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->children.size());
}

int BomModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool BomModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return false;
    const Node *node = nodeAt(parent);
    const bool openable = parent.isValid() && !node->asked && m_madeHere.contains(node->item.partNumber)
        && !(node->parent && node->parent->isWithin(node->item.partNumber));
    return !node->children.empty() || openable;
}

bool BomModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && nodeAt(parent)->children.empty() && !nodeAt(parent)->asked && hasChildren(parent);
}

void BomModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    nodeAt(parent)->asked = true;
    emit childrenWanted(QPersistentModelIndex(parent), nodeAt(parent)->item.partNumber);
}

QVariant BomModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node *node = nodeAt(index);
    const BomItem &item = node->item;
    const auto orNone = [](const QString &text) { return text.isEmpty() ? words::none() : text; };
    switch (role) {
    case KeyRole: return index.column() == Part;
    case StrongRole: return index.column() == Quantity && item.quantity > 1;
    case MutedRole: return index.column() == Item || index.column() == References || index.column() == Maker;
    case Qt::TextAlignmentRole: return index.column() == Quantity ? alignNumber : alignText;
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (index.column()) {
    case Item: return node->number();
    case Part: return item.partNumber;
    case Description: return orNone(item.description);
    case Quantity: return tr("%1 ×").arg(words::count(item.quantity));
    case References: return orNone(QString(item.componentRef).replace(u';', QStringLiteral(", ")));
    case Maker: {
        if (item.vendor.isEmpty() && item.manufacturer.isEmpty() && m_madeHere.contains(item.partNumber))
            return tr("made here");
        const QString both = item.vendor.isEmpty() || item.vendor == item.manufacturer ? item.manufacturer
            : item.manufacturer.isEmpty()                                              ? item.vendor
                                          : tr("%1, %2").arg(item.manufacturer, item.vendor);
        return orNone(both);
    }
    default: return {};
    }
}

QVariant BomModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Quantity ? alignNumber : alignText;
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Item: return tr("Item");
    case Part: return tr("Part");
    case Description: return tr("Description");
    case Quantity: return tr("Quantity");
    case References: return tr("References");
    case Maker: return tr("Made by, vendor");
    default: return {};
    }
}

} // namespace qwats::ui
