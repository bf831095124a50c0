// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

class QPushButton;
class QToolButton;

namespace qwats::ui {

/// A label that takes font and colour by meaning and keeps both through a theme switch.
///
/// Thread: gui. Errors: none. `setElide` shortens one line at the given place and offers the whole text as tooltip.
class InkLabel : public QLabel
{
    Q_OBJECT

public:
    using Ink = QColor Tokens::*;
    explicit InkLabel(TextRole role, Ink ink = &Tokens::text, QWidget *parent = nullptr);
    InkLabel(const QString &text, TextRole role, Ink ink = &Tokens::text, QWidget *parent = nullptr);

    void setInk(Ink ink);
    void setRole(TextRole role);
    void setElide(Qt::TextElideMode mode);

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void applyInk();

    TextRole m_role;
    Ink m_ink;
    Qt::TextElideMode m_elide = Qt::ElideNone;
    bool m_applying = false;
};

/// A plain ground in a token's colour, with hairlines at chosen edges. The ground of bars, headers and panels.
class Panel : public QWidget
{
    Q_OBJECT

public:
    explicit Panel(InkLabel::Ink ground = &Tokens::base, QWidget *parent = nullptr);
    void setGround(InkLabel::Ink ground);
    void setLines(Qt::Edges edges);
    /// Draws a hairline frame with rounded corners instead of single edges; radius in logical pixels.
    void setFramed(qreal radius);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    InkLabel::Ink m_ground;
    Qt::Edges m_lines;
    qreal m_radius = -1;
};

/// Draws a line of exactly one device pixel along an edge of `rect`.
void paintHairline(QPainter *painter, const QRect &rect, Qt::Edge edge, const QColor &color);

/// The key of a shortcut in a small frame, e.g. "Ctrl K". Painted where a widget needs it.
class KeyCap
{
public:
    /// Native words of the keys without plus signs: Ctrl+K gives "Ctrl K".
    static QString text(const QKeySequence &keys);
    static QSize size(const QString &text);
    static void paint(QPainter *painter, const QRect &rect, const QString &text, const Tokens &tokens);
};

/// A link-like button: accent text, no frame; underlined under the pointer. Reached and pressed by keys.
QPushButton *makeLinkButton(const QString &text, QWidget *parent = nullptr);
/// A small square button with an icon; the name is tooltip (with the key) and accessible name.
QToolButton *makeIconButton(const QString &iconName, const QString &name, const QKeySequence &key = {},
                            QWidget *parent = nullptr);
/// A push button with role ("primary", "danger" or empty) and an icon.
QPushButton *makeButton(const QString &text, const char *role = "", const QString &iconName = {},
                        QWidget *parent = nullptr);

} // namespace qwats::ui
