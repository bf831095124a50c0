// SPDX-License-Identifier: GPL-3.0-or-later
// The endpoints in the documentation are those that the server answers.
#include "app/demo/demoserver.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using qwats::demo::DemoServer;

namespace {

/// Methods by path, from lines such as "| GET, PUT | `/api/Asset` |".
QMap<QByteArray, QByteArrayList> endpointsIn(const QByteArray &markdown)
{
    QMap<QByteArray, QByteArrayList> endpoints;
    for (const QByteArray &line : markdown.split('\n')) {
        const QByteArrayList cells = line.split('|');
        if (cells.size() != 4 || !cells[2].trimmed().startsWith("`/api/"))
            continue;
        const QByteArray path = cells[2].trimmed().replace('`', "");
        for (const QByteArray &method : cells[1].split(','))
            endpoints[path] += method.trimmed();
    }
    return endpoints;
}

QByteArrayList linesOf(const QMap<QByteArray, QByteArrayList> &endpoints)
{
    QByteArrayList lines;
    for (auto it = endpoints.begin(); it != endpoints.end(); ++it) {
        for (const QByteArray &method : it.value())
            lines += method + ' ' + it.key();
    }
    return lines;
}

/// Lines of @p left that @p right has not, each with @p mark before it.
QByteArray missing(const QByteArrayList &left, const QByteArrayList &right, const char *mark)
{
    QByteArray text;
    for (const QByteArray &line : left) {
        if (!right.contains(line))
            text += mark + line + '\n';
    }
    return text;
}

} // namespace

class TestDemoDocs : public QObject
{
    Q_OBJECT
private slots:
    void listsEveryEndpoint();
    void namesEveryOption();
};

void TestDemoDocs::listsEveryEndpoint()
{
    QFile file(QStringLiteral(QWATS_DEMO_DOCUMENT));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    const QByteArrayList written = linesOf(endpointsIn(file.readAll()));
    const QByteArrayList served = linesOf(endpointsIn(DemoServer::endpoints()));
    QVERIFY2(served.size() > 50, "the table of the server cannot be read");
    const QByteArray difference = missing(served, written, "  served, but not in the document: ")
        + missing(written, served, "  in the document, but not served: ");
    // Written here in full: a failure message is cut off after a kilobyte.
    if (!difference.isEmpty())
        std::fprintf(stderr, "docs/development/demo-server.md and the routes differ:\n%s", difference.constData());
    QVERIFY2(difference.isEmpty(), "replace the table in the document by what qwats-demo-server --routes prints");
    QCOMPARE(written.size(), served.size()); // nothing twice
}

void TestDemoDocs::namesEveryOption()
{
    QFile file(QStringLiteral(QWATS_DEMO_DOCUMENT));
    QFile source(QStringLiteral(QWATS_DEMO_MAIN));
    QVERIFY(file.open(QIODevice::ReadOnly) && source.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    static const QRegularExpression option(u"add\\(u\"([a-z-]+)\"|addOption\\(\\{u\"([a-z-]+)\""_s);
    auto matches = option.globalMatch(QString::fromUtf8(source.readAll()));
    int found = 0;
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString name = match.captured(1) + match.captured(2);
        QVERIFY2(text.contains("`--" + name.toLatin1()), qPrintable(u"--%1 is not in the document"_s.arg(name)));
        ++found;
    }
    QVERIFY(found >= 15);
}

QTEST_GUILESS_MAIN(TestDemoDocs)
#include "tst_demo_docs.moc"
