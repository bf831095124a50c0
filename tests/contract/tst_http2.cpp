// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/2 through a real nginx in front of the demo server, with a firewall between that forgets connections.
#include "app/demo/demoserver.h"
#include "core/session/session.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace qwats;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int NotHere = 77; // ctest: skipped

QString nginxProgram()
{
    return QStandardPaths::findExecutable(u"nginx"_s,
                                          {u"/usr/sbin"_s, u"/usr/bin"_s, u"/usr/local/sbin"_s, u"/usr/local/bin"_s});
}

/// Passes bytes on in both directions. blackHole() lets what is open stay open and say nothing any more.
class Firewall
{
public:
    explicit Firewall(quint16 to)
        : m_to(to)
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
        m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] int flows() const { return m_flows; }
    void blackHole() { m_firstForwarded = m_flows; }

private:
    void accept()
    {
        while (QTcpSocket *client = m_server.nextPendingConnection()) {
            auto *server = new QTcpSocket(client);
            server->connectToHost(QHostAddress::LocalHost, m_to);
            const int flow = m_flows++;
            pass(client, server, flow);
            pass(server, client, flow);
        }
    }
    void pass(QTcpSocket *from, QTcpSocket *to, int flow)
    {
        QObject::connect(from, &QTcpSocket::readyRead, to, [this, from, to, flow] {
            const QByteArray bytes = from->readAll();
            if (flow >= m_firstForwarded)
                to->write(bytes);
        });
        QObject::connect(from, &QTcpSocket::disconnected, to, [this, to, flow] {
            if (flow >= m_firstForwarded)
                to->disconnectFromHost();
        });
    }

    QTcpServer m_server;
    quint16 m_to;
    int m_flows = 0;
    int m_firstForwarded = 0;
};

