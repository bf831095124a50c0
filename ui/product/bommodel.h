// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/product/product.h"

#include <QAbstractItemModel>
#include <QSet>

#include <memory>

namespace qwats::ui {

/// The bill of materials as a tree: a line that is a product of its own can be opened, its own lines are then asked
/// for.
///
/// Thread: GUI. Owns its nodes.
class BomModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Item, Part, Description, Quantity, References, Maker, ColumnCount };

    explicit BomModel(QObject *parent = nullptr);
    ~BomModel() override;

    void setBom(std::shared_ptr<const Bom> bom);
    void setText(const QString &text); ///< narrows the first level by part, description or reference
    /// Which part numbers are products with lines of their own; they get a chevron.
    void setMadeHere(QSet<QString> parts);
    void setChildren(const QModelIndex &parent, std::shared_ptr<const Bom> bom);
    [[nodiscard]] QString partAt(const QModelIndex &index) const;
    [[nodiscard]] int lineCount() const;
    [[nodiscard]] qint64 partCount() const; ///< sum of the quantities of the first level

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// A line was opened whose own lines are not here yet; answer with setChildren().
    void childrenWanted(const QPersistentModelIndex &parent, const QString &partNumber);

private:
    struct Node;
    [[nodiscard]] Node *nodeAt(const QModelIndex &index) const;
    void build();

    std::unique_ptr<Node> m_root;
    std::shared_ptr<const Bom> m_bom;
    QString m_text;
    QSet<QString> m_madeHere;
};

} // namespace qwats::ui
