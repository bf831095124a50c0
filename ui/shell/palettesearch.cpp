// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettesearch.h"

#include "core/session/session.h"
#include "ui/widgets/words.h"

#include <QSet>

#include <algorithm>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int AssetsOfOnePage = 200; ///< as the pages ask for them, so that their answers are found in the cache
constexpr int AskedRows = 12;

ReportFilter serialFilter(const QString &text)
{
    ReportFilter filter;
    filter.serialNumber = text + u'%';
    return filter;
}

Query<ReportHeaderList> reportsQuery(const ReportFilter &filter)
{
    return ReportService::headers(filter, ReportSort::Start, Qt::DescendingOrder, {0, AskedRows});
}

Query<AssetList> assetsQuery(const QString &text)
{
    return AssetService::list({text, {}, {}}, AssetSort::Serial, Qt::AscendingOrder, {0, AskedRows});
}

/// Exact before beginning before anywhere.
int rankOf(const QString &value, const QString &text)
{
    return value.compare(text, Qt::CaseInsensitive) == 0 ? 0
        : value.startsWith(text, Qt::CaseInsensitive)    ? 1
        : value.contains(text, Qt::CaseInsensitive)      ? 2
                                                         : 3;
}

} // namespace

PaletteSearch::PaletteSearch(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(PauseMs);
    connect(&m_timer, &QTimer::timeout, this, &PaletteSearch::askServer);
}

PaletteSearch::~PaletteSearch()
{
    forget();
}

void PaletteSearch::forget()
{
    ++m_question;
    m_timer.stop();
    for (const Ticket &ticket : std::as_const(m_tickets))
        ticket.cancel();
    m_tickets.clear();
    m_running = 0;
    m_asked = m_failed = false;
    m_assets = {};
    m_products = {};
    m_reports = {};
    m_byPart = {};
    m_hits.clear();
}

void PaletteSearch::setText(const QString &text)
{
    const QString wanted = text.trimmed();
    if (wanted == m_text && !wanted.isEmpty())
        return;
    forget();
    m_text = wanted;
    if (m_text.size() >= ShortestText) {
        askCache();
        m_timer.start();
    }
    collect();
    emit changed();
}

/// What is there already, without counting as a look-up.
void PaletteSearch::askCache()
{
    Fetcher &fetcher = m_session.fetcher();
    m_products = {fetcher.peek(ProductService::list()).value, true};
    m_assets = {fetcher.peek(assetsQuery(m_text)).value, true};
    m_reports = {fetcher.peek(reportsQuery(serialFilter(m_text))).value, true};
    if (m_assets.value)
        return;
    auto known = std::make_shared<AssetList>();
    for (int page = 0; page < 20; ++page) {
        const auto rows = fetcher.peek(AssetService::list({}, AssetSort::NextCalibration, Qt::AscendingOrder,
                                                          {page * AssetsOfOnePage, AssetsOfOnePage}));
        if (!rows.value)
            break;
        for (const Asset &asset : *rows.value) {
            if (rankOf(asset.serialNumber, m_text) < 3 || rankOf(asset.name, m_text) < 3)
                known->push_back(asset);
        }
    }
    m_assets = {known, true};
}

template <typename T> void PaletteSearch::ask(const Query<T> &query, Found<T> &into)
{
    FetchOptions options;
    options.initiator = QByteArrayLiteral("search");
    const quint64 question = m_question;
    const auto take = [this, question, &into](const Fetched<T> &answer) {
        if (question != m_question)
            return;
        if (answer.value)
            into = {answer.value, answer.fromCache};
        else if (answer.error && answer.error->isOutage())
            m_failed = true;
    };
    Ticket ticket;
    const auto now = m_session.fetcher().fetch<T>(
        query, options, this,
        [this, question, take](const Fetched<T> &answer) {
            if (question != m_question || answer.pending)
                return;
            --m_running;
            take(answer);
            collect();
            emit changed();
        },
        &ticket);
    take(now);
    if (now.pending) {
        ++m_running;
        m_tickets << ticket;
    }
}

