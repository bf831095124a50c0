// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assethealth.h"

#include <QWidget>

namespace qwats::ui {

/// The four limits of one asset, each a label, a bar and the words; what has no limit is left out. Thread: GUI.
class GaugePanel : public QWidget
{
    Q_OBJECT

public:
    explicit GaugePanel(QWidget *parent = nullptr);
    void setHealth(const AssetHealth &health);
    /// How often it is used, as far as that is known: then the panel says when the running count will end.
    void setUsesPerDay(std::optional<double> uses);
    [[nodiscard]] int lineCount() const { return static_cast<int>(m_lines.size()); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line
    {
        QString label;
        QString words;
        HealthGauge gauge;
    };
    void add(const QString &label, const HealthGauge &gauge, bool isDate);

    [[nodiscard]] QString forecast() const;

    AssetHealth m_health;
    std::optional<double> m_usesPerDay;
    std::vector<Line> m_lines;
};

} // namespace qwats::ui
