// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/command.h"
#include "core/result/result.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

namespace qwats {

/// One attempt's answer as it came over the wire.
struct WireReply
{
    int status = 0; ///< 0: no HTTP answer
    QByteArray body; ///< as received, possibly compressed
    QByteArray encoding; ///< Content-Encoding, lower case
    QByteArray contentType;
    QByteArray retryAfter;
    QByteArray date;
    QByteArray etag;
    QByteArray lastModified;
    std::optional<Error> error; ///< transport trouble; HTTP error statuses are not errors here
    std::chrono::nanoseconds connect{0}; ///< name, TCP and TLS; 0: an open connection was used
    std::chrono::nanoseconds wait{0}; ///< sent until headers, without `connect`
    std::chrono::nanoseconds download{0};
};

/// One attempt on the wire. Finishes exactly once, with a reply or an error; remembers why it was aborted, because Qt
/// does not.
///
/// Thread: the Transport's. Deletes itself after finishing.
class NetworkCall : public QObject
{
    Q_OBJECT

public:
    NetworkCall(QNetworkReply *reply, qint64 maxBytes, QObject *parent);

    void abort(Error::Kind why); ///< Timeout or Cancelled; `finished` comes before this returns

signals:
    void finished(const qwats::WireReply &reply);

private:
    void noteConnected();
    void readSome();
    void finish();
    [[nodiscard]] std::optional<Error> transportError() const;

    QNetworkReply *m_reply;
    qint64 m_maxBytes;
    QElapsedTimer m_watch;
    std::chrono::nanoseconds m_connectingSince{0}; // 0: not connecting
    WireReply m_result;
    QString m_tlsProblem;
    std::optional<Error::Kind> m_abortedFor;
    bool m_finished = false;
};

} // namespace qwats
