// SPDX-License-Identifier: GPL-3.0-or-later
// The list of reports in its states, in both themes: QWATS_PICTURES=<folder> qwats_report_pictures
#include "app/demo/demoserver.h"
#include "core/session/session.h"
#include "ui/charts/trendplot.h"
#include "ui/delegates/densetableview.h"
#include "ui/report/measurementview.h"
#include "ui/report/reportfilterbar.h"
#include "ui/report/reportlist.h"
#include "ui/report/reportspage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

QString folder;
ThemeManager *theme = nullptr;

void write(QWidget *page, const QString &name)
{
    for (const auto &[choice, word] : {std::pair(ThemeChoice::Light, u"light"_s), {ThemeChoice::Dark, u"dark"_s}}) {
        theme->setChoice(choice);
        QTest::qWait(80);
        QPixmap picture = page->grab();
        if (QWidget *popup = QApplication::activePopupWidget()) {
            QPainter painter(&picture);
            painter.drawPixmap(page->mapFromGlobal(popup->pos()), popup->grab());
        }
        picture.save(folder + u"/%1-%2x%3-%4.png"_s.arg(name).arg(page->width()).arg(page->height()).arg(word));
    }
}

void settle(ReportsPage &page)
{
    (void)QTest::qWaitFor([&] { return !page.list()->list().isLoading(); }, 20'000);
    QTest::qWait(150);
}

void listStates(ReportsPage &page)
{
    ReportList *list = page.list();
    settle(page);
    list->table()->setFocus();
    list->table()->setCurrentIndex(list->model()->index(3, 0));
    write(&page, u"list"_s);
    ReportCriteria criteria;
    criteria.period = {ReportPeriod::Kind::Last7Days};
    criteria.setValue(u"part"_s, u"6%"_s);
    list->filters()->setCriteria(criteria);
    list->filters()->chips()->press(2);
    settle(page);
    write(&page, u"filtered"_s);
    for (const auto &field : ReportCriteria::fields())
        criteria.setValue(field.id, field.editor == ReportCriteria::Editor::Text ? u"A%"_s : u"50"_s);
    list->setState(criteria.toMap());
    settle(page);
    QTest::qWait(400);
    write(&page, u"everyfilter"_s);
    list->filters()->clearAll();
    settle(page);
}

void popups(ReportsPage &page)
{
    ReportList *list = page.list();
    list->filters()->edit(u"serial"_s, u"C"_s);
    QTest::qWait(400);
    write(&page, u"edit"_s);
    QApplication::activePopupWidget()->close();
    QTest::mouseClick(list->savedButton(), Qt::LeftButton);
    qobject_cast<SavedFiltersPopup *>(QApplication::activePopupWidget())->saveCurrent();
    write(&page, u"saved"_s);
    QApplication::activePopupWidget()->close();
    QTest::mouseClick(list->columnsButton(), Qt::LeftButton);
    write(&page, u"columns"_s);
    QApplication::activePopupWidget()->close();
    list->filters()->clearAll();
    settle(page);
}

/// The measurement that a failed report stopped at.
void measurement(ReportsPage &page)
{
    ReportCriteria criteria;
    criteria.results = {ReportResult::Failed};
    criteria.setValue(u"part"_s, u"610-2110"_s);
    page.list()->setState(criteria.toMap());
    settle(page);
    const ReportHeader *failed = page.model()->reportAt(0);
    if (!failed)
        return;
    page.go({u"reports"_s,
             {},
             {{u"measurement"_s,
               QVariantMap{{u"partNumber"_s, failed->partNumber},
                           {u"process"_s, failed->processName},
                           {u"path"_s, failed->failedStepPath}}}}});
    (void)QTest::qWaitFor([&] { return !page.measurement()->plot()->points().empty(); }, 20'000);
    if (!page.measurement()->plot()->points().empty())
        page.measurement()->plot()->setMarked(page.measurement()->plot()->points().size() / 2);
    write(&page, u"measurement"_s);
    page.go({u"reports"_s, {}, {{u"measurement"_s, QVariantMap()}}});
    write(&page, u"measurementform"_s);
    page.escape();
    page.list()->filters()->clearAll();
    settle(page);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"qwats-test"_s);
    QCoreApplication::setApplicationName(u"qwats-report-pictures"_s);
    folder = qEnvironmentVariable("QWATS_PICTURES", u"."_s);
    QDir().mkpath(folder);
    ThemeManager manager;
    theme = &manager;
    QString error;
    auto server = demo::DemoServer::start({.livePerMinute = 60}, &error);
    if (!server)
        return 1;
    Profile profile;
    profile.id = profile.name = u"pictures"_s;
    profile.url = QUrl(server->url());
    profile.proxy = Profile::Proxy::None;
    SessionOptions options;
    options.watchServer = false;
    Session session(profile, server->token().toLatin1(), options);
    for (const QSize size : {QSize(1196, 728), QSize(1744, 1008), QSize(592, 328)}) {
        ReportsPage page(session);
        page.resize(size);
        page.show();
        page.setShown(true);
        listStates(page);
        measurement(page);
        if (size.width() == 1196) {
            popups(page);
            page.list()->newReports().check();
            QTest::qWait(1500);
            page.list()->newReports().check();
            QTest::qWait(500);
            write(&page, u"new"_s);
        }
    }
    server->stop();
    ReportsPage page(session);
    page.resize(1196, 728);
    page.show();
    page.setShown(true);
    page.list()->refresh();
    QTest::qWait(1500);
    write(&page, u"offline"_s);
    return 0;
}
