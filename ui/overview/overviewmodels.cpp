// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewmodels.h"

#include "ui/asset/assetsmodel.h"
#include "ui/report/reportsmodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/words.h"

#include <QHash>

#include <algorithm>

namespace qwats::ui {
namespace {

struct Care
{
    AssetHealth::Cause cause = AssetHealth::Cause::None;
    HealthGauge gauge;
    bool isDate = false;
};

Care careOf(const AssetHealth &health)
{
    using Cause = AssetHealth::Cause;
    switch (health.cause) {
    case Cause::RunningCount: return {health.cause, health.runningCount, false};
    case Cause::TotalCount: return {health.cause, health.totalCount, false};
    case Cause::Calibration: return {health.cause, health.calibration, true};
    case Cause::Maintenance: return {health.cause, health.maintenance, true};
    case Cause::None: break;
    }
    const bool maintenanceFirst = health.maintenance.due.isValid()
        && (!health.calibration.due.isValid() || health.maintenance.due < health.calibration.due);
    return maintenanceFirst ? Care{Cause::Maintenance, health.maintenance, true}
                            : Care{Cause::Calibration, health.calibration, true};
}

bool dueSoon(const HealthGauge &gauge)
{
    return gauge.due.isValid() && gauge.value >= 0 && gauge.value <= CareModel::SoonDays;
}

} // namespace

QString causeWord(AssetHealth::Cause cause)
{
    using Cause = AssetHealth::Cause;
    switch (cause) {
    case Cause::RunningCount: return CareModel::tr("running count");
    case Cause::TotalCount: return CareModel::tr("total count");
    case Cause::Calibration: return CareModel::tr("calibration");
    case Cause::Maintenance: return CareModel::tr("maintenance");
    case Cause::None: break;
    }
    return words::none();
}

CareModel::CareModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void CareModel::setAssets(const AssetList &assets, const AssetTypeList *types, Timestamp now)
{
    QHash<QString, const AssetType *> byId;
    if (types) {
        for (const AssetType &type : *types)
            byId.insert(type.id, &type);
    }
    beginResetModel();
    m_rows.clear();
    m_counts = {};
    for (const Asset &asset : assets) {
        const AssetHealth health = assetHealth(asset, byId.value(asset.typeId), now);
        const bool soon
            = health.level != HealthLevel::Overdue && (dueSoon(health.calibration) || dueSoon(health.maintenance));
        m_counts.overdue += health.level == HealthLevel::Overdue;
        m_counts.alarm += health.level == HealthLevel::Alarm;
        m_counts.warning += health.level == HealthLevel::Warning;
        m_counts.soon += soon;
        if (health.level == HealthLevel::Ok && !soon)
            continue;
        ++m_counts.all;
        const Care care = careOf(health);
        Row row{asset, health, care.gauge, care.isDate};
        row.health.cause = care.cause;
        m_rows.push_back(std::move(row));
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) {
        if (a.health.level != b.health.level)
            return a.health.level > b.health.level;
        if (a.isDate && b.isDate)
            return a.gauge.value < b.gauge.value; // days left: the latest first
        return a.gauge.share > b.gauge.share;
    });
    if (m_rows.size() > MostRows)
        m_rows.resize(MostRows);
    endResetModel();
}

const CareModel::Row *CareModel::rowAt(int row) const
{
    return row >= 0 && size_t(row) < m_rows.size() ? &m_rows[size_t(row)] : nullptr;
}

std::vector<ColumnSpec> CareModel::columnSpecs()
{
    using Content = ColumnSpec::Content;
    const auto column = [](const char *id, const QString &sample, Content content, double stretch, int priority) {
        ColumnSpec spec{QLatin1StringView(id), {sample}, content, stretch, priority};
        spec.sortable = false;
        return spec;
    };
    return {column("state", QStringLiteral("Overdue"), Content::Status, 0, 0),
            column("serial", QStringLiteral("PB-0412-A1"), Content::Text, 0, 0),
            column("name", QStringLiteral("Control board FCT fixture"), Content::Text, 1, 2),
            column("location", QStringLiteral("Hall 2 · FCT-07"), Content::Text, 0, 3),
            column("cause", QStringLiteral("running count"), Content::Text, 0.2, 1),
            column("left", QStringLiteral("1 000 000"), Content::Usage, 0, 0)};
}

int CareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CareModel::data(const QModelIndex &index, int role) const
{
    const Row *row = rowAt(index.row());
    if (!row)
        return {};
    const auto text = [](const QString &value) { return value.isEmpty() ? words::none() : value; };
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case State: return statusLook(statusOf(row->health.level), Theme::tokens(Theme::kind())).word;
        case Serial: return row->asset.serialNumber;
        case Name: return text(row->asset.name);
        case Location: return text(row->asset.location);
        case Cause: return causeWord(row->health.cause);
        default: return {};
        }
    }
    if (role == StatusRole && index.column() == State)
        return status(statusOf(row->health.level));
    if (role == KeyRole && index.column() == Serial)
        return true;
    if (role == ColorTokenRole && index.column() == Serial)
        return ink(InkToken::Accent);
    if (role == MutedRole && (index.column() == Location || index.column() == Cause))
        return true;
    if (role == UsageRole && index.column() == Left) {
        Usage usage = usageOf(row->gauge, row->health, row->isDate);
        usage.status = statusOf(row->health.level);
        return QVariant::fromValue(usage);
    }
    return {};
}

QVariant CareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State: return tr("State");
    case Serial: return tr("Serial");
    case Name: return tr("Name");
    case Location: return tr("Location");
    case Cause: return tr("Cause");
    case Left: return tr("Against its limit");
    default: return {};
    }
}

FailuresModel::FailuresModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void FailuresModel::setReports(const std::shared_ptr<const ReportHeaderList> &reports, Timestamp now)
{
    m_now = now;
    if (m_reports == reports)
        return;
    beginResetModel();
    m_reports = reports;
    endResetModel();
}

const ReportHeader *FailuresModel::reportAt(int row) const
{
    return m_reports && row >= 0 && size_t(row) < m_reports->size() ? &(*m_reports)[size_t(row)] : nullptr;
}

int FailuresModel::countSince(Timestamp when) const
{
    if (!m_reports)
        return 0;
    return int(std::count_if(m_reports->begin(), m_reports->end(),
                             [when](const ReportHeader &report) { return report.start >= when; }));
}

std::vector<ColumnSpec> FailuresModel::columnSpecs()
{
    const auto column = [](const char *id, const QString &sample, double stretch, int priority) {
        ColumnSpec spec{QLatin1StringView(id), {sample}, ColumnSpec::Content::Text, stretch, priority};
        spec.sortable = false;
        return spec;
    };
    return {column("started", QStringLiteral("30 Sep 10:41 000"), 0, 0),
            column("serial", QStringLiteral("CB118342A"), 0, 0),
            column("part", QStringLiteral("610-2041-A"), 0, 2),
            column("process", QStringLiteral("End-of-line"), 0, 3),
            column("station", QStringLiteral("FCT-08"), 0, 4),
            column("failed", QStringLiteral("3V3 at 1.2 A"), 1, 1),
            column("run", QStringLiteral("10"), 0, 5)};
}

int FailuresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_reports ? 0 : int(m_reports->size());
}

int FailuresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FailuresModel::data(const QModelIndex &index, int role) const
{
    const ReportHeader *report = reportAt(index.row());
    if (!report)
        return {};
    const auto text = [](const QString &value) { return value.isEmpty() ? words::none() : value; };
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case Started: return report->start.isValid() ? words::time(report->start.ms(), m_now.ms()) : words::none();
        case Serial: return report->serialNumber;
        case Part: return text(report->partNumber);
        case Process: return text(report->processName);
        case Station: return text(report->stationName);
        case FailedAt: return text(report->failedStep.isEmpty() ? report->errorMessage : report->failedStep);
        case Run: return report->run > 0 ? words::count(report->run) : words::none();
        default: return {};
        }
    }
    if (role == Qt::TextAlignmentRole)
        return index.column() == Run ? alignNumber : alignText;
    if (role == KeyRole && index.column() == Serial)
        return true;
    if (role == ColorTokenRole && index.column() == Serial)
        return ink(InkToken::Accent);
    if (role == MutedRole && (index.column() == Station || index.column() == Process))
        return true;
    if (role == GlyphRole && index.column() == Started)
        return status(statusOf(report->result, report->kind));
    if (role == Qt::ToolTipRole && index.column() == Started && report->start.isValid())
        return words::utc(report->start.ms());
    return {};
}

QVariant FailuresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Run ? alignNumber : alignText;
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Started: return tr("Time");
    case Serial: return tr("Serial");
    case Part: return tr("Part");
    case Process: return tr("Process");
    case Station: return tr("Station");
    case FailedAt: return tr("Failed at");
    case Run: return tr("Run");
    default: return {};
    }
}

} // namespace qwats::ui
