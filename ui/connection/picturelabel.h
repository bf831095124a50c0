// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QWidget>

#include <optional>
#include <utility>

namespace qwats::ui {

/// A status shape, or a drawn icon in the accent colour. Painted at each repaint, so it follows a theme switch and the
/// screen's pixel ratio. Says nothing to assistive tools: a word always stands beside it. Thread: GUI.
class PictureLabel : public QWidget
{
public:
    PictureLabel(StatusKind status, int px, QWidget *parent)
        : QWidget(parent)
        , m_status(status)
    {
        setFixedSize(px, px);
    }
    PictureLabel(QString iconName, int px, QWidget *parent)
        : QWidget(parent)
        , m_icon(std::move(iconName))
    {
        setFixedSize(px, px);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &tokens = Theme::of(this);
        if (m_status)
            StatusGlyph::paint(&painter, rect(), *m_status, tokens);
        else
            paintIcon(&painter, rect(), m_icon, tokens.accent);
    }

private:
    std::optional<StatusKind> m_status;
    QString m_icon;
};

} // namespace qwats::ui
