// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/keptbody.h"
#include "app/qwatsctl/trace.h"
#include "core/http/fetched.h"

#include <QFile>

namespace qwats::ctl {

/// Writes what the caller of each read was shown, so that somebody else can hold it against the server's truth: one
/// JSON object a line, {"n","path","outcome","fresh","as_of_ms","body"}, in the order in which the answers came.
///
/// A "not found" counts as shown as up to date. `body` is null without a value, `as_of_ms` when nobody knows.
class AnswerFile
{
public:
    explicit AnswerFile(const QString &name)
        : m_file(name)
    {
    }

    [[nodiscard]] bool isWanted() const { return !m_file.fileName().isEmpty(); }
    [[nodiscard]] Status open(); ///< Error InvalidInput: the file cannot be written
    void add(const TraceLine &line, const Fetched<Untyped> &answer);
    [[nodiscard]] Status close(); ///< Error Storage: some lines were not written

private:
    QFile m_file;
    bool m_good = true;
};

} // namespace qwats::ctl
