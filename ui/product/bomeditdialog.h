// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/product/product.h"
#include "ui/widgets/actiondialog.h"

class QTableWidget;

namespace qwats::ui {

/// Edits a whole bill of materials: rows are added, removed and typed over; what will change is counted all the time.
///
/// Thread: GUI. Value in, value out.
class BomEditDialog : public ActionDialog
{
    Q_OBJECT

public:
    /// `impact` is what the save makes untrue; it stands behind the preview.
    BomEditDialog(const QString &title, const Bom &bom, const QString &impact, QWidget *parent);

    [[nodiscard]] Bom bom() const;
    [[nodiscard]] QTableWidget *table() const { return m_table; }

private:
    void addRow(const BomItem &item, int source);
    [[nodiscard]] QString problem() const;
    void preview();

    Bom m_before;
    QString m_impact;
    QTableWidget *m_table;
};

} // namespace qwats::ui
