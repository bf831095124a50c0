// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"

#include <QWidget>

class QTableWidget;

namespace qwats::ui {

/// Tags as rows of name and value, to be typed. Thread: GUI.
class TagTable : public QWidget
{
    Q_OBJECT

public:
    TagTable(const std::vector<NamedTag> &tags, QWidget *parent);

    [[nodiscard]] std::vector<NamedTag> tags() const; ///< without empty rows
    [[nodiscard]] QString problem() const; ///< empty: none

signals:
    void edited();

private:
    void addRow(const QString &key, const QString &value);
    QTableWidget *m_table;
};

} // namespace qwats::ui
