// SPDX-License-Identifier: GPL-3.0-or-later
// Everything an operator can do to an asset, by clicks and keys, judged by what a foreign client sees afterwards.
#include "tests/contract/contractbench.h"
#include "tests/demo/rawclient.h"
#include "ui/asset/assetactions.h"
#include "ui/asset/assetdetail.h"
#include "ui/asset/assetfilespanel.h"
#include "ui/asset/assetspage.h"
#include "ui/asset/assetusagemodel.h"
#include "ui/delegates/densetableview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/actiondialog.h"
#include "ui/widgets/bulkbar.h"
#include "ui/widgets/detailpane.h"
#include "ui/widgets/filterfield.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int LongestWait = 20'000; // ms

template <typename T> T *fieldCalled(QWidget *in, const QString &name)
{
    const auto all = in->findChildren<T *>();
    for (T *one : all) {
        if (one->accessibleName() == name || one->property("text").toString() == name)
            return one;
    }
    return nullptr;
}

} // namespace

class TestAssetWrites : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void createAndTakeBack();
    void editAndTakeBack();
    void nothingChangedCannotBeSaved();
    void singleWrites_data();
    void singleWrites();
    void deleteAsksFirst();
    void moveAndTakeBack();
    void stateOfMany();
    void manyWithOneGone();
    void stopKeepsWhatWasDone();
    void filesComeAndGo();
    void usageLeadsToTheReport();
    void placeBringsFiltersBack();
    void withoutServer();

private:
    [[nodiscard]] QJsonObject raw(const QString &name)
    {
        demo::test::RawClient client(m_bench->server->port(), m_bench->server->token());
        return client.get("/api/Asset/" + QUrl::toPercentEncoding(name)).object();
    }
    void openFirst();
    void select(int rows);
    [[nodiscard]] ActionDialog *dialog() const { return m_page->window()->findChild<ActionDialog *>(); }
    void choose(const QString &text); ///< of the menu for the selected rows
    void accept(); ///< presses the dialog's button, by keyboard
    [[nodiscard]] quint64 seen(const char *route) const { return m_bench->server->requestsSeen(route); }

    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<test::ContractBench> m_bench;
    std::unique_ptr<AssetsPage> m_page;
    QString m_told; // the last toast
    StatusKind m_kind = StatusKind::Unknown;
    std::function<void()> m_undo;
};

void TestAssetWrites::initTestCase()
{
    m_themes = std::make_unique<ThemeManager>();
}

void TestAssetWrites::init()
{
    m_bench = std::make_unique<test::ContractBench>();
    QVERIFY2(m_bench->server, qPrintable(m_bench->problem));
    m_told.clear();
    m_undo = {};
    m_page = std::make_unique<AssetsPage>(*m_bench->session);
    m_page->resize(1280, 800);
    connect(m_page.get(), &Page::notify, this, [this](StatusKind kind, const QString &title, const QString &text) {
        m_kind = kind;
        m_told = title + u' ' + text;
    });
    connect(m_page.get(), &Page::notifyUndoable, this,
            [this](const QString &title, const QString &, const std::function<void()> &undo) {
                m_kind = StatusKind::Ok;
                m_told = title;
                m_undo = undo;
            });
    m_page->show();
    m_page->activateWindow();
    m_page->setShown(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->table()->model()->rowCount() >= 300, LongestWait);
    QTRY_VERIFY_WITH_TIMEOUT(fieldCalled<QPushButton>(m_page.get(), u"New asset"_s)->isEnabled(), LongestWait);
}

void TestAssetWrites::cleanup()
{
    m_page.reset();
    m_bench.reset();
}

void TestAssetWrites::openFirst()
{
    m_page->table()->setCurrentIndex(m_page->table()->model()->index(0, 0));
    QTest::keyClick(m_page->table(), Qt::Key_Return);
    QTRY_VERIFY(m_page->detail()->isVisible());
    auto *state = m_page->detail()->findChild<QPushButton *>(u"setState"_s);
    QTRY_VERIFY_WITH_TIMEOUT(state->isEnabled(), LongestWait);
}

