// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/performance/load.h"

#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace qwats::bench {
namespace {

QNetworkRequest requestFor(const Load &load)
{
    QNetworkRequest request;
    request.setRawHeader("Authorization", "Basic " + load.token);
    request.setRawHeader("Accept", "application/json");
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (!load.caFile.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromPath(load.caFile));
        request.setSslConfiguration(tls);
    }
    return request;
}

size_t takeBytes(const char *data, size_t size, size_t count, void *into)
{
    static_cast<QByteArray *>(into)->append(data, qsizetype(size * count));
    return size * count;
}

/// One reusable transfer.
struct Transfer
{
    CURL *handle = nullptr;
    QByteArray body;
    QByteArray url;
};

class CurlClient
{
public:
    explicit CurlClient(const Load &load)
        : m_load(load)
        , m_multi(curl_multi_init())
        , m_headers(curl_slist_append(nullptr, ("Authorization: Basic " + load.token).constData()))
    {
        m_headers = curl_slist_append(m_headers, "Accept: application/json");
        curl_multi_setopt(m_multi, CURLMOPT_MAX_HOST_CONNECTIONS,
                          long(load.connections > 0 ? load.connections : load.concurrency));
    }
    ~CurlClient()
    {
        for (const auto &transfer : m_transfers)
            curl_easy_cleanup(transfer->handle);
        curl_multi_cleanup(m_multi);
        curl_slist_free_all(m_headers);
    }
    CurlClient(const CurlClient &) = delete;
    CurlClient &operator=(const CurlClient &) = delete;

    LoadResult run()
    {
        for (int i = 0; i < std::min(m_load.concurrency, m_load.requests); ++i) {
            m_transfers.push_back(make());
            start(*m_transfers.back());
        }
        while (m_result.answered + m_result.errors < m_load.requests) {
            int running = 0;
            curl_multi_perform(m_multi, &running);
            reap();
            if (running > 0)
                curl_multi_poll(m_multi, nullptr, 0, 1000, nullptr);
        }
        return m_result;
    }

private:
    std::unique_ptr<Transfer> make()
    {
        auto transfer = std::make_unique<Transfer>();
        transfer->handle = curl_easy_init();
        curl_easy_setopt(transfer->handle, CURLOPT_HTTPHEADER, m_headers);
        curl_easy_setopt(transfer->handle, CURLOPT_WRITEFUNCTION, takeBytes);
        curl_easy_setopt(transfer->handle, CURLOPT_WRITEDATA, &transfer->body);
        curl_easy_setopt(transfer->handle, CURLOPT_PRIVATE, transfer.get());
        curl_easy_setopt(transfer->handle, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
        if (!m_load.caFile.isEmpty())
            curl_easy_setopt(transfer->handle, CURLOPT_CAINFO, QFile::encodeName(m_load.caFile).constData());
        return transfer;
    }

    void start(Transfer &transfer)
    {
        transfer.url = m_load.url + m_load.targetAt(m_started++);
        transfer.body.clear();
        curl_easy_setopt(transfer.handle, CURLOPT_URL, transfer.url.constData());
        curl_multi_add_handle(m_multi, transfer.handle);
    }

    void reap()
    {
        int left = 0;
        while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            long status = 0;
            char *transfer = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status);
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
            ++(message->data.result == CURLE_OK && status == 200 ? m_result.answered : m_result.errors);
            curl_multi_remove_handle(m_multi, message->easy_handle);
            if (m_started < m_load.requests)
                start(*reinterpret_cast<Transfer *>(transfer));
        }
    }

    const Load &m_load;
    CURLM *m_multi;
    curl_slist *m_headers;
    std::vector<std::unique_ptr<Transfer>> m_transfers;
    LoadResult m_result;
    int m_started = 0;
};

} // namespace

LoadResult runQnam(const Load &load)
{
    QNetworkAccessManager manager;
    QEventLoop loop;
    LoadResult result;
    QNetworkRequest request = requestFor(load);
    int started = 0;
    const std::function<void()> startNext = [&] {
        request.setUrl(QUrl(QString::fromLatin1(load.url + load.targetAt(started++))));
        QNetworkReply *reply = manager.get(request);
        QObject::connect(reply, &QNetworkReply::finished, &loop, [&, reply] {
            const bool good = reply->error() == QNetworkReply::NoError && !reply->readAll().isEmpty();
            ++(good ? result.answered : result.errors);
            reply->deleteLater();
            if (started < load.requests)
                startNext();
            if (result.answered + result.errors == load.requests)
                loop.quit();
        });
    };
    for (int i = 0; i < std::min(load.concurrency, load.requests); ++i)
        startNext();
    loop.exec();
    return result;
}

LoadResult runCurl(const Load &load)
{
    return CurlClient(load).run();
}

} // namespace qwats::bench
