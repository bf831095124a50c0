// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the replies that the benchmarks read: qwats_samples FOLDER. One seed and one fixed "now" give one set of
// bytes.
#include "app/demo/demoserver.h"
#include "tests/performance/samples.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <curl/curl.h>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using qwats::bench::Sample;
using qwats::bench::Samples;

namespace {

constexpr qint64 nowMs = 1'767'225'600'000; // 2026-01-01T00:00:00Z
constexpr qsizetype mixedBytes = 11'600'000;
constexpr size_t mixedCount = 1000;

size_t append(const char *data, size_t size, size_t count, void *into)
{
    static_cast<QByteArray *>(into)->append(data, qsizetype(size * count));
    return size * count;
}

/// Asks the demo server as any client would.
class Client
{
public:
    explicit Client(const qwats::demo::DemoServer &server)
        : m_base(server.url().toUtf8())
        , m_curl(curl_easy_init())
    {
        m_headers = curl_slist_append(nullptr, ("Authorization: Basic " + server.token().toUtf8()).constData());
        curl_easy_setopt(m_curl, CURLOPT_HTTPHEADER, m_headers);
        curl_easy_setopt(m_curl, CURLOPT_WRITEFUNCTION, append);
    }
    ~Client()
    {
        curl_slist_free_all(m_headers);
        curl_easy_cleanup(m_curl);
    }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    Sample get(const QByteArray &target)
    {
        Sample sample{target, {}};
        const QByteArray url = m_base + target;
        curl_easy_setopt(m_curl, CURLOPT_URL, url.constData());
        curl_easy_setopt(m_curl, CURLOPT_WRITEDATA, &sample.body);
        long status = 0;
        if (curl_easy_perform(m_curl) == CURLE_OK)
            curl_easy_getinfo(m_curl, CURLINFO_RESPONSE_CODE, &status);
        if (status != 200) {
            std::fprintf(stderr, "%s: status %ld\n", target.constData(), status);
            std::exit(1);
        }
        sample.body.replace('\n', ' ').replace('\t', ' '); // a sample is one line
        return sample;
    }

private:
    QByteArray m_base;
    CURL *m_curl;
    curl_slist *m_headers = nullptr;
};

int stepsOf(const QJsonObject &step)
{
    int count = 1;
    for (const QJsonValue &inner : step.value("steps"_L1).toArray())
        count += stepsOf(inner.toObject());
    return count;
}

QByteArrayList valuesOf(const QByteArray &body, QLatin1StringView key)
{
    QByteArrayList values;
    for (const QJsonValue &row : QJsonDocument::fromJson(body).array())
        values << row[key].toString().toUtf8();
    return values;
}

/// The report whose number of steps comes nearest to 32.
Sample reportOf32(const std::vector<Sample> &reports)
{
    const auto distance = [](const Sample &sample) {
        return std::abs(stepsOf(QJsonDocument::fromJson(sample.body).object().value("root"_L1).toObject()) - 32);
    };
    const Sample *best = &reports.front();
    for (const Sample &one : reports) {
        if (distance(one) < distance(*best))
            best = &one;
    }
    return *best;
}

QByteArray pageTarget(int skip, int top)
{
    return "/api/Report/Query/Header?%24orderby=start%20desc&%24skip=" + QByteArray::number(skip)
        + "&%24top=" + QByteArray::number(top) + "&reportType=U";
}

/// What an operator's session leaves in the cache: six reports, three pages and one product in ten answers.
std::vector<Sample> mixed(Client &client, const std::vector<Sample> &reports, const QByteArrayList &parts)
{
    std::vector<Sample> answers;
    qsizetype bytes = 0;
    for (size_t i = 0; i < mixedCount; ++i) {
        const qsizetype left = (mixedBytes - bytes) / qsizetype(mixedCount - i); // what this answer may weigh
        if (i % 10 < 6)
            answers.push_back(reports[i % reports.size()]);
        else if (i % 10 == 6)
            answers.push_back(client.get("/api/Product/" + parts[qsizetype(i)]));
        else
            answers.push_back(client.get(pageTarget(int(i), std::max<int>(1, int(left * 10 / 3 / 540 / 2)))));
        answers.back().target += answers.back().target.contains('?') ? "&n=" : "?n=";
        answers.back().target += QByteArray::number(i);
        bytes += answers.back().body.size();
    }
    std::printf("mixed: %zu answers, %lld bytes\n", answers.size(), static_cast<long long>(bytes));
    return answers;
}

bool writeAll(const QString &folder, Client &client)
{
    const Sample products = client.get("/api/Product/Query");
    const Sample headers = client.get(pageTarget(0, 10'000));
    const QByteArrayList ids = valuesOf(headers.body, "uuid"_L1);
    const QByteArrayList parts = valuesOf(products.body, "partNumber"_L1);
    std::vector<Sample> reports;
    for (qsizetype i = 0; i < 600; ++i)
        reports.push_back(client.get("/api/Report/Wsjf/" + ids[i]));
    std::printf("headers: %lld rows, %lld bytes\n", static_cast<long long>(ids.size()),
                static_cast<long long>(headers.body.size()));
    using namespace qwats::bench;
    return Samples::save(folder, productsKind, {products}) && Samples::save(folder, headersKind, {headers})
        && Samples::save(folder, productKind, {client.get("/api/Product/" + parts[5])})
        && Samples::save(folder, assetsKind, {client.get("/api/Asset")})
        && Samples::save(folder, pageKind, {client.get(pageTarget(0, 100))})
        && Samples::save(folder, reportKind, {reportOf32(reports)})
        && Samples::save(folder, mixedKind, mixed(client, reports, parts));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fprintf(stderr, "usage: qwats_samples FOLDER\n");
        return 2;
    }
    qwats::demo::DemoOptions options;
    options.products = 2000;
    options.assets = 500;
    options.reports = 10'500; // repairs are among them
    options.nowMsSinceEpoch = nowMs;
    QString error;
    const auto server = qwats::demo::DemoServer::start(options, &error);
    if (!server) {
        std::fprintf(stderr, "%s\n", qPrintable(error));
        return 1;
    }
    Client client(*server);
    if (writeAll(QString::fromLocal8Bit(argv[1]), client))
        return 0;
    std::fprintf(stderr, "the samples cannot be written\n");
    return 1;
}
