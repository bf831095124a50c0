// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assetservice.h"
#include "core/http/livequery.h"
#include "ui/theme/status.h"

#include <QWidget>

#include <functional>

class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace qwats {
class Session;
}

namespace qwats::ui {

class InkLabel;

/// The files that are kept with one asset: certificates, drawings, pictures. Files are added by a button or dropped
/// here, saved to disk, and deleted after a question.
///
/// Thread: GUI; disk work on a worker. Borrows the session.
class AssetFilesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AssetFilesPanel(Session &session, QWidget *parent = nullptr);

    void showAsset(const std::optional<Asset> &asset);
    void setShown(bool shown);
    void refresh();
    void upload(const QStringList &paths);
    void saveTo(const QString &name, const QString &path); ///< fetches the file and writes it
    void askToDelete(const QStringList &names);
    [[nodiscard]] QListWidget *list() const { return m_list; }

signals:
    void countChanged(std::optional<qint64> count);
    void notify(qwats::ui::StatusKind kind, const QString &title, const QString &text);
    void notifyUndoable(const QString &title, const QString &text, const std::function<void()> &undo);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeButtons(QVBoxLayout *column);
    void update();
    void uploadOne(const QString &path);
    void chooseFiles();
    void choosePlace();
    [[nodiscard]] QStringList chosen() const;

    Session &m_session;
    std::optional<Asset> m_asset;
    LiveQuery<QStringList> m_files;
    QListWidget *m_list;
    InkLabel *m_words;
    QPushButton *m_add;
    QPushButton *m_save;
    QPushButton *m_delete;
};

} // namespace qwats::ui
