// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// Reports as a station sends them, for a server to store.
namespace qwats::test {

inline const QString TestId = QStringLiteral("6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01");
inline const QString SecondTestId = QStringLiteral("6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e02");
inline const QString RepairId = QStringLiteral("0b5d7c1e-88a2-4e1d-9b7e-2f6a1c9d4402");

/// A picture of two by two pixels.
inline QByteArray smallPng()
{
    return QByteArray::fromBase64(
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==");
}

/// Binary, with every byte value.
inline QByteArray everyByte()
{
    QByteArray bytes;
    for (int i = 0; i < 2000; ++i)
        bytes += char(i % 256);
    return bytes;
}

/// A test with a chart step, files, sub-units, assets, misc infos and additional data; load current and a limit of
/// `12V` are as given.
inline QJsonObject wholeTest(const QString &id, double load, double lowLimit)
{
    QJsonObject json = QJsonDocument::fromJson(R"({
 "type": "T", "pn": "DEMO-BOARD", "sn": "DB-000123", "rev": "B", "processCode": 50, "result": "F",
 "machineName": "ST-01", "location": "Hall 2", "purpose": "Production", "start": "2026-03-04T09:15:30.250+01:00",
 "uut": {"user": "anna", "execTime": 42.5, "testSocketIndex": 1, "comment": "evening shift", "errorCode": 12,
         "errorMessage": "rail low", "stepIdCausedUUTFailure": 4, "batchSN": "LOT-9"},
 "miscInfos": [{"description": "Firmware", "text": "1.4.2"}],
 "subUnits": [{"partType": "PCBA", "pn": "PSU-12", "rev": "A", "sn": "PS-77", "position": 0}],
 "assets": [{"sn": "DMM-01", "usageCount": 1}],
 "additionalData": [{"name": "Env", "props": [{"name": "TempC", "type": "Number", "value": "23.5"}]}],
 "root": {"id": 1, "group": "M", "stepType": "SequenceCall", "name": "MainSequence", "status": "F", "totTime": 42.5,
  "seqCall": {"path": "C:/seq/demo.seq", "name": "demo.seq", "version": "2.0.1"}, "steps": [
   {"id": 2, "group": "M", "stepType": "SequenceCall", "name": "Rails", "status": "F",
    "seqCall": {"path": "C:/seq/demo.seq", "name": "Rails", "version": "2.0.1"}, "steps": [
     {"id": 3, "group": "M", "stepType": "ET_NLT", "name": "3V3", "status": "P", "numericMeas":
       [{"compOp": "GELE", "status": "P", "unit": "V", "value": 3.31, "lowLimit": 3.2, "highLimit": 3.4}]},
     {"id": 4, "group": "M", "stepType": "ET_MNLT", "name": "12V", "status": "F", "causedUUTFailure": true,
      "errorMessage": "rail low", "numericMeas": []}]},
   {"id": 5, "group": "M", "stepType": "Chart", "name": "Load curve", "status": "P", "chart":
     {"chartType": "Line", "label": "Load", "xLabel": "t", "xUnit": "s", "yLabel": "I", "yUnit": "A", "series": [
       {"dataType": "XYG", "name": "I", "xdata": "0;1;2;3;4;5", "ydata": "1.4;1.5;NaN;1.6;1.8;1.7"},
       {"dataType": "XYG", "name": "Without x", "ydata": "1.1;1.2;1.3;1.25;1.2;1.15"}]}},
   {"id": 6, "group": "M", "stepType": "ET_PFT", "name": "LED", "status": "P", "booleanMeas": [{"status": "P"}]},
   {"id": 7, "group": "M", "stepType": "ACME_Probe", "name": "Probe", "status": "D", "needle": {"force": 1.5, "id": 9},
    "vendor": "Acme", "tsGuid": "ID#:1", "calibrated": true}]}})")
                           .object();
    json[QLatin1StringView("id")] = id;
    QJsonObject root = json[QLatin1StringView("root")].toObject();
    QJsonArray steps = root[QLatin1StringView("steps")].toArray();
    QJsonObject rails = steps[0].toObject();
    QJsonArray below = rails[QLatin1StringView("steps")].toArray();
    QJsonObject multiple = below[1].toObject();
    const auto measurement = [](const char *name, double value, double low, const char *status) {
        return QJsonObject{
            {QStringLiteral("name"), QLatin1StringView(name)}, {QStringLiteral("value"), value},
            {QStringLiteral("compOp"), QStringLiteral("GE")},  {QStringLiteral("lowLimit"), low},
            {QStringLiteral("unit"), QStringLiteral("V")},     {QStringLiteral("status"), QLatin1StringView(status)}};
    };
    multiple[QLatin1StringView("numericMeas")]
        = QJsonArray{measurement("idle", 12, 11.5, "P"), measurement("load", load, lowLimit, "F")};
    below[1] = multiple;
    rails[QLatin1StringView("steps")] = below;
    steps[0] = rails;
    QJsonObject led = steps[2].toObject();
    led[QLatin1StringView("attachment")]
        = QJsonObject{{QStringLiteral("name"), QStringLiteral("C:\\temp\\log\u202Etxt.bin")},
                      {QStringLiteral("contentType"), QStringLiteral("application/octet-stream")},
                      {QStringLiteral("data"), QString::fromLatin1(everyByte().toBase64())}};
    steps[2] = led;
    root[QLatin1StringView("steps")] = steps;
    json[QLatin1StringView("root")] = root;
    json[QLatin1StringView("binaryData")]
        = QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("photo.png")},
                                 {QStringLiteral("contentType"), QStringLiteral("image/png")},
                                 {QStringLiteral("data"), QString::fromLatin1(smallPng().toBase64())}}};
    return json;
}

/// A repair of the first test: the failure names its step 4; a sub-unit was replaced.
inline QJsonObject wholeRepair()
{
    QJsonObject json = QJsonDocument::fromJson(R"({
 "type": "R", "pn": "DEMO-BOARD", "sn": "DB-000123", "rev": "B", "processCode": 500, "result": "P",
 "machineName": "REP-01", "location": "Hall 2", "purpose": "Repair", "start": "2026-03-04T11:00:00+01:00",
 "uur": {"user": "ole", "comment": "swapped", "execTime": 600, "processCode": 50, "active": true,
         "confirmDate": "2026-03-04T10:10:00Z", "finalizeDate": "2026-03-04T10:12:00Z"},
 "miscInfos": [], "binaryData": [],
 "subUnits": [
  {"idx": 0, "pn": "DEMO-BOARD", "rev": "B", "sn": "DB-000123", "partType": "Main", "failures": [
    {"category": "Component", "code": "Defect", "comment": "regulator dead", "comRef": "U4", "funcBlock": "Power",
     "refStepId": 4, "artNumber": "REG-12", "artRev": "2", "artVendor": "Acme", "artDescription": "12 V regulator"}]},
  {"idx": 1, "parentIdx": 0, "partType": "PCBA", "pn": "PSU-12", "rev": "A", "sn": "PS-77"},
  {"idx": 2, "parentIdx": 0, "replacedIdx": 1, "partType": "PCBA", "pn": "PSU-12", "rev": "A", "sn": "PS-91"}]})")
                           .object();
    json[QLatin1StringView("id")] = RepairId;
    QJsonObject uur = json[QLatin1StringView("uur")].toObject();
    uur[QLatin1StringView("refUUT")] = TestId;
    json[QLatin1StringView("uur")] = uur;
    return json;
}

} // namespace qwats::test
