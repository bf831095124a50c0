// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/task.h"

#include <QJsonArray>

namespace qwats::ctl {

/// Sends report files, one after the other, each exactly once. A file is done when the server acknowledged its id.
class UploadTask final : public Task
{
    Q_OBJECT

public:
    using Task::Task;
    [[nodiscard]] Status prepare() override; ///< reads every file, so that a bad one stops all before anything is sent
    void start(Session &session) override;

private:
    void sendNext();
    void fileEnded(const QString &file, const QString &id, const std::optional<Error> &error);

    Session *m_session = nullptr;
    qsizetype m_next = 0;
    QJsonArray m_results;
    QString m_text;
    std::optional<Error> m_firstError;
};

} // namespace qwats::ctl
