// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/pictureview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"

#include <QPainter>

namespace qwats::ui {

PictureView::PictureView(QWidget *parent)
    : QWidget(parent)
{
    setMinimumSize(60, 60);
    setAccessibleRole(this, QAccessible::Graphic);
}

void PictureView::setPicture(const QImage &picture)
{
    m_picture = picture;
    update();
}

void PictureView::paintEvent(QPaintEvent *)
{
    if (m_picture.isNull())
        return;
    const QSizeF room = rect().adjusted(12, 8, -12, -8).size();
    QSizeF size = QSizeF(m_picture.size()) / devicePixelRatioF();
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room, Qt::KeepAspectRatio);
    const QRectF place(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, m_picture);
    painter.setPen(QPen(Theme::of(this).hairline, 0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place);
}

} // namespace qwats::ui
