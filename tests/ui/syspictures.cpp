// SPDX-License-Identifier: GPL-3.0-or-later
// Cache settings, connection and diagnostics as pictures in both themes: QWATS_PICTURES=<folder> qwats_sys_pictures
#include "core/session/session.h"
#include "ui/connection/connectionform.h"
#include "ui/connection/firstrunpage.h"
#include "ui/diagnostics/diagnosticspage.h"
#include "ui/settings/cachesettingsdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/secondtick.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <cmath>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString folder;
QString suffix;

void write(QWidget *widget, const QString &name)
{
    QTest::qWait(60);
    widget->grab().save(folder + u"/%1-%2.png"_s.arg(name, suffix));
}

void cacheSettings()
{
    QWidget page;
    page.resize(1280, 800);
    page.show();
    CacheStats inUse;
    inUse.entries = 842;
    inUse.bytes = 38'200'000;
    auto *dialog = new CacheSettingsDialog(CachePolicies::defaults(), inUse, &page);
    dialog->open();
    write(dialog, u"cachesettings"_s);
    const auto type = [dialog](Domain domain, PolicyProblem::Field which, const QString &text) {
        QLineEdit *field = dialog->field(domain, which);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    };
    type(Domain::Product, PolicyProblem::Field::FreshFor, u"1 h"_s);
    type(Domain::Statistics, PolicyProblem::Field::FreshFor, u"4 min"_s);
    type(Domain::Report, PolicyProblem::Field::KeepFor, u"30 min"_s);
    write(dialog, u"cachesettings-problem"_s);
}

void firstRun()
{
    FirstRunPage page(
        u"Opens a made-up factory that runs inside qWATS: 40 products, 300 fixtures and instruments, 5000 "
        "reports. Nothing leaves this computer."_s);
    page.resize(1280, 800);
    page.show();
    write(&page, u"firstrun"_s);
    ConnectionForm *form = page.form();
    QTest::keyClicks(form->address(), u"http://127.0.0.1:9"_s);
    QTest::keyClicks(form->token(), u"dXNlcjpwYXNz"_s);
    QTest::mouseClick(form->testButton(), Qt::LeftButton);
    (void)QTest::qWaitFor([form] { return !form->resultText().isEmpty(); }, 10'000);
    write(&page, u"firstrun-refused"_s);
}

/// Half an hour of a plant's day: an outage of four minutes, then a clear of the reports.
void work(FakeClock &clock, MetricsRecorder &metrics, int second)
{
    const bool down = second > 840 && second < 1080;
    quint32 dice = static_cast<quint32>(second) * 2654435761U;
    for (int i = 0; i < 14; ++i) {
        dice = dice * 1664525U + 1013904223U;
        const int face = static_cast<int>((dice >> 8) % 100);
        const Outcome outcome = face < 74 ? Outcome::Fresh
            : face < 80                   ? Outcome::Seeded
            : face < 83                   ? Outcome::Joined
            : face < 88                   ? Outcome::Stale
            : down                        ? (face < 97 ? Outcome::Stale : Outcome::Failed)
                                          : Outcome::Expired;
        metrics.lookup(Domain::Asset, outcome, 400ns);
        if (outcome == Outcome::Expired)
            metrics.call(true, true,
                         std::chrono::microseconds(42'000 + (dice >> 9) % 30'000 + (face == 99 ? 600'000 : 0)));
    }
    metrics.sample(20'000'000 + second * 8'000, 57'000'000 + second * 2'000, second / 400, down);
    clock.advance(1s);
}

void diagnostics()
{
    FakeClock clock;
    Profile profile;
    profile.id = u"p"_s;
    profile.url = QUrl(u"http://127.0.0.1:9"_s);
    SessionOptions options;
    options.watchServer = false;
    Session session(profile, "dXNlcjpwYXNz", options, clock);
    DiagnosticsPage page(session);
    SecondTick::shared().setClock([&clock] { return clock.wallNow().ms(); });
    page.resize(1196, 728);
    for (int second = 0; second < 1800; ++second) {
        work(clock, session.metrics(), second);
        if (second == 600)
            session.setPolicies(CachePolicies::defaults());
    }
    page.show();
    page.go({u"diagnostics"_s, {}, {{u"range"_s, u"1800"_s}}});
    page.setShown(true);
    write(&page, u"diagnostics"_s);
    page.togglePause();
    write(&page, u"diagnostics-paused"_s);
    SecondTick::shared().setClock({});
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    folder = qEnvironmentVariable("QWATS_PICTURES", QDir::currentPath());
    QDir().mkpath(folder);
    ThemeManager theme;
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        theme.setChoice(choice);
        suffix = choice == ThemeChoice::Light ? u"light"_s : u"dark"_s;
        cacheSettings();
        firstRun();
        diagnostics();
    }
    return 0;
}
