// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/commandtable.h"
#include "app/qwatsctl/replayoptions.h"
#include "app/qwatsctl/whatifoptions.h"
#include "core/report/reportheader.h"
#include "core/result/result.h"

#include <QStringList>

#include <optional>

namespace qwats::ctl {

/// What was asked for on the command line, checked. A value.
struct CommandLine
{
    QString server; ///< as typed; empty: not given
    QString profile;
    QString tokenFile;
    bool json = false;
    QString information; ///< --help, --version: print this and do nothing else

    CommandId command = CommandId::Ping;
    QStringList operands;
    int count = 1;
    int concurrency = 1;
    bool noCache = false;
    QString filter;
    int top = 100;
    ReportKind reportKind = ReportKind::Test;
    QString output;
    ReplayOptions replay;
    WhatIfOptions whatIf;
};

/// Reads the arguments; the first is the program's name. Options may stand anywhere. Error InvalidInput: one sentence
/// that names the option or operand, never a value that could be a secret.
[[nodiscard]] Result<CommandLine> parseCommandLine(const QStringList &arguments);

/// Whether errors shall be JSON, also when the arguments could not be read.
[[nodiscard]] bool wantsJson(const QStringList &arguments);

/// The overview of all commands.
[[nodiscard]] QString overview();

} // namespace qwats::ctl
