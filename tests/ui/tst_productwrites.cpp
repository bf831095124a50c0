// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be done to a product, through its dialogs and keys, judged by what a foreign client sees
// afterwards.
#include "tests/contract/contractbench.h"
#include "tests/demo/rawclient.h"
#include "ui/product/bomeditdialog.h"
#include "ui/product/productactions.h"
#include "ui/theme/theme.h"
#include "ui/widgets/bulkbar.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QUrl>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int LongestWait = 20'000; // ms

template <typename T> T *fieldOf(QWidget *in, const QString &name)
{
    const auto all = in->findChildren<T *>();
    for (T *one : all) {
        if (one->accessibleName() == name || one->property("text").toString() == name)
            return one;
    }
    return nullptr;
}

} // namespace

class TestProductWrites : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(); }
    void init();
    void cleanup();

    void create();
    void editAndTakeBack();
    void revisionAndTakeBack();
    void bomAndTakeBack();
    void vendors();
    void groups();
    void boxBuild();
    void manyActive();
    void withoutServer();

private:
    [[nodiscard]] QJsonDocument raw(const QByteArray &target)
    {
        demo::test::RawClient client(m_bench->server->port(), m_bench->server->token());
        return client.get(target).document();
    }
    [[nodiscard]] QJsonObject rawProduct(const QString &part)
    {
        return raw("/api/Product/" + QUrl::toPercentEncoding(part)).object();
    }
    [[nodiscard]] Product product(const QString &part)
    {
        return m_bench->value(ProductService::one(part), FetchOptions::Mode::Refresh);
    }
    [[nodiscard]] QString anyPart(int row) // of the made-up factory, one with revisions
    {
        return raw("/api/Product/Query").array().at(row).toObject().value(u"partNumber"_s).toString();
    }
    [[nodiscard]] ActionDialog *dialog() const { return m_window->findChild<ActionDialog *>(); }
    void type(const QString &name, const QString &text)
    {
        auto *line = fieldOf<QLineEdit>(dialog(), name);
        QVERIFY2(line, qPrintable(name));
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    void accept();
    void takeBack();
    void told(const QString &words)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(m_told.contains(words), qPrintable(m_told), LongestWait);
    }

    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<test::ContractBench> m_bench;
    std::unique_ptr<QWidget> m_window;
    BulkBar *m_bulk = nullptr;
    ProductActions *m_actions = nullptr;
    QString m_told;
    std::function<void()> m_undo;
};

void TestProductWrites::init()
{
    m_bench = std::make_unique<test::ContractBench>();
    QVERIFY2(m_bench->server, qPrintable(m_bench->problem));
    m_window = std::make_unique<QWidget>();
    m_window->resize(1280, 800);
    m_bulk = new BulkBar(m_window.get());
    m_actions = new ProductActions(*m_bench->session, m_bulk, m_window.get());
    m_told.clear();
    m_undo = {};
    connect(m_actions, &ProductActions::notify, this,
            [this](StatusKind, const QString &title, const QString &text) { m_told = title + u' ' + text; });
    connect(m_actions, &ProductActions::notifyUndoable, this,
            [this](const QString &title, const QString &, const std::function<void()> &undo) {
                m_told = title;
                m_undo = undo;
            });
    m_window->show();
}

void TestProductWrites::cleanup()
{
    m_window.reset();
    m_bench.reset();
}

void TestProductWrites::accept()
{
    QVERIFY(dialog());
    QVERIFY2(dialog()->doButton()->isEnabled(), qPrintable(dialog()->doButton()->toolTip()));
    m_told.clear();
    m_undo = {};
    dialog()->doButton()->setFocus();
    QTest::keyClick(dialog()->doButton(), Qt::Key_Space);
    QTRY_VERIFY(!dialog());
    QTRY_VERIFY_WITH_TIMEOUT(!m_told.isEmpty(), LongestWait);
}

void TestProductWrites::takeBack()
{
    QVERIFY2(m_undo, qPrintable(m_told));
    m_told.clear();
    const auto undo = std::exchange(m_undo, {});
    undo();
    QTRY_VERIFY_WITH_TIMEOUT(!m_told.isEmpty(), LongestWait);
}

void TestProductWrites::create()
{
    m_actions->create();
    QVERIFY(!dialog()->doButton()->isEnabled());
    type(u"Part number"_s, u"999-0001"_s);
    type(u"Name"_s, u"Board <i>X</i>"_s);
    fieldOf<QCheckBox>(dialog(), u"Without serial numbers"_s)->setChecked(true);
    accept();
    told(u"999-0001 created."_s);
    const QJsonObject saved = rawProduct(u"999-0001"_s);
    QCOMPARE(saved.value(u"name"_s).toString(), u"Board <i>X</i>"_s);
    QCOMPARE(saved.value(u"nonSerial"_s).toBool(), true);
    QCOMPARE(saved.value(u"state"_s).toInt(), 1);
}

