// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/controller.h"
#include "app/qwats/tour.h"
#include "ui/delegates/denselistview.h"
#include "ui/overview/overviewcard.h"
#include "ui/overview/overviewpage.h"
#include "ui/shell/alerts.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/palettesearch.h"
#include "ui/shell/recentplaces.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/topbar.h"

#include <QTest>

namespace qwats {

using namespace ui;

/// The first page: as it opens, and when all of it is there.
void Tour::overviewPage()
{
    openPage(1);
    auto *page = static_cast<OverviewPage *>(m_controller.window()->page(QStringLiteral("overview")));
    picture(QStringLiteral("overview"), QStringLiteral("opening"));
    (void)waitFor(QStringLiteral("what needs care is listed"),
                  [page] { return page->care()->model()->rowCount() > 0; });
    (void)waitFor(QStringLiteral("the newest failures are listed"),
                  [page] { return page->failures()->model()->rowCount() > 0; });
    (void)waitFor(QStringLiteral("the yield of today has an age"),
                  [page] { return page->card(OverviewPage::Yield)->age()->state().asOfMs > 0; });
    picture(QStringLiteral("overview"), QStringLiteral("full"));
}

/// A server on which nothing happened yet: every card says so.
void Tour::overviewEmpty()
{
    QString problem;
    const auto server = demo::DemoServer::start({.products = 1, .assets = 0, .reports = 0}, &problem);
    check(QStringLiteral("a server without assets and reports starts"), server != nullptr);
    if (!server)
        return;
    Profile profile;
    profile.id = QStringLiteral("tour-empty");
    profile.name = QStringLiteral("Empty");
    profile.url = QUrl(server->url());
    profile.proxy = Profile::Proxy::None;
    Session session(profile, server->token().toLatin1(), {});
    RecentPlaces recent(profile.id, nullptr);
    OverviewPage page(session, recent);
    page.resize(1196, 728);
    page.show();
    page.setShown(true);
    (void)waitFor(QStringLiteral("every card says that there is nothing yet"), [&page] {
        return !page.card(OverviewPage::Care)->showsContent() && !page.card(OverviewPage::Yield)->showsContent()
            && page.card(OverviewPage::Yield)->age()->state().asOfMs > 0
            && page.card(OverviewPage::Care)->age()->state().asOfMs > 0;
    });
    ++m_number;
    for (const auto &[choice, name] : {std::pair(ThemeChoice::Light, QStringLiteral("light")),
                                       std::pair(ThemeChoice::Dark, QStringLiteral("dark"))}) {
        m_controller.theme().setChoice(choice);
        QTest::qWait(30);
        grab(&page, QStringLiteral("overview"), QStringLiteral("empty"), name);
    }
    m_controller.theme().setChoice(ThemeChoice::Light);
    m_checks.clear();
}

/// Search by keys alone: what is known at once, what the server adds.
void Tour::palette()
{
    auto *window = m_controller.window();
    activate();
    QTest::keyClick(window, Qt::Key_K, Qt::ControlModifier);
    check(QStringLiteral("Ctrl+K opens the search with pages and actions"), window->commands()->count() > 10);
    picture(QStringLiteral("search"), QStringLiteral("open"));
    QTest::keyClicks(window->topBar()->search(), QStringLiteral("CB"));
    check(QStringLiteral("what is known stands at once"), window->commands()->count() > 0);
    (void)waitFor(QStringLiteral("the server answers the search"), [window] { return !window->search()->isAsking(); });
    check(QStringLiteral("the first match is selected"), window->commands()->current() == 0);
    picture(QStringLiteral("search"), QStringLiteral("palette"));
    QTest::keyClick(window->topBar()->search(), Qt::Key_Escape);
}

void Tour::alertsAndKeys()
{
    auto *window = m_controller.window();
    auto *bell = window->topBar()->findChild<AlertButton *>();
    QTest::mouseClick(bell, Qt::LeftButton);
    check(QStringLiteral("the bell opens what went by"),
          window->alertsPanel()->isVisible() && window->alerts()->rowCount() > 0);
    picture(QStringLiteral("alerts"), QStringLiteral("open"));
    QTest::keyClick(window->alertsPanel()->list(), Qt::Key_Escape);
    activate();
    QTest::keyClick(window, Qt::Key_F1);
    auto *sheet = window->findChild<ShortcutSheet *>();
    check(QStringLiteral("F1 shows the keys"), sheet && sheet->entries().size() > 20);
    picture(QStringLiteral("keys"), QStringLiteral("sheet"));
    if (sheet)
        QTest::keyClick(sheet, Qt::Key_Escape);
    QTest::qWait(20);
}

/// In a wide window, and in the smallest ones: 200 % on 1920 x 1080 and on 1280 x 800.
void Tour::overviewSmall()
{
    openPage(1);
    resize({1920, 1080});
    picture(QStringLiteral("overview"), QStringLiteral("wide"));
    resize({960, 540});
    picture(QStringLiteral("overview"), QStringLiteral("small"));
    resize({640, 400});
    picture(QStringLiteral("overview"), QStringLiteral("smallest"));
    resize({1280, 800});
}

} // namespace qwats
