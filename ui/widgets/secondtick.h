// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

namespace qwats::ui {

/// The one timer behind every age on screen, once a second, and the one time they are told against.
///
/// Thread: gui. It runs only while someone is subscribed. `setClock` is for tests and for servers whose clock differs.
class SecondTick : public QObject
{
    Q_OBJECT

public:
    static SecondTick &shared();

    /// ms since the epoch, UTC.
    qint64 nowMs() const;
    void setClock(std::function<qint64()> clock);
    /// Fires tick() at once, e.g. after the clock was set.
    void poke() { emit tick(); }
    bool isRunning() const { return m_timer.isActive(); }

signals:
    void tick();

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    SecondTick();
    void beat();

    QTimer m_timer;
    std::function<qint64()> m_clock;
};

/// The one timer behind every turning ring, 30 times a second while a ring is visible; none when no motion is wanted.
class RingTurn : public QObject
{
    Q_OBJECT

public:
    static RingTurn &shared();
    /// Where the ring stands, 0 to 1.
    double turn() const;

signals:
    void moved();

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    RingTurn();
    void beat();

    QTimer m_timer;
};

} // namespace qwats::ui