void TestProductWrites::editAndTakeBack()
{
    const QString part = anyPart(0);
    const QJsonObject before = rawProduct(part);
    m_actions->edit(product(part));
    QVERIFY2(!dialog()->doButton()->isEnabled(), "nothing was changed yet");
    type(u"Name"_s, u"Other name"_s);
    auto *tags = fieldOf<QTableWidget>(dialog(), u"Tags"_s);
    QTest::mouseClick(fieldOf<QPushButton>(dialog(), u"Add tag"_s), Qt::LeftButton);
    tags->item(tags->rowCount() - 1, 0)->setText(u"Reviewer"_s);
    tags->item(tags->rowCount() - 1, 1)->setText(u"TE"_s);
    accept();
    told(part + u" saved."_s);
    QJsonObject now = rawProduct(part);
    QCOMPARE(now.value(u"name"_s).toString(), u"Other name"_s);
    QCOMPARE(now.value(u"tags"_s).toArray().size(), before.value(u"tags"_s).toArray().size() + 1);
    QCOMPARE(now.value(u"revisions"_s), before.value(u"revisions"_s));
    takeBack();
    told(u"as it was"_s);
    now = rawProduct(part);
    for (const auto &key : {u"name"_s, u"tags"_s, u"state"_s, u"nonSerial"_s, u"description"_s, u"revisions"_s})
        QCOMPARE(now.value(key), before.value(key));
}

void TestProductWrites::revisionAndTakeBack()
{
    const Product whole = product(anyPart(0));
    QVERIFY(!whole.revisions.empty());
    m_actions->createRevision(whole);
    type(u"Revision"_s, u"ZZ"_s);
    accept();
    told(u"Revision ZZ"_s);
    const Product grown = product(whole.partNumber);
    QCOMPARE(grown.revisions.size(), whole.revisions.size() + 1);
    m_actions->editRevision(grown, grown.revisions.back());
    type(u"Name"_s, u"last one"_s);
    accept();
    QCOMPARE(product(whole.partNumber).revisions.back().name, u"last one"_s);
    takeBack();
    QCOMPARE(product(whole.partNumber).revisions.back().name, grown.revisions.back().name);
}

void TestProductWrites::bomAndTakeBack()
{
    QString part;
    Bom bom;
    QString revision;
    const auto rows = raw("/api/Product/Query").array();
    for (const QJsonValue &row : rows) {
        const Product one = product(row.toObject().value(u"partNumber"_s).toString());
        if (one.revisions.empty())
            continue;
        bom = m_bench->value(ProductService::bom(one.partNumber, one.revisions.front().revision));
        part = one.partNumber;
        revision = one.revisions.front().revision;
        if (bom.size() >= 2)
            break;
    }
    QVERIFY(bom.size() >= 2);
    const QByteArray target = "/api/internal/Product/Bom?partNumber=" + QUrl::toPercentEncoding(part)
        + "&revision=" + QUrl::toPercentEncoding(revision);
    const auto seen = [&] { // ids are the server's own; an empty text and none say the same
        QJsonArray lines;
        const auto all = raw(target).array();
        for (const QJsonValue &line : all) {
            QJsonObject one = line.toObject();
            one.remove(u"bomItemId"_s);
            one.remove(u"productRevisionId"_s);
            for (const QString &key : one.keys()) {
                if (one.value(key).toString(u"-"_s).isEmpty())
                    one.remove(key);
            }
            lines << one;
        }
        return lines;
    };
    const QJsonArray before = seen();
    m_actions->editBom(part, revision, bom);
    auto *lines = static_cast<BomEditDialog *>(dialog())->table();
    QVERIFY(!dialog()->doButton()->isEnabled());
    lines->item(0, 1)->setText(u"-1"_s);
    QVERIFY2(!dialog()->doButton()->isEnabled(), "a quantity is not negative");
    lines->item(0, 1)->setText(u"77"_s);
    lines->setCurrentCell(1, 0);
    const int rowsBefore = lines->rowCount();
    auto *remove = fieldOf<QPushButton>(dialog(), u"Remove line"_s);
    QVERIFY(remove);
    QTest::mouseClick(remove, Qt::LeftButton);
    QCOMPARE(lines->rowCount(), rowsBefore - 1);
    accept();
    QCOMPARE(seen().size(), before.size() - 1);
    QCOMPARE(seen().first().toObject().value(u"quantity"_s).toInt(), 77);
    takeBack();
    QCOMPARE(seen(), before);
}

void TestProductWrites::vendors()
{
    const auto names = [this] {
        QStringList all;
        const auto rows = raw("/api/Product/Vendors").array();
        for (const QJsonValue &row : rows)
            all << row.toObject().value(u"name"_s).toString();
        return all;
    };
    m_actions->addVendor();
    type(u"Name"_s, u"ACME & Sons"_s);
    accept();
    told(u"ACME & Sons added."_s);
    QVERIFY(names().contains(u"ACME & Sons"_s));
    const auto addUndo = m_undo;
    Vendor acme;
    for (const Vendor &one : m_bench->value(ProductService::vendors(), FetchOptions::Mode::Refresh)) {
        if (one.name == u"ACME & Sons")
            acme = one;
    }
    QVERIFY(!acme.id.isEmpty());
    m_actions->renameVendor(acme);
    QVERIFY(!dialog()->doButton()->isEnabled());
    type(u"Name"_s, u"ACME"_s);
    accept();
    QVERIFY(names().contains(u"ACME"_s) && !names().contains(u"ACME & Sons"_s));
    takeBack();
    QVERIFY(names().contains(u"ACME & Sons"_s));
    m_actions->deleteVendor(acme);
    QVERIFY2(!dialog()->doButton()->isDefault(), "Enter alone must not delete");
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    QVERIFY(names().contains(u"ACME & Sons"_s));
    m_undo = addUndo;
    takeBack();
    QVERIFY(!names().contains(u"ACME & Sons"_s));
}