bool ran(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    const bool done = process.waitForFinished(20'000) && process.exitCode() == 0;
    if (!done)
        qWarning("%s: %s", qPrintable(program), process.readAllStandardError().constData());
    return done;
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

class TestHttp2 : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void protocolFollowsTheProfile_data();
    void protocolFollowsTheProfile();
    void plainHttpStaysOld();
    void postIsDeliveredOnce();
    void recoversFromABlackHole_data();
    void recoversFromABlackHole();

private:
    void makeCertificates();
    void writeConfiguration(quint16 port);
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QByteArray log() const;
    [[nodiscard]] std::unique_ptr<Session> session(bool http2, quint16 port) const;
    template <typename T> static Fetched<T> get(Session &session, const Query<T> &query)
    {
        FetchOptions options;
        options.mode = FetchOptions::Mode::NoCache;
        options.deadline = 25s;
        auto future = session.fetcher().ask(query, options);
        [[maybe_unused]] const bool done = QTest::qWaitFor([&] { return future.isFinished(); }, 30'000);
        return future.isFinished() ? future.result() : Fetched<T>();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<demo::DemoServer> m_demo;
    QProcess m_nginx;
    quint16 m_port = 0;
};

void TestHttp2::makeCertificates()
{
    const QStringList key{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s};
    QVERIFY(ran(u"openssl"_s,
                QStringList{u"req"_s, u"-x509"_s} + key
                    + QStringList{u"-keyout"_s, path(u"ca.key"_s), u"-out"_s, path(u"ca.pem"_s), u"-days"_s, u"2"_s,
                                  u"-subj"_s, u"/CN=test authority"_s}));
    QVERIFY(ran(u"openssl"_s,
                QStringList{u"req"_s} + key
                    + QStringList{u"-keyout"_s, path(u"server.key"_s), u"-out"_s, path(u"server.csr"_s), u"-subj"_s,
                                  u"/CN=127.0.0.1"_s}));
    QFile names(path(u"names"_s));
    QVERIFY(names.open(QIODevice::WriteOnly));
    names.write("subjectAltName=IP:127.0.0.1\n");
    names.close();
    QVERIFY(ran(u"openssl"_s,
                {u"x509"_s, u"-req"_s, u"-in"_s, path(u"server.csr"_s), u"-CA"_s, path(u"ca.pem"_s), u"-CAkey"_s,
                 path(u"ca.key"_s), u"-CAcreateserial"_s, u"-days"_s, u"2"_s, u"-extfile"_s, path(u"names"_s),
                 u"-out"_s, path(u"server.pem"_s)}));
}

void TestHttp2::writeConfiguration(quint16 port)
{
    QString text = uR"(USER
daemon off;
worker_processes 1;
pid FOLDER/nginx.pid;
error_log FOLDER/error.log;
events { worker_connections 256; }
http {
    log_format seen '$server_protocol $request_method $status $uri';
    access_log FOLDER/access.log seen;
    client_body_temp_path FOLDER/body;
    proxy_temp_path FOLDER/proxy;
    fastcgi_temp_path FOLDER/fastcgi;
    uwsgi_temp_path FOLDER/uwsgi;
    scgi_temp_path FOLDER/scgi;
    server {
        listen 127.0.0.1:PORT ssl http2;
        ssl_certificate FOLDER/server.pem;
        ssl_certificate_key FOLDER/server.key;
        location / { proxy_pass DEMO; }
    }
}
)"_s;
    // Its worker would be another user, who may not enter the folder.
    text.replace(u"USER"_s, geteuid() == 0 ? u"user root;"_s : QString());
    text.replace(u"FOLDER"_s, m_folder.path());
    text.replace(u"PORT"_s, QString::number(port));
    text.replace(u"DEMO"_s, m_demo->url());
    QFile file(path(u"nginx.conf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
}

void TestHttp2::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QString problem;
    m_demo = demo::DemoServer::start({.products = 5, .assets = 20, .reports = 20}, &problem);
    QVERIFY2(m_demo, qPrintable(problem));
    makeCertificates();
    m_port = freePort();
    writeConfiguration(m_port);
    m_nginx.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_nginx.start(nginxProgram(), {u"-p"_s, m_folder.path(), u"-c"_s, path(u"nginx.conf"_s)});
    QVERIFY(m_nginx.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(
        [this] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, m_port);
            return socket.waitForConnected(200);
        }(),
        10'000);
}

void TestHttp2::cleanupTestCase()
{
    m_nginx.terminate();
    QVERIFY(m_nginx.waitForFinished(10'000));
}

QByteArray TestHttp2::log() const
{
    QFile file(path(u"access.log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::unique_ptr<Session> TestHttp2::session(bool http2, quint16 port) const
{
    Profile profile;
    profile.id = profile.name = u"nginx"_s;
    profile.url = QUrl(u"https://127.0.0.1:%1"_s.arg(port));
    profile.proxy = Profile::Proxy::None;
    profile.caFile = path(u"ca.pem"_s);
    profile.http2 = http2;
    profile.attemptTimeout = 2s;
    SessionOptions options;
    options.watchServer = false;
    return std::make_unique<Session>(profile, m_demo->token().toLatin1(), options);
}

void TestHttp2::protocolFollowsTheProfile_data()
{
    QTest::addColumn<bool>("http2");
    QTest::addColumn<QByteArray>("protocol");
    QTest::newRow("off") << false << QByteArray("HTTP/1.1 GET 200 /api/Asset/Types");
    QTest::newRow("on") << true << QByteArray("HTTP/2.0 GET 200 /api/Asset/Types");
}

void TestHttp2::protocolFollowsTheProfile()
{
    QFETCH(bool, http2);
    QFETCH(QByteArray, protocol);
    const auto before = log().size();
    const auto connected = session(http2, m_port);
    const auto types = get(*connected, AssetService::types());
    QVERIFY2(types, types.error ? qPrintable(types.error->message) : "no value");
    QVERIFY(!types->empty());
    QTRY_COMPARE(log().mid(before).trimmed(), protocol);
}

void TestHttp2::plainHttpStaysOld()
{
    Profile profile;
    profile.url = QUrl(m_demo->url());
    profile.proxy = Profile::Proxy::None;
    profile.http2 = true;
    SessionOptions options;
    options.watchServer = false;
    Session connected(profile, m_demo->token().toLatin1(), options);
    QVERIFY(get(connected, AssetService::types())); // the demo server knows no HTTP/2: an upgrade would fail
}

void TestHttp2::postIsDeliveredOnce()
{
    const auto connected = session(true, m_port);
    const auto before = m_demo->requestsSeen("POST /api/Asset/Message");
    const auto asset = get(*connected, AssetService::list({}, AssetSort::Serial, Qt::AscendingOrder, {0, 1}));
    QVERIFY(asset && !asset->empty());
    std::optional<Status> result;
    connected->assets().addMessage(asset->front(), u"over HTTP/2"_s, this, [&](const Status &done) { result = done; });
    QTRY_VERIFY_WITH_TIMEOUT(result, 20'000);
    QVERIFY2(*result, *result ? "" : qPrintable(result->error().message));
    QCOMPARE(m_demo->requestsSeen("POST /api/Asset/Message"), before + 1);
    QTRY_VERIFY(log().contains("HTTP/2.0 POST 200 /api/Asset/Message"));
}

void TestHttp2::recoversFromABlackHole_data()
{
    QTest::addColumn<bool>("http2");
    QTest::newRow("HTTP/1.1") << false;
    QTest::newRow("HTTP/2") << true;
}

/// Without the watchdog every later call over HTTP/2 ends in the same dead connection, and times out.
void TestHttp2::recoversFromABlackHole()
{
    QFETCH(bool, http2);
    Firewall firewall(m_port);
    const auto connected = session(http2, firewall.port());
    QVERIFY(get(*connected, AssetService::types()));
    QVERIFY(firewall.flows() > 0);
    firewall.blackHole();
    const int flows = firewall.flows();
    const auto after = get(*connected, AssetService::types()); // first attempts time out, then a new connection
    QVERIFY2(after, after.error ? qPrintable(after.error->message) : "no value");
    QVERIFY(firewall.flows() > flows);
    for (int i = 0; i < 3; ++i)
        QVERIFY(get(*connected, AssetService::types()));
    const auto records = connected->log().since(0);
    QVERIFY(records.at(1).attempts > 1);
    for (size_t i = 2; i < records.size(); ++i)
        QCOMPARE(records[i].attempts, 1);
}

int main(int argc, char **argv)
{
    if (nginxProgram().isEmpty() || QStandardPaths::findExecutable(u"openssl"_s).isEmpty()) {
        fputs("skipped: nginx and openssl are needed\n", stderr);
        return NotHere;
    }
    QCoreApplication app(argc, argv);
    TestHttp2 test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_http2.moc"
