// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/densetableview.h"
#include "ui/shell/viewstate.h"

#include <QSettings>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace qwats::ui;

/// What a person arranged stands again at the next start, per profile, and damage does no harm.
class TestViewState : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void columnsComeBack();
    void profilesAreApart();
    void splitterComesBack();
    void damageIsPassedOver_data();
    void damageIsPassedOver();

private:
    static std::unique_ptr<DenseTableView> table(QStandardItemModel *model);
    QTemporaryDir m_folder;
};

void TestViewState::init()
{
    QCoreApplication::setOrganizationName(QStringLiteral("qwats-test"));
    QCoreApplication::setApplicationName(QStringLiteral("viewstate"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QSettings().clear();
}

std::unique_ptr<DenseTableView> TestViewState::table(QStandardItemModel *model)
{
    model->setHorizontalHeaderLabels({QStringLiteral("Serial"), QStringLiteral("Name")});
    auto view = std::make_unique<DenseTableView>();
    view->setModel(model);
    ColumnSpec serial;
    serial.id = QStringLiteral("serial");
    ColumnSpec name;
    name.id = QStringLiteral("name");
    view->setColumns({serial, name});
    view->resize(600, 300);
    view->columnLayout()->fit(600);
    return view;
}

void TestViewState::columnsComeBack()
{
    QStandardItemModel model;
    const ViewState view(QStringLiteral("p1"), QStringLiteral("assets"));
    {
        const auto first = table(&model);
        view.keep(QStringLiteral("table"), first->columnLayout());
        first->horizontalHeader()->resizeSection(0, 217);
        first->columnLayout()->setShown(1, false);
    }
    const auto again = table(&model);
    view.keep(QStringLiteral("table"), again->columnLayout());
    QCOMPARE(again->horizontalHeader()->sectionSize(0), 217);
    QVERIFY(!again->columnLayout()->isShown(1));
}

void TestViewState::profilesAreApart()
{
    QStandardItemModel model;
    const auto one = table(&model);
    ViewState(QStringLiteral("p1"), QStringLiteral("assets")).keep(QStringLiteral("table"), one->columnLayout());
    one->columnLayout()->setShown(1, false);
    const auto other = table(&model);
    ViewState(QStringLiteral("p2"), QStringLiteral("assets")).keep(QStringLiteral("table"), other->columnLayout());
    QVERIFY(other->columnLayout()->isShown(1));
}

void TestViewState::splitterComesBack()
{
    const ViewState view(QStringLiteral("p1"), QStringLiteral("assets"));
    const auto make = [] {
        auto splitter = std::make_unique<QSplitter>();
        splitter->addWidget(new QTextEdit);
        splitter->addWidget(new QTextEdit);
        splitter->resize(1000, 200);
        splitter->show();
        return splitter;
    };
    const auto first = make();
    view.keep(QStringLiteral("split"), first.get());
    first->setSizes({700, 295});
    emit first->splitterMoved(700, 1); // as after a drag of the handle
    const QList<int> sizes = first->sizes();
    const auto again = make();
    view.keep(QStringLiteral("split"), again.get());
    QCOMPARE(again->sizes(), sizes);
}

void TestViewState::damageIsPassedOver_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no JSON") << QStringLiteral("{\"sizes\":[");
    QTest::newRow("another count") << QStringLiteral("{\"sizes\":[1,2,3]}");
    QTest::newRow("negative") << QStringLiteral("{\"sizes\":[-4,600]}");
    QTest::newRow("nothing visible") << QStringLiteral("{\"sizes\":[0,0]}");
    QTest::newRow("far too long") << QString(200'000, QLatin1Char('x'));
}

void TestViewState::damageIsPassedOver()
{
    QFETCH(QString, text);
    QSettings().setValue(QStringLiteral("profiles/p1/view/assets/split"), text);
    QSplitter splitter;
    splitter.addWidget(new QTextEdit);
    splitter.addWidget(new QTextEdit);
    splitter.resize(600, 200);
    splitter.show();
    const QList<int> before = splitter.sizes();
    ViewState(QStringLiteral("p1"), QStringLiteral("assets")).keep(QStringLiteral("split"), &splitter);
    QCOMPARE(splitter.sizes(), before);
}

QTEST_MAIN(TestViewState)
#include "tst_viewstate.moc"
