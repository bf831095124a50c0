// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

#include <algorithm>
#include <cstring>

namespace qwats {

/// A request body that can be read once and never again.
///
/// QNetworkAccessManager sends a POST again by itself when a kept-alive connection closes, and reports one success for
/// two deliveries. It cannot when the body is sequential and cannot be rewound: then it reports ContentReSendError.
class SingleDelivery final : public QIODevice
{
public:
    explicit SingleDelivery(QByteArray body)
        : m_body(std::move(body))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_body.size() - m_read + QIODevice::bytesAvailable(); }
    bool seek(qint64) override { return false; } // Qt asks before it would send again
    bool atEnd() const override { return m_read >= m_body.size(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 size = std::min<qint64>(maxSize, m_body.size() - m_read);
        if (size <= 0)
            return m_read >= m_body.size() ? -1 : 0;
        std::memcpy(data, m_body.constData() + m_read, static_cast<size_t>(size));
        m_read += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_read = 0;
};

} // namespace qwats
