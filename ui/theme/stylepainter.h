// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QStyleOption>

class QPainter;
class QWidget;

/// The single drawings of QwatsStyle, one function a part. Pure painting: option and tokens in, pixels out.
namespace qwats::ui::stylepaint {

enum class ButtonRole { Plain, Primary, Danger, Link };
ButtonRole roleOf(const QWidget *widget);
bool isSmall(const QWidget *widget);
/// A link in running text: no padding around it.
bool isBare(const QWidget *widget);

/// Ground and outline of a control, corners of 4, exactly on the pixel grid.
void frame(QPainter *painter, const QRect &rect, const QColor &ground, const QColor &outline, qreal radius = 4);
void chevron(QPainter *painter, const QRectF &rect, Qt::ArrowType direction, const QColor &color);

void buttonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget, const Tokens &t);
void toolButton(const QStyleOptionToolButton *option, QPainter *painter, const Tokens &t);
QSize toolButtonSize(const QStyleOptionToolButton *option, int height);
void toolPanel(const QStyleOption *option, QPainter *painter, const Tokens &t);
void buttonLabel(const QStyleOptionButton *option, QPainter *painter, const QWidget *widget, const Tokens &t);
void fieldPanel(const QStyleOption *option, QPainter *painter, const Tokens &t, bool bad);
void checkBox(const QStyleOption *option, QPainter *painter, const Tokens &t);
void radio(const QStyleOption *option, QPainter *painter, const Tokens &t);
void focusFrame(const QRect &rect, QPainter *painter, const Tokens &t);

void headerSection(const QStyleOptionHeader *option, QPainter *painter, const Tokens &t);
void headerLabel(const QStyleOptionHeader *option, QPainter *painter, const Tokens &t);
void tabShape(const QStyleOptionTab *option, QPainter *painter, const Tokens &t);
void splitter(const QStyleOption *option, QPainter *painter, const Tokens &t);
void progressBar(const QStyleOptionProgressBar *option, QPainter *painter, const Tokens &t);
void menuItem(const QStyleOptionMenuItem *option, QPainter *painter, const QWidget *widget, const Tokens &t);
void scrollBar(const QStyleOptionSlider *option, const QRect &handle, QPainter *painter, const Tokens &t);
void branch(const QStyleOption *option, QPainter *painter, const Tokens &t);

} // namespace qwats::ui::stylepaint