void TestAssetWrites::select(int rows)
{
    m_page->table()->setFocus();
    m_page->table()->setCurrentIndex(m_page->table()->model()->index(0, 0));
    for (int i = 1; i < rows; ++i)
        QTest::keyClick(m_page->table(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_page->table()->selectionModel()->selectedRows().size(), rows);
}

void TestAssetWrites::choose(const QString &text)
{
    emit m_page->table()->customContextMenuRequested(QPoint(20, 20));
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QAction *found = nullptr;
    QList<QMenu *> menus{menu};
    while (!menus.isEmpty() && !found) {
        const auto actions = menus.takeFirst()->actions();
        for (QAction *action : actions) {
            if (action->text() == text)
                found = action;
            if (action->menu())
                menus << action->menu();
        }
    }
    QVERIFY2(found, qPrintable(text));
    found->trigger();
    menu->close();
}

void TestAssetWrites::accept()
{
    QVERIFY(dialog());
    QVERIFY2(dialog()->doButton()->isEnabled(), qPrintable(dialog()->doButton()->toolTip()));
    dialog()->doButton()->setFocus();
    QTest::keyClick(dialog()->doButton(), Qt::Key_Space);
    QTRY_VERIFY(!dialog());
}

void TestAssetWrites::createAndTakeBack()
{
    QTest::mouseClick(fieldCalled<QPushButton>(m_page.get(), u"New asset"_s), Qt::LeftButton);
    QVERIFY(dialog());
    QVERIFY2(!dialog()->doButton()->isEnabled(), "without a serial number nothing can be created");
    QTest::keyClicks(fieldCalled<QLineEdit>(dialog(), u"Serial number"_s), u"FX-NEW-1"_s);
    QVERIFY2(!dialog()->doButton()->isEnabled(), "servers want a type");
    fieldCalled<QComboBox>(dialog(), u"Type"_s)->setCurrentIndex(1);
    QTest::keyClicks(fieldCalled<QLineEdit>(dialog(), u"Location"_s), u"Lab <b>Z</b>"_s);
    accept();
    QTRY_COMPARE_WITH_TIMEOUT(m_told, u"FX-NEW-1 created."_s, LongestWait);
    QCOMPARE(raw(u"FX-NEW-1"_s).value(u"location"_s).toString(), u"Lab <b>Z</b>"_s);
    QTRY_VERIFY(m_page->detail()->isVisible());
    QVERIFY(m_undo);
    m_undo();
    QTRY_COMPARE_WITH_TIMEOUT(m_told.trimmed(), u"FX-NEW-1 is gone again."_s, LongestWait);
    QVERIFY(!raw(u"FX-NEW-1"_s).contains(u"serialNumber"_s));
    QVERIFY(!m_page->detail()->isVisible());
}

void TestAssetWrites::editAndTakeBack()
{
    select(1);
    const QString serial = m_page->selectedAssets().front().serialNumber;
    const QJsonObject before = raw(serial);
    choose(u"Edit…"_s);
    auto *location = fieldCalled<QLineEdit>(dialog(), u"Location"_s);
    location->selectAll();
    QTest::keyClicks(location, u"Somewhere else"_s);
    accept();
    QTRY_COMPARE_WITH_TIMEOUT(m_told, serial + u" saved."_s, LongestWait);
    QCOMPARE(raw(serial).value(u"location"_s).toString(), u"Somewhere else"_s);
    QCOMPARE(raw(serial).value(u"assetName"_s), before.value(u"assetName"_s));
    QVERIFY(m_undo);
    m_undo();
    QTRY_COMPARE_WITH_TIMEOUT(m_told.trimmed(), serial + u" is as it was."_s, LongestWait);
    QCOMPARE(raw(serial).value(u"location"_s), before.value(u"location"_s));
}

void TestAssetWrites::nothingChangedCannotBeSaved()
{
    select(1);
    choose(u"Edit…"_s);
    QVERIFY(!dialog()->doButton()->isEnabled());
    QVERIFY(!dialog()->doButton()->toolTip().isEmpty());
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    QCOMPARE(seen("PUT /api/Asset"), quint64(0));
}

void TestAssetWrites::singleWrites_data()
{
    using Fill = std::function<void(QWidget *)>;
    using Check = std::function<bool(const QJsonObject &before, const QJsonObject &after)>;
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QByteArray>("route");
    QTest::addColumn<Fill>("fill");
    QTest::addColumn<Check>("good");
    const Fill nothing = [](QWidget *) {};
    const auto number
        = [](const QJsonObject &asset, const char *key) { return asset.value(QLatin1StringView(key)).toDouble(); };
    QTest::newRow("uses counted") << u"Count uses…"_s << QByteArray("PUT /api/Asset/Count")
                                  << Fill([](QWidget *d) { fieldCalled<QSpinBox>(d, u"Uses"_s)->setValue(7); })
                                  << Check([=](const QJsonObject &a, const QJsonObject &b) {
                                         return number(b, "runningCount") == number(a, "runningCount") + 7
                                             && number(b, "totalCount") == number(a, "totalCount") + 7;
                                     });
    QTest::newRow("running count reset") << u"Reset running count…"_s << QByteArray("POST /api/Asset/ResetRunningCount")
                                         << nothing << Check([=](const QJsonObject &a, const QJsonObject &b) {
                                                return number(b, "runningCount") == 0
                                                    && number(b, "totalCount") == number(a, "totalCount");
                                            });
    QTest::newRow("running count set")
        << u"Set counts…"_s << QByteArray("PUT /api/Asset/SetRunningCount")
        << Fill([](QWidget *d) { fieldCalled<QSpinBox>(d, u"Running count"_s)->setValue(3); })
        << Check([=](const QJsonObject &, const QJsonObject &b) { return number(b, "runningCount") == 3; });
    QTest::newRow("total count set")
        << u"Set counts…"_s << QByteArray("PUT /api/Asset/SetTotalCount")
        << Fill([](QWidget *d) { fieldCalled<QSpinBox>(d, u"Total count"_s)->setValue(123'456); })
        << Check([=](const QJsonObject &, const QJsonObject &b) { return number(b, "totalCount") == 123'456; });
    const auto moved = [](const char *key) {
        return Check([key](const QJsonObject &a, const QJsonObject &b) {
            return a.value(QLatin1StringView(key)) != b.value(QLatin1StringView(key))
                && !b.value(QLatin1StringView(key)).toString().isEmpty();
        });
    };
    QTest::newRow("external calibration")
        << u"External calibration…"_s << QByteArray("POST /api/Asset/Calibration/External") << nothing
        << moved("nextCalibrationDate");
    QTest::newRow("external maintenance")
        << u"External maintenance…"_s << QByteArray("POST /api/Asset/Maintenance/External") << nothing
        << moved("nextMaintenanceDate");
    QTest::newRow("message") << u"Add a message…"_s << QByteArray("POST /api/Asset/Message") << Fill([](QWidget *d) {
        QTest::keyClicks(fieldCalled<QLineEdit>(d, u"Message"_s), u"pins cleaned"_s);
    }) << Check([](const QJsonObject &, const QJsonObject &) { return true; });
}

void TestAssetWrites::singleWrites()
{
    using Fill = std::function<void(QWidget *)>;
    using Check = std::function<bool(const QJsonObject &, const QJsonObject &)>;
    QFETCH(QString, entry);
    QFETCH(QByteArray, route);
    QFETCH(Fill, fill);
    QFETCH(Check, good);
    select(1);
    const QString serial = m_page->selectedAssets().front().serialNumber;
    const QJsonObject before = raw(serial);
    choose(entry);
    QVERIFY(dialog());
    QVERIFY2(dialog()->windowTitle().contains(serial), qPrintable(dialog()->windowTitle()));
    fill(dialog());
    accept();
    QTRY_VERIFY_WITH_TIMEOUT(!m_told.isEmpty(), LongestWait);
    QCOMPARE(m_kind, StatusKind::Ok);
    QVERIFY2(m_told.contains(serial), qPrintable(m_told));
    QCOMPARE(seen(route.constData()), quint64(1));
    QVERIFY(good(before, raw(serial)));
}

void TestAssetWrites::deleteAsksFirst()
{
    select(1);
    const QString serial = m_page->selectedAssets().front().serialNumber;
    choose(u"Delete…"_s);
    QVERIFY2(!dialog()->doButton()->isDefault(), "Enter alone must not delete");
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    QCOMPARE(seen("DELETE /api/Asset"), quint64(0));
    choose(u"Delete…"_s);
    accept();
    QTRY_VERIFY_WITH_TIMEOUT(m_told.contains(u"deleted"_s), LongestWait);
    QVERIFY(!raw(serial).contains(u"serialNumber"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->table()->model()->rowCount(), 299, LongestWait);
}

void TestAssetWrites::moveAndTakeBack()
{
    select(2);
    const AssetList two = m_page->selectedAssets();
    m_page->table()->selectRow(0);
    choose(u"Move…"_s);
    const Asset child = m_page->selectedAssets().front();
    const QString serial = child.serialNumber;
    const QString parent = two.front().serialNumber == serial ? two.back().serialNumber : two.front().serialNumber;
    const QJsonObject before = raw(serial);
    auto *field = fieldCalled<QLineEdit>(dialog(), u"Part of"_s);
    field->selectAll();
    QTest::keyClicks(field, serial);
    QVERIFY2(!dialog()->doButton()->isEnabled(), "nothing is part of itself");
    field->selectAll();
    QTest::keyClicks(field, parent);
    accept();
    QTRY_COMPARE_WITH_TIMEOUT(m_told, u"%1 is part of %2."_s.arg(serial, parent), LongestWait);
    QCOMPARE(raw(serial).value(u"parentAssetId"_s), raw(parent).value(u"assetId"_s));
    QVERIFY(m_undo);
    m_undo();
    QTRY_VERIFY_WITH_TIMEOUT(m_told.contains(u"as it was"_s), LongestWait);
    QCOMPARE(raw(serial).value(u"parentAssetId"_s).toString(), before.value(u"parentAssetId"_s).toString());
}

void TestAssetWrites::stateOfMany()
{
    select(12);
    const AssetList chosen = m_page->selectedAssets();
    choose(assetStateName(AssetState::InStorage));
    QTRY_VERIFY_WITH_TIMEOUT(!m_told.isEmpty(), LongestWait);
    QCOMPARE(m_kind, StatusKind::Ok);
    QCOMPARE(seen("PUT /api/Asset/State"), quint64(12));
    for (const Asset &asset : chosen)
        QCOMPARE(raw(asset.serialNumber).value(u"state"_s).toInt(), int(AssetState::InStorage));
    QVERIFY2(!m_page->bulk()->isVisible(), "what went well needs no closing");
    QVERIFY(m_undo);
    m_told.clear();
    m_undo();
    QTRY_VERIFY_WITH_TIMEOUT(m_told.contains(u"as they were"_s), LongestWait);
    for (const Asset &asset : chosen)
        QCOMPARE(raw(asset.serialNumber).value(u"state"_s).toInt(), int(asset.state));
}

void TestAssetWrites::manyWithOneGone()
{
    select(5);
    const AssetList chosen = m_page->selectedAssets();
    demo::test::RawClient client(m_bench->server->port(), m_bench->server->token());
    client.send("DELETE", "/api/Asset?serialNumber=" + QUrl::toPercentEncoding(chosen[2].serialNumber));
    choose(assetStateName(AssetState::InTransit));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->bulk()->isVisible() && !m_page->bulk()->isRunning(), LongestWait);
    QVERIFY2(m_page->bulk()->text().contains(u"4 of 5"_s), qPrintable(m_page->bulk()->text()));
    QTRY_VERIFY(m_told.contains(u"4 assets"_s));
    for (size_t i = 0; i < chosen.size(); ++i) {
        if (i != 2)
            QCOMPARE(raw(chosen[i].serialNumber).value(u"state"_s).toInt(), int(AssetState::InTransit));
    }
}

void TestAssetWrites::stopKeepsWhatWasDone()
{
    m_bench->server->setLatency(100);
    select(40);
    choose(assetStateName(AssetState::InStorage));
    QTRY_VERIFY_WITH_TIMEOUT(seen("PUT /api/Asset/State") >= 4, LongestWait);
    QTest::mouseClick(fieldCalled<QPushButton>(m_page->bulk(), u"Stop"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->bulk()->isRunning(), LongestWait);
    m_bench->server->setLatency(0);
    const quint64 sent = seen("PUT /api/Asset/State");
    QVERIFY2(sent < 40, "nothing more was sent");
    QVERIFY(m_page->bulk()->isVisible());
    QVERIFY2(m_page->bulk()->text().startsWith(u"Stopped: %1 of "_s.arg(sent)), qPrintable(m_page->bulk()->text()));
    QVERIFY2(m_page->bulk()->text().contains(u" 0 failed"_s), "what was not sent did not fail");
}

void TestAssetWrites::filesComeAndGo()
{
    openFirst();
    QTemporaryDir folder;
    const QByteArray content("certificate \0 with a zero", 25);
    QFile file(folder.filePath(u"cal 2026.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    auto *panel = m_page->detail()->findChild<AssetFilesPanel *>();
    panel->upload({file.fileName()});
    QTRY_VERIFY_WITH_TIMEOUT(m_told.contains(u"added"_s), LongestWait);
    QTRY_COMPARE_WITH_TIMEOUT(panel->list()->count(), 1, LongestWait);
    QCOMPARE(panel->list()->item(0)->text(), u"cal 2026.pdf"_s);
    panel->saveTo(u"cal 2026.pdf"_s, folder.filePath(u"back.pdf"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_told.contains(u"saved"_s), LongestWait);
    QFile back(folder.filePath(u"back.pdf"_s));
    QVERIFY(back.open(QIODevice::ReadOnly));
    QCOMPARE(back.readAll(), content);
    panel->askToDelete({u"cal 2026.pdf"_s});
    accept();
    QTRY_VERIFY_WITH_TIMEOUT(m_told.contains(u"deleted"_s), LongestWait);
    QTRY_COMPARE_WITH_TIMEOUT(panel->list()->count(), 0, LongestWait);
    m_told.clear();
    panel->upload({folder.filePath(u"not there"_s)});
    QTRY_VERIFY(m_told.contains(u"not added"_s));
    QCOMPARE(m_kind, StatusKind::Error);
}

void TestAssetWrites::usageLeadsToTheReport()
{
    demo::test::RawClient client(m_bench->server->port(), m_bench->server->token());
    const auto rows = client.get("/api/Report/Query/Header?reportType=U&$top=1&$expand=assets").array();
    const QString serial
        = rows.first().toObject().value(u"assets"_s).toArray().first().toObject().value(u"serialNumber"_s).toString();
    QVERIFY(!serial.isEmpty());
    m_page->go({u"assets"_s, serial, {}});
    auto *model = m_page->detail()->findChild<AssetUsageModel *>();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() > 0, LongestWait);
    m_page->detail()->pane()->setCurrentTab(u"usage"_s);
    QSignalSpy asked(m_page.get(), &Page::placeRequested);
    auto *table = fieldCalled<DenseTableView>(m_page->detail(), u"Reports that used it"_s);
    table->setCurrentIndex(model->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    const auto place = asked.first().first().value<Place>();
    QCOMPARE(place.page, u"reports"_s);
    const auto body = client.get("/api/Report/Wsjf/" + place.thing.toLatin1()).object();
    bool used = false;
    const auto assets = body.value(u"assets"_s).toArray();
    for (const QJsonValue &asset : assets)
        used = used || asset.toObject().value(u"sn"_s).toString() == serial;
    QVERIFY2(used, "the report names the asset");
}

void TestAssetWrites::placeBringsFiltersBack()
{
    const int all = m_page->table()->model()->rowCount();
    Place overdue{u"assets"_s, {}, {{u"level"_s, u"3"_s}}};
    m_page->go(overdue);
    const int late = m_page->table()->model()->rowCount();
    QVERIFY(late > 0 && late < all);
    const Place narrow = m_page->place();
    m_page->go({u"assets"_s, {}, {{u"level"_s, u"all"_s}, {u"sort"_s, int(AssetsModel::Serial)}}});
    QTRY_COMPARE_WITH_TIMEOUT(m_page->table()->model()->rowCount(), all, LongestWait);
    m_page->go(narrow);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->table()->model()->rowCount(), late, LongestWait);
    QCOMPARE(m_page->place(), narrow);
}

void TestAssetWrites::withoutServer()
{
    openFirst();
    m_bench->server->stop();
    m_page->refresh();
    auto *button = fieldCalled<QPushButton>(m_page.get(), u"New asset"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!button->isEnabled(), LongestWait);
    QVERIFY(!button->toolTip().isEmpty());
    auto *calibrate = m_page->detail()->findChild<QPushButton *>(u"recordCalibration"_s);
    QVERIFY(!calibrate->isEnabled());
    QVERIFY2(m_page->table()->model()->rowCount() >= 300, "what is there stays");
}

QTEST_MAIN(TestAssetWrites)
#include "tst_assetwrites.moc"
