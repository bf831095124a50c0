// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/report/report.h"
#include "core/report/reportupload.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace qwats {
class Session;
}

namespace qwats::ui {

class TransferBar;

/// The forms in which a server hands out a report as a file.
enum class ReportFile : quint8 { Certificate, Wsjf, Wsxf, Attachments };
[[nodiscard]] QString reportFileTitle(ReportFile file); ///< translated: "Certificate (PDF)"

/// Reports as files: from the server to the disk and from the disk to the server, one at a time, told in a strip.
///
/// Files are saved as the server sent them, byte for byte. A report is sent once, never again by itself; one that the
/// server has already is replaced only after a person said so. Thread: GUI. Borrows the session and the bar.
class ReportTransfers : public QObject
{
    Q_OBJECT

public:
    ReportTransfers(Session &session, TransferBar *bar, QWidget *dialogParent);
    ~ReportTransfers() override;

    /// Asks for a place and loads the file into it.
    void download(ReportFile file, const std::shared_ptr<const Report> &report);
    /// The same with the place chosen already.
    void downloadTo(ReportFile file, const QString &id, const QString &path);

    void chooseUpload();
    void upload(const QString &path);
    /// Files dropped onto this widget are uploaded. Borrowed; its children must not take drops themselves.
    void acceptFilesOn(QWidget *page);
    [[nodiscard]] bool canUpload() const; ///< false while the server is away or a transfer runs

signals:
    void reportRequested(const QString &id); ///< the link of a stored report

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Outgoing
    {
        QString file; ///< its name, for words
        QByteArray body;
        ReportIdentity identity;
    };
    static Result<Outgoing> outgoingFrom(const QString &path);
    void fetched(const Fetched<QByteArray> &answer, ReportFile file, const QString &path, int asked);
    void askWhetherThere();
    void send();
    void sent(const Result<QString> &storedAs);
    void cancel();
    void act();

    enum class Next : quint8 { None, TryDownload, Replace, OpenReport };

    Session &m_session;
    TransferBar *m_bar;
    QWidget *m_dialogParent;
    Ticket m_ticket;
    int m_asked = 0; ///< the newest transfer; late answers of cancelled ones are dropped
    Next m_next = Next::None;
    std::function<void()> m_again;
    std::optional<Outgoing> m_outgoing;
    bool m_replaces = false;
    QString m_stored;
};

} // namespace qwats::ui
