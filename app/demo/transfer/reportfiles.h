// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace qwats::demo {

/// A file that a report carries, at a step or at the report itself.
struct ReportFile
{
    QString id;
    QString stepGuid; ///< `tsGuid` of its step; empty: it belongs to the report or the step has none
    QString name;
    QByteArray contentType;
    QByteArray data;
};

/// All files of a WSJF report, in the order of its steps, those of the report itself last.
std::vector<ReportFile> filesOf(const QJsonObject &report);

/// Gives every file without one an `attachmentId` that follows from the id of the report. @p report has an `id`.
void nameFiles(QJsonObject *report);

/// How much of a report to answer with.
struct ReportDetail
{
    static constexpr int all = 7;
    /// 0: the header; 1: also misc infos, sub-units and assets; 2: also the step tree; 3: also texts, times and errors
    /// of steps; 4: also measurements; 5: also charts; 6: also files; 7: also additional data.
    int level = all;
    bool charts = true; ///< false: charts without their series
    bool files = true; ///< false: files without their data
};

/// The report cut down to @p detail, in the spelling of a server: loops have `idx` and `num`, texts of charts are never
/// null.
QJsonObject shapedReport(QJsonObject report, const ReportDetail &detail);

} // namespace qwats::demo
