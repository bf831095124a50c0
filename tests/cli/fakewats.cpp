// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/fakewats.h"

namespace qwats::test {
namespace {

using Reply = ScriptedServer::Reply;

const QByteArray asset
    = R"({"serialNumber":"FX 1","assetId":"a-1","assetName":"Fixture\u001b[31m one","location":"Hall 2",
 "state":1,"totalCount":1200,"runningCount":200,"nextCalibrationDate":"2026-03-04T08:15:30Z"})";
const QByteArray report = R"({"type":"T","id":"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01","pn":"PN-1","sn":"SN-7","rev":"B",
 "processCode":10,"processName":"SW Debug","result":"F","machineName":"ST-01","location":"Hall 2","purpose":"Production",
 "start":"2026-03-04T09:15:30.250+01:00","uut":{"user":"anna","execTime":42.5},
 "root":{"id":1,"group":"M","stepType":"SequenceCall","name":"Main","status":"F","steps":[
  {"id":2,"group":"M","stepType":"ET_NLT","name":"Rail 12V","status":"F","numericMeas":[
   {"compOp":"GELE","status":"F","unit":"V","value":11.2,"lowLimit":11.5,"highLimit":12.5}]},
  {"id":3,"group":"M","stepType":"ET_NLT","name":"Broken probe","status":"E","numericMeas":[
   {"compOp":"LOG","status":"E","unit":"V","value":NaN}]}]}})";
const QByteArray headers = R"([{"uuid":"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01","serialNumber":"SN-7","partNumber":"PN-1",
 "revision":"B","reportType":"T","stationName":"ST-01","processCode":10,"processName":"SW Debug","result":"Failed",
 "startUtc":"2026-03-04T08:15:30.25Z","causedUutFailure":"Rail 12V"}])";
const QByteArray products = R"([{"partNumber":"PN-1","name":"Board","category":"Boards","nonSerial":false,"state":1},
 {"partNumber":"PN-22","name":"Power supply","category":"Power","nonSerial":false,"state":0}])";

QByteArray product(int version)
{
    return R"({"partNumber":"PN-1","name":"Board","description":"version )" + QByteArray::number(version)
        + R"(","state":1,"nonSerial":false,"revisions":[{"revision":"A","state":1,"tags":[]}],"tags":[]})";
}

} // namespace

FakeWats::FakeWats()
    : m_server([this](const ScriptedServer::Request &request) { return replyTo(request); })
{
}

int FakeWats::asked(const QByteArray &target) const
{
    int count = 0;
    for (const auto &request : m_server.requests())
        count += request.method == "GET" && request.target == target ? 1 : 0;
    return count;
}

void FakeWats::answer(const QByteArray &path, const Reply &reply)
{
    m_fixed.insert(path, reply);
}

Reply FakeWats::replyTo(const ScriptedServer::Request &request)
{
    const QByteArray path = request.target.split('?').constFirst();
    if (const auto fixed = m_fixed.constFind(path); fixed != m_fixed.cend())
        return *fixed;
    if (const auto fixed = m_fixed.constFind(QByteArray()); fixed != m_fixed.cend())
        return *fixed;
    if (request.method != "GET") {
        m_productVersion += path == "/api/Product" ? 1 : 0;
        return ScriptedServer::ok("{}");
    }
    const QHash<QByteArray, QByteArray> bodies{
        {"/api/App/Version", "\"25.3.0\""},
        {"/api/Asset", '[' + asset + ']'},
        {"/api/Asset/a-1", asset},
        {"/api/Asset/Status", R"({"alarmState":0,"message":"OK"})"},
        {"/api/Asset/FX%201", asset},
        {"/api/Product/Query", products},
        {"/api/Product/PN-1", product(m_productVersion)},
        {"/api/Report/Query/Header", headers},
        {"/api/Report/Wsjf/6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01", report},
    };
    const auto body = bodies.constFind(path);
    return body == bodies.cend() ? ScriptedServer::status(404, R"({"Message":"Not here"})") : ScriptedServer::ok(*body);
}

} // namespace qwats::test