void PaletteSearch::askServer()
{
    m_asked = true;
    ask(reportsQuery(serialFilter(m_text)), m_reports);
    ask(assetsQuery(m_text), m_assets);
    ask(ProductService::list(), m_products);
    collect();
    emit changed();
}

void PaletteSearch::collect()
{
    m_hits.clear();
    if (m_text.size() < ShortestText)
        return;
    collectReports();
    collectProducts();
    collectAssets();
    std::stable_sort(m_hits.begin(), m_hits.end(),
                     [](const SearchHit &a, const SearchHit &b) { return a.group < b.group; });
}

void PaletteSearch::collectReports()
{
    if (!m_reports.value)
        return;
    const qint64 now = m_session.clock().wallNow().ms();
    QSet<QString> units;
    int reports = 0;
    for (const ReportHeader &report : *m_reports.value) {
        const QString more = tr("%1 · %2 · %3")
                                 .arg(report.partNumber, reportResultName(report.result),
                                      report.start.isValid() ? words::time(report.start.ms(), now) : words::none());
        if (units.size() < MostOfAGroup && !units.contains(report.serialNumber)) {
            units.insert(report.serialNumber);
            m_hits << SearchHit{SearchHit::Group::Unit,
                                report.serialNumber,
                                more,
                                m_reports.fromCache,
                                {u"reports"_s, {}, {{u"kind"_s, 0}, {u"serial"_s, report.serialNumber}}}};
        }
        if (reports++ < MostOfAGroup)
            m_hits << SearchHit{SearchHit::Group::Report,
                                tr("Report of %1").arg(report.serialNumber),
                                tr("%1 · %2").arg(report.processName, more),
                                m_reports.fromCache,
                                {u"reports"_s, report.id, {}}};
    }
}

void PaletteSearch::collectProducts()
{
    if (!m_products.value)
        return;
    std::vector<std::pair<int, const Product *>> fitting;
    for (const Product &product : *m_products.value) {
        const int rank = std::min(rankOf(product.partNumber, m_text), rankOf(product.name, m_text));
        if (rank < 3)
            fitting.emplace_back(rank, &product);
    }
    std::stable_sort(fitting.begin(), fitting.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (size_t i = 0; i < std::min(fitting.size(), size_t(MostOfAGroup)); ++i) {
        const Product &product = *fitting[i].second;
        m_hits << SearchHit{SearchHit::Group::Part,
                            product.partNumber,
                            product.name,
                            m_products.fromCache,
                            {u"products"_s, product.partNumber, {}}};
    }
}

void PaletteSearch::collectAssets()
{
    if (!m_assets.value)
        return;
    std::vector<const Asset *> fitting;
    for (const Asset &asset : *m_assets.value)
        fitting.push_back(&asset);
    std::stable_sort(fitting.begin(), fitting.end(), [this](const Asset *a, const Asset *b) {
        return rankOf(a->serialNumber, m_text) < rankOf(b->serialNumber, m_text);
    });
    for (size_t i = 0; i < std::min(fitting.size(), size_t(MostOfAGroup)); ++i) {
        const Asset &asset = *fitting[i];
        m_hits << SearchHit{SearchHit::Group::Asset,
                            asset.serialNumber,
                            asset.name,
                            m_assets.fromCache,
                            {u"assets"_s, asset.id.isEmpty() ? asset.serialNumber : asset.id, {}}};
    }
}

QString PaletteSearch::sourceWords() const
{
    if (m_text.isEmpty())
        return {};
    if (m_text.size() < ShortestText)
        return tr("Two letters search units, parts, assets and reports");
    if (m_failed || m_session.serverState().isOutage())
        return tr("from cache · the server cannot be reached");
    if (isAsking() || !m_asked)
        return tr("from cache · asking the server");
    const bool allCached = m_reports.fromCache && m_assets.fromCache && m_products.fromCache;
    return allCached ? tr("from cache, still fresh") : tr("from the server");
}

} // namespace qwats::ui
