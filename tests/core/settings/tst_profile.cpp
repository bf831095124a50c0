// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/profile.h"

#include <QTest>

using namespace qwats;
using namespace Qt::StringLiterals;

class TestProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodUrl_data();
    void goodUrl();
    void badUrl_data();
    void badUrl();
    void plainHttpWhenAllowed();
    void loopback_data();
    void loopback();
    void basic_data();
    void basic();
    void badUser_data();
    void badUser();
    void goodToken_data();
    void goodToken();
    void badToken_data();
    void badToken();
    void idsDiffer();
};

void TestProfile::goodUrl_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, const char *typed, const char *url) {
        QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(url);
    };
    row("as it should be", "https://wats.example.com", "https://wats.example.com");
    row("no scheme", "wats.example.com", "https://wats.example.com");
    row("blanks around", "  https://wats.example.com \n", "https://wats.example.com");
    row("trailing slash", "https://wats.example.com/", "https://wats.example.com");
    row("trailing slashes", "https://wats.example.com///", "https://wats.example.com");
    row("trailing /api", "https://wats.example.com/api", "https://wats.example.com");
    row("trailing /api/", "https://wats.example.com/api/", "https://wats.example.com");
    row("trailing /API", "https://wats.example.com/API", "https://wats.example.com");
    row("one /api only", "https://wats.example.com/api/api", "https://wats.example.com/api");
    row("folder ending in api", "https://wats.example.com/myapi", "https://wats.example.com/myapi");
    row("folder", "https://example.com/wats/", "https://example.com/wats");
    row("folder and /api", "https://example.com/wats/api", "https://example.com/wats");
    row("dots in the path", "https://example.com/a/../wats", "https://example.com/wats");
    row("upper case", "HTTPS://WATS.Example.COM", "https://wats.example.com");
    row("port", "https://wats.example.com:8443", "https://wats.example.com:8443");
    row("host and port without scheme", "plant:8443", "https://plant:8443");
    row("the usual port is left out", "https://wats.example.com:443/", "https://wats.example.com");
    row("address of version 4", "https://192.168.1.20", "https://192.168.1.20");
    row("address of version 6", "https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443");
    row("name beyond ASCII", "https://fabrik-süd.example", "https://xn--fabrik-sd-x9a.example");
    row("http to this computer", "http://127.0.0.1:8080", "http://127.0.0.1:8080");
    row("http to localhost", "http://localhost:8080/api/", "http://localhost:8080");
    row("http to ::1", "http://[::1]:8080", "http://[::1]:8080");
    row("escaped blank in the folder", "https://example.com/my%20wats", "https://example.com/my%20wats");
}

void TestProfile::goodUrl()
{
    QFETCH(QString, typed);
    QFETCH(QString, url);
    const auto clean = cleanServerUrl(typed);
    QVERIFY2(clean, clean ? "" : qPrintable(clean.error().message));
    QCOMPARE(clean->toString(QUrl::FullyEncoded), url);
    const auto again = cleanServerUrl(clean->toString(QUrl::FullyEncoded));
    QVERIFY(again);
    if (!url.endsWith("/api"_L1))
        QCOMPARE(*again, *clean);
}

void TestProfile::badUrl_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const char *typed, const char *why) {
        QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(why);
    };
    row("empty", "", "empty");
    row("blanks", "  \t ", "empty");
    row("blank inside", "https://wats example.com", "space");
    row("line break inside", "https://wats\n.example.com", "space");
    row("zero-width space inside", "https://wats\u200b.example.com", "space");
    row("user and password", "https://me:secret@wats.example.com", "userinfo");
    row("user alone", "https://me@wats.example.com", "userinfo");
    row("empty user", "https://@wats.example.com", "userinfo");
    row("user without scheme", "me@wats.example.com", "userinfo");
    row("query", "https://wats.example.com/?a=b", "query");
    row("fragment", "https://wats.example.com/#/reports", "fragment");
    row("ftp", "ftp://wats.example.com", "scheme");
    row("file", "file:///etc/passwd", "scheme");
    row("javascript", "javascript:alert(1)", "scheme without //");
    row("mailto", "mailto:me@example.com", "scheme without //");
    row("one slash", "https:/wats.example.com", "scheme without //");
    row("http in the clear", "http://wats.example.com", "plain http");
    row("http to a look-alike of this computer", "http://127.0.0.1.example.com", "plain http");
    row("http to localhost's look-alike", "http://localhost.example.com", "plain http");
    row("no host", "https://", "no host");
    row("no host but a path", "https:///api", "no host");
    row("port 0", "https://wats.example.com:0", "port");
    row("port too large", "https://wats.example.com:70000", "url");
    row("port of letters", "https://wats.example.com:abc", "url");
    row("open bracket", "https://[::1", "url");
    row("forbidden character", "https://wats<>.example.com", "url");
    row("path of a share", "\\\\plant\\wats", "path");
    row("path", "/srv/wats", "path");
}

