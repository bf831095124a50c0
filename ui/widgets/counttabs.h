// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QHash>
#include <QTabBar>

#include <optional>

namespace qwats::ui {

/// Tabs whose words may carry a count: "Log 38". A QTabBar, so keys and assistive tools work as everywhere;
/// only the label is painted here, with the count in the muted colour. Thread: gui.
class CountTabs : public QTabBar
{
    Q_OBJECT

public:
    explicit CountTabs(QWidget *parent = nullptr);

    int addCountTab(const QString &word);
    void setCount(int index, std::optional<qint64> count);
    std::optional<qint64> count(int index) const;

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace qwats::ui
