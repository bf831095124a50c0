// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/unitflow.h"

#include "app/demo/world/dice.h"

#include <algorithm>
#include <map>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype defaultFlowUnits = 1000;

struct FlowNode
{
    QString name;
    qint64 reports = 0;
    qint64 passed = 0;
    QSet<QString> units;
};

} // namespace

UnitFlow unitFlow(const ReportFacts &facts, const WatsFilter &filter)
{
    std::map<int, FlowNode> nodes;
    std::map<std::pair<int, int>, qint64> links;
    QHash<QString, int> later; // process that a unit went to after the report at hand
    UnitFlow flow;
    const qsizetype limit = filter.topCount.value_or(defaultFlowUnits);
    std::vector<qsizetype> rows;
    const auto collect = [&](qsizetype row) {
        rows.push_back(row);
        return true;
    };
    facts.visitNewestFirst(false, filter, collect);
    facts.visitNewestFirst(true, filter, collect);
    std::stable_sort(rows.begin(), rows.end(),
                     [&](qsizetype a, qsizetype b) { return facts.reports().startMs(a) > facts.reports().startMs(b); });
    for (const qsizetype row : rows) {
        const QString part = facts.text(row, PartNumber);
        const QString serial = facts.text(row, SerialNumber);
        const QString unit = serial + u'\n' + part;
        const auto code = int(facts.number(row, ProcessCode));
        FlowNode &node = nodes[code];
        node.name = facts.text(row, ProcessName);
        ++node.reports;
        node.passed += facts.passed(row) ? 1 : 0;
        node.units.insert(unit);
        const auto next = later.find(unit);
        if (next != later.end() && *next != code)
            ++links[{code, *next}];
        if (next == later.end() && flow.units.size() < limit)
            flow.units.append(QJsonObject{{u"SerialNumber"_s, serial},
                                          {u"PartNumber"_s, part},
                                          {u"Revision"_s, facts.text(row, Revision)},
                                          {u"ProcessCode"_s, code},
                                          {u"Result"_s, facts.text(row, Result)},
                                          {u"LastUtc"_s, isoUtc(facts.reports().startMs(row))}});
        later.insert(unit, code);
    }
    for (const auto &[code, node] : nodes)
        flow.nodes.append(QJsonObject{{u"Id"_s, code},
                                      {u"ProcessCode"_s, code},
                                      {u"Name"_s, node.name},
                                      {u"UnitCount"_s, node.units.size()},
                                      {u"ReportCount"_s, node.reports},
                                      {u"PassedCount"_s, node.passed}});
    for (const auto &[ends, count] : links)
        flow.links.append(QJsonObject{{u"Source"_s, ends.first}, {u"Target"_s, ends.second}, {u"UnitCount"_s, count}});
    return flow;
}

} // namespace qwats::demo
