// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scriptedserver.h"

namespace qwats::test {

/// A handful of WATS answers by path, and a log of what was asked. A write changes what the next read of its product
/// says.
class FakeWats
{
public:
    FakeWats();
    [[nodiscard]] QString url() const { return m_server.url().toString(); }
    [[nodiscard]] QList<ScriptedServer::Request> requests() const { return m_server.requests(); }
    [[nodiscard]] int asked(const QByteArray &target) const; ///< how often exactly this path was read
    /// Answers this path with these bytes from now on; an empty path answers every path.
    void answer(const QByteArray &path, const ScriptedServer::Reply &reply);
    void shut() { m_server.shut(); }

private:
    ScriptedServer::Reply replyTo(const ScriptedServer::Request &request);

    int m_productVersion = 1;
    QHash<QByteArray, ScriptedServer::Reply> m_fixed;
    ScriptedServer m_server;
};

} // namespace qwats::test
