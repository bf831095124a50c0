// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/requestdetail.h"

#include "core/cache/ttlcache.h"
#include "ui/requests/requestwords.h"
#include "ui/requests/waterfall.h"
#include "ui/settings/cachesettingsdialog.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostTags = 12;

QString statusFact(const RequestRecord &record)
{
    if (!record.network)
        return RequestDetail::tr("not asked");
    return record.status > 0 ? QString::number(record.status) : RequestDetail::tr("no answer");
}

QString sizeFact(const RequestRecord &record)
{
    if (record.bytesDecoded <= 0 && record.bytesReceived <= 0)
        return {};
    if (!record.network || record.bytesDecoded == record.bytesReceived)
        return words::size(std::max(record.bytesDecoded, record.bytesReceived));
    return RequestDetail::tr("%1 (%2 on the wire)")
        .arg(words::size(record.bytesDecoded), words::size(record.bytesReceived));
}

QString attemptsFact(const RequestRecord &record)
{
    if (record.attempts <= 1)
        return record.attempts == 1 ? RequestDetail::tr("1") : RequestDetail::tr("none");
    QStringList failed;
    for (const FailedAttempt &one : record.failedAttempts)
        failed << (one.error ? errorWords(*one.error) : QString::number(one.status));
    return RequestDetail::tr("%1, before: %2").arg(record.attempts).arg(failed.join(u", "_s));
}

} // namespace

RequestDetail::RequestDetail(const TtlCache &cache, QWidget *parent)
    : DetailPane(parent)
    , m_cache(cache)
    , m_line(new Panel(&Tokens::hairline, this))
    , m_timing(new TimingPanel(this))
    , m_facts(new FactsGrid(this))
{
    QPushButton *copy = addAction(tr("Copy as cURL"), u"copy"_s);
    copy->setToolTip(tr("The token is left out: set WATS_TOKEN to it  (C)"));
    connect(copy, &QPushButton::clicked, this, &RequestDetail::copyRequested);
    connect(m_facts, &FactsGrid::linkActivated, this, [this] { emit runRequested(m_runRoute, m_runInitiator); });
    auto *inside = new Panel(&Tokens::base, this);
    m_parts = new QBoxLayout(QBoxLayout::LeftToRight, inside);
    m_parts->setContentsMargins(16, 4, 16, 8);
    m_parts->setSpacing(16);
    m_parts->addWidget(m_timing, 5, Qt::AlignTop);
    m_parts->addWidget(m_line);
    m_parts->addWidget(m_facts, 6, Qt::AlignTop);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Details of the request"));
    scroll->setWidget(inside);
    addTab(u"request"_s, tr("Request"), scroll);
    setStacked(false);
}

void RequestDetail::setStacked(bool stacked)
{
    setNarrow(stacked);
    m_parts->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_line->setMinimumSize(1, 1);
    m_line->setMaximumSize(stacked ? QWIDGETSIZE_MAX : 1, stacked ? 1 : QWIDGETSIZE_MAX);
    m_parts->setStretchFactor(m_timing, stacked ? 0 : 5);
    m_parts->setStretchFactor(m_facts, stacked ? 0 : 6);
    if (m_parts->count() == 3 && stacked)
        m_parts->addStretch(1);
    else if (m_parts->count() == 4 && !stacked)
        delete m_parts->takeAt(3);
}

/// What the cache holds it under now: the tags a write would drop it by.
QByteArrayList RequestDetail::tagsOf(const RequestRecord &record) const
{
    if (record.method != "GET")
        return {};
    const auto entries = m_cache.entries();
    for (const CacheEntryInfo &entry : entries) {
        if (entry.key.text() == record.target)
            return entry.tags;
    }
    return {};
}

QList<Fact> RequestDetail::factsOf(const RequestRecord &record, const std::vector<ManyCalls> &runs, bool live)
{
    const RequestSource source = sourceOf(record);
    const QString reason = reasonWord(record);
    const std::optional<StatusKind> bad = isFailed(record) ? std::optional(StatusKind::Failed) : std::nullopt;
    QList<Fact> facts;
    if (record.error)
        facts << Fact{tr("Error"), errorWords(record), bad};
    facts << Fact{tr("Answered"), reason.isEmpty() ? sourceWord(source) : sourceWord(source) + u" · "_s + reason}
          << Fact{tr("Status"), statusFact(record)} << Fact{tr("Asked by"), initiatorWords(record.initiator)}
          << Fact{tr("Asked at"), timeWords(record.started), {}, {}, words::utc(record.started.ms())}
          << Fact{tr("Whole time"), words::duration(static_cast<double>(record.total.count()) / 1e9)}
          << Fact{tr("Size"), sizeFact(record)} << Fact{tr("Tries"), attemptsFact(record)}
          << Fact{tr("Route"),
                  QString::fromLatin1(record.method) + u' '
                      + plain::oneLine(QLatin1StringView(record.route).toString(), 200)}
          << Fact{tr("Path"),
                  plain::oneLine(QString::fromLatin1(record.target), 160),
                  {},
                  {},
                  QString::fromLatin1(record.target)};
    if (record.domain)
        facts << Fact{tr("Domain"), domainWords(*record.domain)};
    const QByteArrayList tags = live ? tagsOf(record) : QByteArrayList();
    if (!tags.isEmpty()) {
        const QString shown = QString::fromUtf8(tags.mid(0, MostTags).join(", "));
        facts << Fact{tr("Kept with tags"),
                      tags.size() > MostTags ? tr("%1 and %2 more").arg(shown).arg(tags.size() - MostTags) : shown};
    }
    for (const ManyCalls &run : runs) {
        if (qstrcmp(run.route, record.route) != 0 || run.initiator != record.initiator || record.started < run.from
            || run.to < record.started || !record.network)
            continue;
        m_runRoute = QString::fromLatin1(run.route);
        m_runInitiator = QString::fromUtf8(run.initiator);
        facts << Fact{tr("One of many"), tr("%1 single calls in a row: show them").arg(run.calls), {}, u"run"_s};
        break;
    }
    return facts;
}

void RequestDetail::showRequest(const RequestRecord &record, const std::vector<ManyCalls> &runs, bool live)
{
    m_record = record;
    const QString cause = isFailed(record) && record.error ? errorWords(*record.error) : QString();
    setThing(glyphOf(sourceOf(record)), QString::fromLatin1(record.method) + u' ' + routeWords(record.route),
             subjectWords(record), cause);
    m_timing->setRecord(record);
    m_facts->setFacts(factsOf(record, runs, live));
}

} // namespace qwats::ui
