// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/facts.h"

namespace qwats::ui {

/// What is known about the age of the data beside it.
struct DataAge
{
    /// Fresh, Stale, Offline, Fetching, Seeded, Online (live), Failed (no data) or Unknown (shows nothing).
    StatusKind kind = StatusKind::Unknown;
    qint64 asOfMs = 0; ///< when the server said so, ms since the epoch UTC; 0: no data yet
    QString source{}; ///< whole words: "from cache", "from server", "live"
    std::optional<int> freshForSeconds{}; ///< Fresh: how long from now on; counts down
    qint64 sinceMs = 0; ///< Stale: stale since; Offline: unreachable since; Fetching: asked at; Failed: last try
    QString note{}; ///< last part, as it is: "refreshing now", "a finished report does not change"
    bool operator==(const DataAge &) const = default;
};

/// The data-age line: glyph and words, e.g. "as of 10:42:13 · from cache, fresh for 3 min 12 s".
///
/// Thread: gui. Counts by the shared second and repaints only when its text changes. Tells assistive tools the same
/// words, and the time in UTC as tooltip. With details set, a click (or Space) opens them.
class DataAgeLabel : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text)

public:
    explicit DataAgeLabel(QWidget *parent = nullptr);

    void setState(const DataAge &age);
    const DataAge &state() const { return m_age; }
    /// The words now on screen.
    QString text() const { return m_text; }

    /// What a click shows: source, outcome, key, next timer. Empty: the label is not a button.
    void setDetails(const QList<Fact> &details);
    /// How often the label asked to be painted anew because its words changed; for tests of the timer.
    int textChanges() const { return m_textChanges; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// The words for a state at a time; freshForSeconds counts from `setMs`.
    static QString words(const DataAge &age, qint64 setMs, qint64 nowMs);

signals:
    /// From the button in the details.
    void refreshRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void updateText();
    void updateRing();
    void openDetails();

    DataAge m_age;
    qint64 m_setMs = 0;
    QString m_text;
    QList<Fact> m_details;
    QMetaObject::Connection m_ring;
    int m_textChanges = 0;
};

} // namespace qwats::ui
