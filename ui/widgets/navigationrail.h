// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QHash>
#include <QKeySequence>

class QVBoxLayout;

namespace qwats::ui {

enum class RailMode { Icons, Words, Wide }; ///< 48, 84 and 176 wide
enum class BadgeKind { NeedsPerson, Counts }; ///< red, grey

/// One page in the rail: icon, word, badge.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(const QString &iconName, const QString &word, QWidget *parent = nullptr);
    void setMode(RailMode mode);
    void setBadge(int count, BadgeKind kind);
    int badge() const { return m_badge; }
    /// The key named in the tooltip; the rail listens for it.
    void setKey(const QKeySequence &key);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void paintGround(QPainter &painter, const Tokens &tokens) const;
    void paintBadge(QPainter &painter, const Tokens &tokens) const;
    void describe();

    QString m_icon;
    QKeySequence m_key;
    RailMode m_mode = RailMode::Words;
    int m_badge = 0;
    BadgeKind m_badgeKind = BadgeKind::Counts;
};

/// The pages at the left. Ctrl+1 … Ctrl+8 in the order added; arrow keys move between them.
///
/// Thread: gui. Owns its buttons. The width follows the mode, which the window sets by modeFor().
class NavigationRail : public QWidget
{
    Q_OBJECT

public:
    enum Place { Top, Bottom };

    explicit NavigationRail(QWidget *parent = nullptr);

    /// Pages at the top get Ctrl+n; `key` replaces it (Ctrl+, for the settings). Returns the page's button.
    RailButton *addPage(const QString &id, const QString &iconName, const QString &word, Place place = Top,
                        const QKeySequence &key = {});
    /// Shows which page is current; emits nothing. An unknown id is ignored.
    void setCurrent(const QString &id);
    QString current() const { return m_current; }
    void setBadge(const QString &id, int count, BadgeKind kind);
    RailButton *button(const QString &id) const { return m_buttons.value(id); }

    void setMode(RailMode mode);
    RailMode mode() const { return m_mode; }
    /// By the window's size: Icons under 900 wide, Wide from 1600 on.
    static RailMode modeFor(const QSize &window);

signals:
    /// The user asks for a page; the owner shows it and calls setCurrent.
    void pageRequested(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
    QHash<QString, RailButton *> m_buttons;
    QList<RailButton *> m_order;
    QString m_current;
    RailMode m_mode = RailMode::Words;
    int m_topCount = 0;
};

} // namespace qwats::ui
