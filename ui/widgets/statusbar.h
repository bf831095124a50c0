// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/ink.h"

#include <QAbstractButton>
#include <QList>

#include <optional>

class QHBoxLayout;

namespace qwats::ui {

/// One part of the status bar: a word, its value, and for a budget a bar.
struct StatusPart
{
    std::optional<StatusKind> glyph{};
    QString label{}; ///< muted: "Calls"
    QString value{}; ///< text: "74 of 500 / min"
    QString after{}; ///< muted: "since 10:30 · 48 ms"
    std::optional<double> bar{}; ///< 0 to 1
    bool strong = false; ///< value in 600: "Online"
    bool operator==(const StatusPart &) const = default;
};

/// A flat button of the status bar, own paint.
class StatusPartButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit StatusPartButton(QWidget *parent = nullptr);
    void setPart(const StatusPart &part);
    const StatusPart &part() const { return m_part; }
    /// The hairline at the right edge.
    void setLine(bool line) { m_line = line; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    StatusPart m_part;
    bool m_line = true;
};

/// Server state, newest data, calls of the budget, queue, hit rate. Each part is a button to its page.
///
/// Thread: gui. Parts that do not fit leave from the right of the left group; the last part is at the right edge.
class StatusBar : public Panel
{
    Q_OBJECT

public:
    explicit StatusBar(QWidget *parent = nullptr);

    /// Makes or updates a part; `atRight` counts only when the part is made.
    void setPart(const QString &id, const StatusPart &part, bool atRight = false);
    void removePart(const QString &id);
    StatusPartButton *part(const QString &id) const;

    /// The parts of the specification in words: "Online since 10:30 · 48 ms" and so on. Times in ms since the epoch.
    void setServer(StatusKind kind, const QString &word, qint64 sinceMs, std::optional<int> answerMs = {});
    void setNewest(qint64 asOfMs);
    void setCalls(int used, int budgetPerMinute);
    void setHitRate(qint64 hits, qint64 lookUps, const QString &span);

    QSize minimumSizeHint() const override { return {120, 28}; }

signals:
    void partActivated(const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QHBoxLayout *m_left;
    QHBoxLayout *m_right;
    QList<std::pair<QString, StatusPartButton *>> m_parts;
};

} // namespace qwats::ui
