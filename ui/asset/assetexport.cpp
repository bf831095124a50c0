// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"
#include "ui/asset/assetspage.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"

/// What the assets page gives out: the rows behind its filters.
namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

QVariant countCell(const std::optional<qint64> &count)
{
    return count ? QVariant(*count) : QVariant();
}

ExportRow assetRow(const Asset &asset, const AssetHealth &health, const AssetType *type)
{
    return {statusLook(statusOf(health.level), lightTokens()).word,
            healthSentence(health),
            asset.serialNumber,
            asset.name,
            type ? type->name : asset.typeId,
            asset.location,
            countCell(asset.runningCount),
            countCell(asset.totalCount),
            exportTime(asset.lastCalibration),
            exportTime(asset.nextCalibration),
            exportTime(asset.lastMaintenance),
            exportTime(asset.nextMaintenance),
            exportTime(asset.lastSeen),
            assetStateName(asset.state),
            asset.partNumber,
            asset.revision,
            asset.parentSerialNumber,
            asset.id};
}

} // namespace

std::optional<ExportSource> AssetsPage::exportSource()
{
    if (m_model->rowCount() == 0)
        return {};
    ExportSource source;
    source.title = tr("Assets");
    source.fileName = u"assets"_s;
    source.info = m_list.info();
    if (!m_filter->text().isEmpty())
        source.facts << tr("Filter: %1").arg(m_filter->text());
    for (const ChipBar *chips : {m_levels, m_kinds}) {
        const QString chosen = chips->chosen().value(0);
        for (const Chip &chip : chips->chips()) {
            if (chip.id == chosen && chip.id != u"all")
                source.facts << u"%1: %2"_s.arg(chips->accessibleName(), chip.word);
        }
    }
    if (!m_list.isComplete())
        source.facts << tr("Only the rows that were loaded.");
    source.columns = {{tr("State")},
                      {tr("Cause")},
                      {tr("Serial")},
                      {tr("Name")},
                      {tr("Type")},
                      {tr("Location")},
                      {tr("Running count"), true},
                      {tr("Total count"), true},
                      {tr("Last calibration"), false, false},
                      {tr("Next calibration")},
                      {tr("Last maintenance"), false, false},
                      {tr("Next maintenance")},
                      {tr("Last seen"), false, false},
                      {tr("In operation or not"), false, false},
                      {tr("Part"), false, false},
                      {tr("Revision"), false, false},
                      {tr("Parent"), false, false},
                      {tr("Id"), false, false}};
    QList<ExportRow> rows;
    rows.reserve(m_model->rowCount());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const Asset *asset = m_model->assetAt(row);
        const AssetHealth *health = m_model->healthAt(row);
        if (asset && health)
            rows << assetRow(*asset, *health, m_model->typeOf(*asset));
    }
    source.rows = std::make_shared<ReadyRows>(std::move(rows));
    return source;
}

} // namespace qwats::ui
