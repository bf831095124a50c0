// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace qwats::ui {

/// What the window remembers of one profile beside its settings: saved filters, columns. Kept with the window's
/// geometry, as JSON texts. Never a token, a password or data of the server.
///
/// A value; thread: GUI. A text that is not JSON reads as nothing.
class ProfileMemory
{
public:
    explicit ProfileMemory(QString profileId);

    [[nodiscard]] QJsonValue value(const QString &key) const; ///< Undefined: nothing is kept
    void setValue(const QString &key, const QJsonValue &value); ///< an object or a list
    void remove(const QString &key);

private:
    [[nodiscard]] QString path(const QString &key) const;

    QString m_profile;
};

} // namespace qwats::ui
