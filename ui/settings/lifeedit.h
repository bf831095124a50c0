// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>

namespace qwats::ui {

/// A duration in a table: plain text until the pointer or the keyboard is on it, so that eight rows read as a table and
/// not as a form. A value changed in this dialog stands bold behind a dot; an inherited one is muted.
///
/// Thread: GUI. The field keeps its frame while its text is refused (property `bad`).
class LifeEdit : public QLineEdit
{
public:
    explicit LifeEdit(QWidget *parent)
        : QLineEdit(parent)
    {
        setAlignment(Qt::AlignRight);
        setMouseTracking(true);
        updateFrame();
    }

    enum class Source { Inherited, Own, ChangedNow };
    void setSource(Source source)
    {
        m_source = source;
        setFont(source == Source::ChangedNow ? ui::font(TextRole::Strong) : numberFont());
        applyInk();
        update();
    }
    void setBad(bool bad)
    {
        setProperty("bad", bad);
        updateFrame();
        update();
    }
    [[nodiscard]] bool isBad() const { return property("bad").toBool(); }
    [[nodiscard]] Source source() const { return m_source; }

protected:
    void enterEvent(QEnterEvent *event) override
    {
        QLineEdit::enterEvent(event);
        updateFrame();
    }
    void leaveEvent(QEvent *event) override
    {
        QLineEdit::leaveEvent(event);
        updateFrame();
    }
    void focusInEvent(QFocusEvent *event) override
    {
        QLineEdit::focusInEvent(event);
        updateFrame();
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QLineEdit::focusOutEvent(event);
        updateFrame();
    }
    void changeEvent(QEvent *event) override
    {
        QLineEdit::changeEvent(event);
        if (event->type() == QEvent::PaletteChange && !m_applying)
            applyInk();
    }
    void paintEvent(QPaintEvent *event) override
    {
        QLineEdit::paintEvent(event);
        if (m_source != Source::ChangedNow)
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::of(this).accent);
        const int textLeft = width() - fontMetrics().horizontalAdvance(text()) - 10;
        painter.drawEllipse(QPointF(std::max(8, textLeft - 10), height() / 2.0), 3, 3);
    }

private:
    static constexpr int FramePadding = 6; ///< what the style keeps free inside a frame

    void updateFrame()
    {
        const bool framed = hasFocus() || underMouse() || isBad();
        setFrame(framed);
        const int edge = framed ? 0 : style()->pixelMetric(QStyle::PM_DefaultFrameWidth, nullptr, this) + FramePadding;
        setTextMargins(edge, 0, edge, 0); // the text stays where it is when the frame comes
    }
    void applyInk()
    {
        m_applying = true;
        QPalette inked = palette();
        const Tokens &tokens = Theme::of(this);
        inked.setColor(QPalette::Text, m_source == Source::Inherited ? tokens.muted : tokens.text);
        setPalette(inked);
        m_applying = false;
    }

    Source m_source = Source::Inherited;
    bool m_applying = false;
};

} // namespace qwats::ui
