// SPDX-License-Identifier: GPL-3.0-or-later
// Throws made-up requests and OData expressions at the demo server's routes, in this process and without a socket.
// Every answer must be well formed; indexes and reading every row must agree. One seed, one run.
#include "tests/demo/fuzzinput.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QSet>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::FuzzInput;

#ifdef __SANITIZE_ADDRESS__
extern "C" const char *__asan_default_options();
/// Answers are millions of small allocations: short call stacks for them double the number of rounds.
extern "C" const char *__asan_default_options()
{
    return "malloc_context_size=3:quarantine_size_mb=32:max_malloc_fill_size=0";
}
#endif

namespace {

constexpr int roundsPerWorld
    = 1000; // what is posted stays and makes later rounds slow, so the world begins anew now and then

struct Factory
{
    explicit Factory(quint32 seed)
        : world(options(seed))
    {
        addAllRoutes(&routes, &world);
    }
    static DemoOptions options(quint32 seed)
    {
        DemoOptions options;
        options.seed = seed;
        options.products = 12;
        options.assets = 25;
        options.reports = 40;
        options.days = 20;
        options.serialNumbers = 120;
        options.nowMsSinceEpoch = 1773312133000; // 2026-03-12 10:42:13 UTC
        return options;
    }

    World world;
    RouteTable routes;
};

/// What is wrong with an answer; empty: nothing.
QString complaint(const Response &response)
{
    static const QSet<int> known{200, 201, 202, 204, 304, 400, 403, 404, 405, 409, 411, 413, 415, 422};
    if (!known.contains(response.status))
        return u"unknown status %1"_s.arg(response.status);
    if (response.status == 204 && !response.body.isEmpty())
        return u"a body with 204"_s;
    if (response.status == 405 && response.allow.isEmpty())
        return u"405 without Allow"_s;
    QJsonParseError error;
    // A bare value is JSON too, but QJsonDocument takes arrays and objects only.
    const QJsonDocument document = QJsonDocument::fromJson('[' + response.body + ']', &error);
    const bool isJson = error.error == QJsonParseError::NoError;
    if (!response.body.isEmpty() && response.contentType.startsWith("application/json") && !isJson)
        return u"not JSON: "_s + error.errorString();
    if (response.status >= 400 && document.array().first().toObject().value(u"Message"_s).toString().isEmpty())
        return u"a refusal without Message"_s;
    return {};
}

/// The rows that a page must have, found by reading all of them.
std::vector<qsizetype> readAll(const ReportStore &reports, const odata::Selection &selection)
{
    std::vector<qsizetype> rows(reports.timeline().rbegin(), reports.timeline().rend());
    const auto &keys = selection.keys();
    if (keys.size() == 1 && keys.front().field->name == u"start"_s && !keys.front().descending)
        std::reverse(rows.begin(), rows.end());
    return selection.apply(rows);
}

/// Parses an expression; what is accepted must be answered alike by the index and by reading all rows.
QString expressionComplaint(FuzzInput *input, const World &world, QString *asked)
{
    const odata::Options options{input->filter(), input->below(3) ? QString() : input->orderBy(),
                                 input->below(2) ? QString() : QString::number(input->below(90)),
                                 input->below(2) ? QString() : QString::number(input->below(90))};
    *asked = u"$filter=%1\n$orderby=%2\n$top=%3\n$skip=%4"_s.arg(options.filter, options.orderBy, options.top,
                                                                 options.skip);
    QString error;
    const auto selection = odata::Selection::parse(options, world.reports.schema(), &error);
    if (!selection)
        return error.isEmpty() ? u"refused without a word"_s : QString();
    if (input->below(4) == 0
        && world.reports.select(ReportStore::Kinds::Both, *selection) != readAll(world.reports, *selection))
        return u"the index gives other rows than reading all of them"_s;
    return {};
}

QString describe(const Request &request)
{
    QString text = u"%1 %2\n"_s.arg(QString::fromLatin1(request.method), QString::fromUtf8(request.path));
    for (const auto &[name, value] : request.query)
        text += u"  %1=%2\n"_s.arg(name, value);
    return text + QString::fromUtf8(request.body.left(2000));
}

int fuzz(int rounds, quint32 seed)
{
    std::unique_ptr<Factory> factory;
    std::unique_ptr<FuzzInput> input;
    QHash<int, qint64> statuses;
    QElapsedTimer clock;
    clock.start();
    for (int round = 0; round < rounds; ++round) {
        if (round % roundsPerWorld == 0) {
            const auto part = quint32(round / roundsPerWorld);
            factory = std::make_unique<Factory>(seed + part);
            input = std::make_unique<FuzzInput>(quint64(seed) << 32 | part, factory->routes, factory->world);
        }
        QString asked;
        QString problem;
        if (round % 4 == 3) {
            problem = expressionComplaint(input.get(), factory->world, &asked);
        } else {
            const Request request = input->request();
            const Response response = factory->routes.dispatch(request);
            ++statuses[response.status];
            problem = complaint(response);
            if (!problem.isEmpty())
                asked = describe(request)
                    + u"\n-> %1 %2"_s.arg(response.status).arg(QString::fromUtf8(response.body.left(500)));
        }
        if (!problem.isEmpty()) {
            std::fprintf(stderr, "fuzzdemo: round %d of seed %u: %s\n%s\n", round, seed, qPrintable(problem),
                         qPrintable(asked));
            return 1;
        }
        if ((round + 1) % 20000 == 0) {
            std::printf("%d rounds, %lld s\n", round + 1, static_cast<long long>(clock.elapsed() / 1000));
            std::fflush(stdout);
        }
    }
    QList<int> order = statuses.keys();
    std::sort(order.begin(), order.end());
    std::printf("%d rounds of seed %u, no complaint; answers by status:", rounds, seed);
    for (const int status : order)
        std::printf(" %d: %lld", status, static_cast<long long>(statuses.value(status)));
    std::printf("\n");
    return statuses.value(200) > 0 && statuses.value(400) > 0 ? 0 : 1; // a fuzzer that reaches nothing proves nothing
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Fuzzes the routes and the OData parser of the demo server."_s);
    parser.addHelpOption();
    parser.addOption({u"rounds"_s, u"How many requests and expressions (10000)."_s, u"N"_s, u"10000"_s});
    parser.addOption({u"seed"_s, u"Where to begin (1)."_s, u"S"_s, u"1"_s});
    parser.process(app);
    bool roundsOk = false;
    bool seedOk = false;
    const int rounds = parser.value(u"rounds"_s).toInt(&roundsOk);
    const uint seed = parser.value(u"seed"_s).toUInt(&seedOk);
    if (!roundsOk || rounds < 1 || !seedOk) {
        std::fprintf(stderr, "fuzzdemo: --rounds takes a number from 1 on, --seed one from 0 on\n");
        return 2;
    }
    return fuzz(rounds, seed);
}
