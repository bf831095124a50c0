// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>

#include <optional>

namespace qwats::ui {

/// One figure of the strip at the top of the overview.
struct Figure
{
    QString label; ///< "First-pass yield today"
    QString value; ///< "96.6 %"
    QString after; ///< "of 1 284 units"
    std::optional<StatusKind> state{}; ///< glyph, and the colour of the value
    bool operator==(const Figure &) const = default;
};

/// A large figure that leads on when it is pressed. Own paint; name and value are read together. Thread: GUI.
class FigureButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FigureButton(QWidget *parent = nullptr);
    void setFigure(const Figure &figure);
    [[nodiscard]] const Figure &figure() const { return m_figure; }
    void setLine(bool line) { m_line = line; } ///< the hairline at the right
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    Figure m_figure;
    bool m_line = true;
};

/// Yield of one group as a bar from 90 to 100 % (or from 0, when one is lower) with its share and its n.
struct YieldBar
{
    QString name;
    double yield = 0; ///< percent
    qint64 units = 0;
    bool operator==(const YieldBar &) const = default;
};

/// Yields, one bar a row; each row can be pressed. Thread: GUI.
class YieldBarButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit YieldBarButton(QWidget *parent = nullptr);
    /// `from` is the left end of the scale in percent.
    void setBar(const YieldBar &bar, double from);
    [[nodiscard]] const YieldBar &bar() const { return m_bar; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    YieldBar m_bar;
    double m_from = 90;
};

} // namespace qwats::ui
