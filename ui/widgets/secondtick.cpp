// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secondtick.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QMetaMethod>

#include <utility>

namespace qwats::ui {

SecondTick::SecondTick()
{
    m_timer.setInterval(1000);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SecondTick::beat);
}

SecondTick &SecondTick::shared()
{
    static SecondTick one;
    return one;
}

qint64 SecondTick::nowMs() const
{
    return m_clock ? m_clock() : QDateTime::currentMSecsSinceEpoch();
}

void SecondTick::setClock(std::function<qint64()> clock)
{
    m_clock = std::move(clock);
}

void SecondTick::connectNotify(const QMetaMethod &)
{
    if (!m_timer.isActive())
        m_timer.start();
}

void SecondTick::beat()
{
    // Asked here and not in disconnectNotify: that one is called under Qt's own lock when a receiver dies.
    if (isSignalConnected(QMetaMethod::fromSignal(&SecondTick::tick)))
        emit tick();
    else
        m_timer.stop();
}

RingTurn::RingTurn()
{
    m_timer.setInterval(33);
    connect(&m_timer, &QTimer::timeout, this, &RingTurn::beat);
}

RingTurn &RingTurn::shared()
{
    static RingTurn one;
    return one;
}

double RingTurn::turn() const
{
    return m_timer.isActive() ? double(QDateTime::currentMSecsSinceEpoch() % 1000) / 1000 : 0;
}

void RingTurn::connectNotify(const QMetaMethod &)
{
    if (!m_timer.isActive())
        m_timer.start();
}

void RingTurn::beat()
{
    if (isSignalConnected(QMetaMethod::fromSignal(&RingTurn::moved)))
        emit moved();
    else
        m_timer.stop();
}

} // namespace qwats::ui
