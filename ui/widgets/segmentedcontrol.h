// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"

#include <QList>
#include <QWidget>

namespace qwats::ui {

/// Two to six words in one frame, one chosen: "1 min | 5 min | 30 min". Arrow keys move and choose, as in tabs.
///
/// Thread: gui. Assistive tools see a group of radio buttons.
class SegmentedControl : public QWidget, public PaintedItems
{
    Q_OBJECT

public:
    struct Segment
    {
        QString id;
        QString word;
        QString tip{};
    };

    explicit SegmentedControl(QWidget *parent = nullptr);
    void setSegments(const QList<Segment> &segments);
    const QList<Segment> &segments() const { return m_segments; }
    /// Without a signal; an unknown id is ignored.
    void setCurrent(const QString &id);
    QString current() const;
    int currentIndex() const { return m_current; }
    QRect segmentRect(int index) const;
    /// As if the user pressed it.
    void press(int index);
    /// 26 high instead of 30.
    void setSmall(bool small);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    int itemCount() const override;
    QString itemName(int index) const override;
    QRect itemRect(int index) const override;
    QAccessible::State itemState(int index) const override;
    QAccessible::Role itemRole() const override;
    void pressItem(int index) override { press(index); }

signals:
    /// By the user only.
    void currentChanged(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    int segmentAt(const QPoint &pos) const;

    QList<Segment> m_segments;
    int m_current = 0;
    int m_hover = -1;
    bool m_small = false;
};

} // namespace qwats::ui