void TestProductWrites::groups()
{
    const auto names = [this] {
        QStringList all;
        const auto rows = raw("/api/Product/Groups").array();
        for (const QJsonValue &row : rows)
            all << row.toObject().value(u"productGroupName"_s).toString();
        return all;
    };
    const qsizetype before = names().size();
    m_actions->createGroup();
    type(u"Name"_s, u"Pilots"_s);
    accept();
    QCOMPARE(names().size(), before + 1);
    QVERIFY(names().contains(u"Pilots"_s));
    const QJsonObject last = raw("/api/Product/Groups").array().last().toObject();
    m_actions->renameGroup({last.value(u"productGroupId"_s).toInteger(), u"Pilots"_s});
    type(u"Name"_s, u"Pilot lots"_s);
    accept();
    QVERIFY(names().contains(u"Pilot lots"_s));
    takeBack();
    QVERIFY(names().contains(u"Pilots"_s));
    QCOMPARE(names().size(), before + 1);
}

void TestProductWrites::boxBuild()
{
    const Product parent = product(anyPart(0));
    const Product child = product(anyPart(1));
    QVERIFY(!parent.revisions.empty() && !child.revisions.empty());
    const auto built = [&] {
        return m_bench->value(ProductService::boxBuild(parent.partNumber, parent.revisions.front().revision),
                              FetchOptions::Mode::Refresh);
    };
    const BoxBuildPart before = built();
    const auto ours = [&](const BoxBuildPart &top) {
        return std::find_if(top.parts.begin(), top.parts.end(), [&](const BoxBuildPart &one) {
            return one.partNumber == child.partNumber && one.quantity >= 3;
        });
    };
    m_actions->addChild(before);
    type(u"Part number"_s, parent.partNumber);
    type(u"Revision"_s, u"A"_s);
    QVERIFY2(!dialog()->doButton()->isEnabled(), "nothing is built into itself");
    type(u"Part number"_s, child.partNumber);
    type(u"Revision"_s, child.revisions.front().revision);
    fieldOf<QSpinBox>(dialog(), u"Quantity"_s)->setValue(3);
    accept();
    BoxBuildPart now = built();
    QCOMPARE(now.parts.size(), before.parts.size() + 1);
    QVERIFY(ours(now) != now.parts.end());
    m_actions->editChild(now, *ours(now));
    fieldOf<QSpinBox>(dialog(), u"Quantity"_s)->setValue(9);
    accept();
    now = built();
    QCOMPARE(ours(now)->quantity, 9);
    takeBack();
    now = built();
    QCOMPARE(ours(now)->quantity, 3);
    m_actions->removeChild(now, *ours(now));
    accept();
    QCOMPARE(built().parts.size(), before.parts.size());
    takeBack();
    QCOMPARE(built().parts.size(), before.parts.size() + 1);
}

void TestProductWrites::manyActive()
{
    const ProductList rows = m_bench->value(ProductService::list());
    ProductList chosen(rows.begin(), rows.begin() + 6);
    const auto activeOf = [&] {
        QList<int> states;
        for (const Product &one : chosen)
            states << rawProduct(one.partNumber).value(u"state"_s).toInt();
        return states;
    };
    const QList<int> before = activeOf();
    QList<QJsonValue> serials;
    for (const Product &one : chosen)
        serials << rawProduct(one.partNumber).value(u"nonSerial"_s);
    m_actions->setActive(chosen, false);
    QTRY_VERIFY_WITH_TIMEOUT(!m_told.isEmpty(), LongestWait);
    QCOMPARE(activeOf(), QList<int>(6, 0));
    for (qsizetype i = 0; i < serials.size(); ++i)
        QCOMPARE(rawProduct(chosen[size_t(i)].partNumber).value(u"nonSerial"_s), serials[i]);
    takeBack();
    QCOMPARE(activeOf(), before);
}

void TestProductWrites::withoutServer()
{
    QPushButton button;
    button.setToolTip(u"what it does"_s);
    m_actions->guard(&button);
    QVERIFY(button.isEnabled());
    m_bench->server->stop();
    m_bench->session->checkServer();
    QTRY_VERIFY_WITH_TIMEOUT(!button.isEnabled(), LongestWait);
    QVERIFY(button.toolTip() != u"what it does"_s && !button.toolTip().isEmpty());
}

QTEST_MAIN(TestProductWrites)
#include "tst_productwrites.moc"
