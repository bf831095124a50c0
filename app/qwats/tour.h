// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QSize>
#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace qwats {

class Controller;

/// Drives every screen through real input events, checks what should be seen, and writes a picture of each in light and
/// dark, with `tour.json` beside them. Thread: GUI; waits by turning the event loop, which only a tour may do.
class Tour
{
public:
    Tour(Controller &controller, const QString &folder);

    /// False when a check failed or a picture could not be written; each failure is a line on stderr.
    [[nodiscard]] bool run();

private:
    // The screens, in their order (tourscreens.cpp).
    void firstRun();
    void overviewPage();
    void overviewEmpty();
    void assets();
    void assetDetail();
    void calibration();
    void products();
    void reports();
    void reportView();
    void repairView();
    void reportParts();
    void compareReports();
    void requests();
    void diagnostics();
    void cacheSettings();
    void connections();
    void palette();
    void alertsAndKeys();
    void overviewSmall();
    void wideWindow();
    void secondOpening();
    void offline();

    void check(const QString &what, bool good);
    [[nodiscard]] bool waitFor(const QString &what, const std::function<bool()> &condition);
    void picture(const QString &screen, const QString &state);
    void grab(QWidget *window, const QString &screen, const QString &state, const QString &theme);
    void resize(const QSize &size);
    [[nodiscard]] QWidget *shownWindow() const;
    void openPage(int number);
    void activate();

    Controller &m_controller;
    QString m_folder;
    QJsonArray m_entries;
    QStringList m_checks; // since the last picture
    QStringList m_failures;
    int m_number = 0;
};

} // namespace qwats