void TestProfile::badUrl()
{
    QFETCH(QString, typed);
    QFETCH(QString, why);
    const auto clean = cleanServerUrl(typed);
    QVERIFY2(!clean, clean ? qPrintable(clean->toString()) : "");
    QCOMPARE(clean.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(clean.error().detail, why);
    QVERIFY(clean.error().message.endsWith(u'.'));
    QVERIFY(!clean.error().message.contains("secret"_L1));
}

void TestProfile::plainHttpWhenAllowed()
{
    const auto clean = cleanServerUrl(u"http://lab.example.com/"_s, PlainHttp::Allowed);
    QVERIFY(clean);
    QCOMPARE(*clean, QUrl(u"http://lab.example.com"_s));
    QVERIFY(!cleanServerUrl(u"ftp://lab.example.com/"_s, PlainHttp::Allowed));
}

void TestProfile::loopback_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("is");
    const auto row = [](const char *host, bool is) { QTest::newRow(host) << QString::fromLatin1(host) << is; };
    row("localhost", true);
    row("LocalHost", true);
    row("127.0.0.1", true);
    row("127.8.9.255", true);
    row("::1", true);
    row("127.0.0.256", false);
    row("127.0.0", false);
    row("128.0.0.1", false);
    row("127.0.0.x", false);
    row("mylocalhost", false);
    row("0.0.0.0", false);
}

void TestProfile::loopback()
{
    QFETCH(QString, host);
    QFETCH(bool, is);
    QCOMPARE(isLoopback(host), is);
}

void TestProfile::basic_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("plain") << u"user"_s << u"pass"_s << QByteArray("dXNlcjpwYXNz");
    QTest::newRow("beyond ASCII is UTF-8") << u"jörg"_s << u"päss€"_s << QByteArray("asO2cmc6cMOkc3Pigqw=");
    QTest::newRow("colon in the password") << u"user"_s << u"a:b"_s << QByteArray("dXNlcjphOmI=");
    QTest::newRow("empty password") << u"user"_s << QString() << QByteArray("dXNlcjo=");
}

void TestProfile::basic()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(QByteArray, token);
    QCOMPARE(basicToken(user, password), token);
    QVERIFY(checkUser(user));
    const auto checked = checkToken(QString::fromLatin1(token));
    QVERIFY(checked);
    QCOMPARE(*checked, token);
}

void TestProfile::badUser_data()
{
    QTest::addColumn<QString>("user");
    QTest::newRow("empty") << QString();
    QTest::newRow("colon") << u"a:b"_s;
    QTest::newRow("line break") << u"a\nb"_s;
}

void TestProfile::badUser()
{
    QFETCH(QString, user);
    const Status status = checkUser(user);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::InvalidInput);
}

void TestProfile::goodToken_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("as issued") << u"dXNlcjpwYXNz"_s << QByteArray("dXNlcjpwYXNz");
    QTest::newRow("blanks around") << u" dXNlcjpwYXNz\r\n"_s << QByteArray("dXNlcjpwYXNz");
    QTest::newRow("with Basic") << u"Basic dXNlcjpwYXNz"_s << QByteArray("dXNlcjpwYXNz");
    QTest::newRow("with basic") << u"basic  dXNlcjpwYXNz"_s << QByteArray("dXNlcjpwYXNz");
    QTest::newRow("padding") << u"dXNlcjo="_s << QByteArray("dXNlcjo=");
    QTest::newRow("padding left out") << u"dXNlcjo"_s << QByteArray("dXNlcjo");
    QTest::newRow("plus and slash") << u"ab+/"_s << QByteArray("ab+/");
}

void TestProfile::goodToken()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, token);
    const auto checked = checkToken(typed);
    QVERIFY2(checked, checked ? "" : qPrintable(checked.error().message));
    QCOMPARE(*checked, token);
}

void TestProfile::badToken_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("why");
    QTest::newRow("empty") << QString() << u"empty"_s;
    QTest::newRow("blank inside") << u"dXNlcj pwYXNz"_s << u"space"_s;
    QTest::newRow("no-break space inside") << u"dXNlcj\u00a0pwYXNz"_s << u"space"_s;
    QTest::newRow("line break inside") << u"dXNlcj\npwYXNz"_s << u"control character"_s;
    QTest::newRow("zero-width space inside") << u"dXNlcj\u200bpwYXNz"_s << u"control character"_s;
    QTest::newRow("umlaut") << u"dXNlcjpäYXNz"_s << u"character"_s;
    QTest::newRow("user:password not encoded") << u"user:pass"_s << u"character"_s;
    QTest::newRow("padding inside") << u"dXN=cjpw"_s << u"character"_s;
    QTest::newRow("too much padding") << u"dXNlc==="_s << u"length"_s;
    QTest::newRow("padding alone") << u"===="_s << u"length"_s;
    QTest::newRow("cut off") << u"dXNlcjpwY"_s << u"length"_s;
    QTest::newRow("a whole file") << QString(8193, u'A') << u"length"_s;
}

void TestProfile::badToken()
{
    QFETCH(QString, typed);
    QFETCH(QString, why);
    const auto checked = checkToken(typed);
    QVERIFY2(!checked, checked ? checked->constData() : "");
    QCOMPARE(checked.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(checked.error().detail, why);
    QVERIFY(!checked.error().message.contains(typed) || typed.isEmpty());
}

void TestProfile::idsDiffer()
{
    QVERIFY(newProfileId() != newProfileId());
    QVERIFY(!Profile().isValid());
}

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
