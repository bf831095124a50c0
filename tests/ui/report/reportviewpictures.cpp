// SPDX-License-Identifier: GPL-3.0-or-later
// The view of one report as pictures in both themes: QWATS_PICTURES=<folder> qwats_report_view_pictures
#include "app/demo/demoserver.h"
#include "core/session/session.h"
#include "tests/demo/rawclient.h"
#include "tests/ui/report/wholereports.h"
#include "ui/delegates/densetreeview.h"
#include "ui/report/comparetray.h"
#include "ui/report/comparisonview.h"
#include "ui/report/reportlist.h"
#include "ui/report/reportsheets.h"
#include "ui/report/reportspage.h"
#include "ui/report/reportview.h"
#include "ui/report/stepspanel.h"
#include "ui/report/steptreemodel.h"
#include "ui/report/transferbar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filterfield.h"

#include <QApplication>
#include <QDir>
#include <QTest>

using namespace qwats;
using namespace qwats::test;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int LongestWait = 30'000;

struct Picture
{
    QString folder;
    ThemeManager &theme;
    ReportsPage &page;

    void take(const QString &name) const
    {
        for (const auto &[choice, word] :
             {std::pair(ThemeChoice::Light, u"light"_s), std::pair(ThemeChoice::Dark, u"dark"_s)}) {
            theme.setChoice(choice);
            QTest::qWait(60);
            page.grab().save(folder + u"/%1-%2x%3-%4.png"_s.arg(name).arg(page.width()).arg(page.height()).arg(word));
        }
        theme.setChoice(ThemeChoice::Light);
    }
};

void open(ReportsPage &page, const QString &id)
{
    page.go({u"reports"_s, id, {}});
    (void)QTest::qWaitFor([&] { return page.view()->shownReport() == id && page.view()->model()->stepCount() > 0; },
                          3000);
    QTest::qWait(300);
}

void testPictures(const Picture &picture, const QString &failedId)
{
    ReportsPage &page = picture.page;
    open(page, failedId);
    picture.take(u"failed"_s);
    page.view()->stepsPanel()->find()->setText(u"rail"_s);
    picture.take(u"find"_s);
    page.view()->stepsPanel()->find()->clear();
    open(page, TestId);
    (void)page.view()->stepsPanel()->selectStep(4);
    picture.take(u"measurements"_s);
    (void)page.view()->stepsPanel()->selectStep(5);
    picture.take(u"chart"_s);
    page.view()->sheets()->open(ReportSheets::Files);
    QTest::qWait(200);
    picture.take(u"files"_s);
    page.view()->sheets()->open(ReportSheets::Head);
    picture.take(u"facts"_s);
    page.view()->transferBar()->finish(StatusKind::Ok, u"Certificate (PDF) is saved, 48 kB"_s,
                                       u"/home/anna/Downloads/DB-000123 2026-03-04 6f1c2a34.pdf"_s);
    page.go({u"reports"_s, RepairId, {}});
    QTest::qWait(400);
    picture.take(u"repair"_s);
    page.view()->transferBar()->close();
}

void comparePictures(const Picture &picture)
{
    ReportsPage &page = picture.page;
    page.view()->tray()->toggle({TestId, u"DB-000123"_s, u"4 Mar 09:15"_s}, ReportKind::Test);
    page.view()->tray()->toggle({SecondTestId, u"DB-000123"_s, u"4 Mar 09:15"_s}, ReportKind::Test);
    page.go({u"reports"_s, u"compare:%1,%2"_s.arg(TestId, SecondTestId), {}});
    (void)QTest::qWaitFor([&] { return page.view()->comparison()->model()->reportCount() == 2; }, 3000);
    picture.take(u"compare"_s);
    page.view()->tray()->clear();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QString folder = qEnvironmentVariable("QWATS_PICTURES");
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return 2;
    QString error;
    const auto server = demo::DemoServer::start({.products = 10, .assets = 60, .reports = 1000}, &error);
    if (!server)
        return 1;
    demo::test::RawClient raw(server->port(), server->token());
    for (const QJsonObject &report :
         {wholeTest(TestId, 11.2, 11.5), wholeTest(SecondTestId, 11.7, 11.6), wholeRepair()})
        raw.send("POST", "/api/Report/WSJF", QJsonDocument(report).toJson());
    Profile profile;
    profile.id = profile.name = u"demo"_s;
    profile.url = QUrl(server->url());
    profile.proxy = Profile::Proxy::None;
    SessionOptions options;
    options.watchServer = false;
    Session session(profile, server->token().toLatin1(), options);
    ThemeManager theme;
    ReportsPage page(session);
    page.resize(1196, 728);
    page.show();
    page.setShown(true);
    (void)QTest::qWaitFor([&] { return page.model()->reportAt(0) != nullptr; }, LongestWait);
    const auto failed = raw.get("/api/Report/Query/Header?reportType=U&$filter=result%20eq%20'Failed'&$top=1").array();
    const QString failedId = failed.at(0)[u"uuid"_s].toString();
    const QStringList sizes = qEnvironmentVariable("QWATS_SIZES", u"1196x728,1744x1008"_s).split(u',');
    for (const QString &size : sizes) {
        page.resize(size.section(u'x', 0, 0).toInt(), size.section(u'x', 1, 1).toInt());
        const Picture picture{folder, theme, page};
        testPictures(picture, failedId);
        comparePictures(picture);
    }
    return 0;
}
