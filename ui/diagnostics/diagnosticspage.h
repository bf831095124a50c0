// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cachepolicy.h"
#include "ui/charts/timebuckets.h"
#include "ui/shell/page.h"

#include <QTimer>

class QPushButton;

namespace qwats::ui {

class DiagnosticsPlots;
class PageHeader;
class SegmentedControl;

/// How the client does: outcomes of look-ups, answer times, memory and calls, live on one time axis.
///
/// Reads the session's recorder once a second while shown. A pause stops the picture, not the recording.
class DiagnosticsPage : public Page
{
    Q_OBJECT

public:
    explicit DiagnosticsPage(Session &session, QWidget *parent = nullptr);

    void go(const Place &place) override;
    [[nodiscard]] Place place() const override;
    void refresh() override;
    void setShown(bool shown) override;
    bool escape() override;
    [[nodiscard]] std::optional<ExportSource> exportSource() override;

    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] std::chrono::seconds range() const { return m_range; }
    [[nodiscard]] DiagnosticsPlots *plots() const { return m_plots; }
    void togglePause();

private:
    void makeHeader();
    void showNewest(); ///< nothing while paused
    void draw();
    void updateAge(size_t buckets);
    void setRange(const QString &seconds);
    void clear();
    void mark(QChar letter, const QString &text);

    PageHeader *m_header;
    SegmentedControl *m_ranges;
    QPushButton *m_pause;
    QPushButton *m_clear;
    DiagnosticsPlots *m_plots;
    QTimer m_second;
    QTimer m_clearArmed;
    QList<TimeMarker> m_markers;
    std::chrono::seconds m_range{300};
    Timestamp m_startedAt;
    Timestamp m_pausedAt;
    bool m_paused = false;
    ServerState::Reach m_lastReach = ServerState::Reach::Unknown;
};

} // namespace qwats::ui
