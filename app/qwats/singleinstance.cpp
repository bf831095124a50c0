// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/singleinstance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace qwats {

using namespace Qt::StringLiterals;

namespace {

constexpr int RetryMs = 20;
constexpr int LongestTalkMs = 3000;
constexpr char Taken[] = "taken\n";

/// Short, because the path of a socket is (108 bytes), and in the user's own folder where there is one.
QString socketFor(const QString &configDir)
{
    const QByteArray hash
        = QCryptographicHash::hash(QDir::cleanPath(configDir).toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    const QString name = u"qwats-%1-%2"_s.arg(::getuid()).arg(QLatin1StringView(hash));
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return runtime.isEmpty() ? name : runtime + u'/' + name;
}

} // namespace

SingleInstance::SingleInstance(QString configDir, QObject *parent)
    : QObject(parent)
    , m_lock(QDir(configDir).absoluteFilePath(u"instance.lock"_s))
    , m_socket(socketFor(QDir(configDir).absolutePath()))
{
}

SingleInstance::~SingleInstance()
{
    delete std::exchange(m_server, nullptr); // removes its socket while the lock is still held
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

/// The file stays; the lock on it belongs to the open descriptor and ends with the process.
bool SingleInstance::lock()
{
    if (!QDir().mkpath(QFileInfo(m_lock).absolutePath()))
        return false;
    m_descriptor = ::open(QFile::encodeName(m_lock).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_descriptor < 0)
        return false;
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0)
        return true;
    ::close(std::exchange(m_descriptor, -1));
    return false;
}

bool SingleInstance::listen()
{
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(m_socket); // of one that was killed: the lock says that nobody listens there
    connect(m_server, &QLocalServer::newConnection, this, &SingleInstance::welcome);
    return m_server->listen(m_socket);
}

SingleInstance::Role SingleInstance::claim(const QStringList &arguments, int patienceMs)
{
    // The owner may be on its way out: then the lock becomes free while we wait, and it is ours.
    QDeadlineTimer deadline(patienceMs);
    do {
        if (lock())
            return listen() ? Role::Owner : Role::Alone;
        if (handOver(arguments, int(std::min<qint64>(deadline.remainingTime(), LongestTalkMs))))
            return Role::HandedOver;
        QThread::msleep(RetryMs); // before the event loop: nothing waits for this thread yet
    } while (!deadline.hasExpired());
    return Role::Alone;
}

bool SingleInstance::handOver(const QStringList &arguments, int patienceMs) const
{
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    if (!socket.waitForConnected(patienceMs))
        return false;
    const QByteArray message
        = QJsonDocument(QJsonArray::fromStringList(arguments)).toJson(QJsonDocument::Compact) + '\n';
    if (socket.write(message) != message.size() || !socket.waitForBytesWritten(patienceMs))
        return false;
    QByteArray answer;
    while (answer.size() < qsizetype(sizeof Taken) - 1 && socket.waitForReadyRead(patienceMs))
        answer += socket.readAll();
    return answer == Taken;
}

void SingleInstance::welcome()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(LongestTalkMs, socket, [socket] { socket->abort(); });
        read(socket); // the message may be there already
    }
}

void SingleInstance::read(QLocalSocket *socket)
{
    if (socket->bytesAvailable() > MostBytes)
        return socket->abort();
    if (!socket->canReadLine())
        return;
    const QJsonDocument message = QJsonDocument::fromJson(socket->readLine(MostBytes + 1));
    if (!message.isArray())
        return socket->abort();
    QStringList arguments;
    const QJsonArray list = message.array();
    for (const QJsonValue &one : list)
        arguments << one.toString();
    socket->write(Taken);
    socket->flush();
    socket->disconnectFromServer();
    emit started(arguments);
}

} // namespace qwats
