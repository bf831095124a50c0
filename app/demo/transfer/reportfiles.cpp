// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/transfer/reportfiles.h"
#include "app/demo/world/eachof.h"

#include <QJsonArray>
#include <QUuid>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

enum Level { Lists = 1, Tree = 2, Texts = 3, Measurements = 4, Charts = 5, Files = 6, Additions = 7 };

void appendFile(const QJsonValue &value, const QString &stepGuid, std::vector<ReportFile> *files)
{
    const QJsonObject file = value.toObject();
    if (file.isEmpty())
        return;
    files->push_back({file.value(u"attachmentId"_s).toString(), stepGuid, file.value(u"name"_s).toString(),
                      file.value(u"contentType"_s).toString(u"application/octet-stream"_s).toLatin1(),
                      QByteArray::fromBase64(file.value(u"data"_s).toString().toLatin1())});
}

void appendStepFiles(const QJsonObject &step, std::vector<ReportFile> *files)
{
    const QString guid = step.value(u"tsGuid"_s).toString();
    appendFile(step.value(u"attachment"_s), guid, files);
    for (const QJsonValue &file : eachOf(step.value(u"attachments"_s).toArray()))
        appendFile(file, guid, files);
    for (const QJsonValue &child : eachOf(step.value(u"steps"_s).toArray()))
        appendStepFiles(child.toObject(), files);
}

/// Applies @p change to the object or to each object of the array at @p key, if there is one.
template <typename Change> void changeMembers(QJsonObject *object, const QString &key, Change change)
{
    const QJsonValue value = object->value(key);
    if (value.isObject()) {
        QJsonObject member = value.toObject();
        change(&member);
        object->insert(key, member);
    } else if (value.isArray()) {
        QJsonArray members;
        for (const QJsonValue &entry : eachOf(value.toArray())) {
            QJsonObject member = entry.toObject();
            if (entry.isObject())
                change(&member);
            members.append(entry.isObject() ? QJsonValue(member) : entry);
        }
        object->insert(key, members);
    }
}

struct FileNamer
{
    QUuid report;
    int next = 1;

    void operator()(QJsonObject *file)
    {
        if (file->value(u"attachmentId"_s).toString().isEmpty())
            file->insert(u"attachmentId"_s,
                         QUuid::createUuidV5(report, u"file %1"_s.arg(next)).toString(QUuid::WithoutBraces));
        ++next;
    }
};

void nameStepFiles(QJsonObject *step, FileNamer *namer)
{
    changeMembers(step, u"attachment"_s, [&](QJsonObject *file) { (*namer)(file); });
    changeMembers(step, u"attachments"_s, [&](QJsonObject *file) { (*namer)(file); });
    changeMembers(step, u"steps"_s, [&](QJsonObject *child) { nameStepFiles(child, namer); });
}

void removeAll(QJsonObject *object, const QStringList &keys)
{
    for (const QString &key : keys)
        object->remove(key);
}

void shapeLoop(QJsonObject *loop)
{
    const std::pair<QString, QString> names[]{{u"i"_s, u"idx"_s}, {u"n"_s, u"num"_s}};
    for (const auto &[brief, full] : names) {
        if (loop->contains(brief) && !loop->contains(full))
            loop->insert(full, loop->value(brief));
    }
}

void shapeChart(QJsonObject *chart, bool series)
{
    for (const QString &key : {u"label"_s, u"xLabel"_s, u"xUnit"_s, u"yLabel"_s, u"yUnit"_s}) {
        if (chart->value(key).isNull())
            chart->insert(key, QString());
    }
    if (!series)
        chart->insert(u"series"_s, QJsonArray());
}

void shapeStep(QJsonObject *step, const ReportDetail &detail)
{
    if (detail.level < Additions)
        step->remove(u"additionalResults"_s);
    if (detail.level < Files)
        removeAll(step, {u"attachment"_s, u"attachments"_s});
    if (detail.level < Charts)
        step->remove(u"chart"_s);
    if (detail.level < Measurements)
        removeAll(step, {u"numericMeas"_s, u"stringMeas"_s, u"booleanMeas"_s});
    if (detail.level < Texts)
        removeAll(step,
                  {u"reportText"_s, u"start"_s, u"totTime"_s, u"totTimeFormat"_s, u"errorCode"_s, u"errorCodeFormat"_s,
                   u"errorMessage"_s, u"messagePopup"_s, u"callExe"_s});
    changeMembers(step, u"loop"_s, shapeLoop);
    changeMembers(step, u"chart"_s, [&](QJsonObject *chart) { shapeChart(chart, detail.charts); });
    if (!detail.files) {
        for (const QString &key : {u"attachment"_s, u"attachments"_s})
            changeMembers(step, key, [](QJsonObject *file) { file->remove(u"data"_s); });
    }
    changeMembers(step, u"steps"_s, [&](QJsonObject *child) { shapeStep(child, detail); });
}

} // namespace

std::vector<ReportFile> filesOf(const QJsonObject &report)
{
    std::vector<ReportFile> files;
    appendStepFiles(report.value(u"root"_s).toObject(), &files);
    for (const QString &key : {u"binaryData"_s, u"attachments"_s}) {
        for (const QJsonValue &file : eachOf(report.value(key).toArray()))
            appendFile(file, {}, &files);
    }
    return files;
}

void nameFiles(QJsonObject *report)
{
    FileNamer namer{QUuid::fromString(report->value(u"id"_s).toString())};
    changeMembers(report, u"root"_s, [&](QJsonObject *root) { nameStepFiles(root, &namer); });
    for (const QString &key : {u"binaryData"_s, u"attachments"_s})
        changeMembers(report, key, [&](QJsonObject *file) { namer(file); });
}

QJsonObject shapedReport(QJsonObject report, const ReportDetail &detail)
{
    if (detail.level < Additions)
        report.remove(u"additionalData"_s);
    if (detail.level < Files)
        removeAll(&report, {u"binaryData"_s, u"attachments"_s});
    if (detail.level < Tree)
        report.remove(u"root"_s);
    if (detail.level < Lists)
        removeAll(&report, {u"miscInfos"_s, u"subUnits"_s, u"assets"_s, u"assetStats"_s});
    changeMembers(&report, u"root"_s, [&](QJsonObject *root) { shapeStep(root, detail); });
    if (!detail.files) {
        for (const QString &key : {u"binaryData"_s, u"attachments"_s})
            changeMembers(&report, key, [](QJsonObject *file) { file->remove(u"data"_s); });
    }
    for (const QString &key : {u"uut"_s, u"uur"_s})
        changeMembers(&report, key, [](QJsonObject *part) {
            if (part->value(u"user"_s).isNull())
                part->insert(u"user"_s, QString());
        });
    return report;
}

} // namespace qwats::demo
