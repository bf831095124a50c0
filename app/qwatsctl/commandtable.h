// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace qwats::ctl {

enum class CommandId : quint8 {
    Ping,
    Get,
    ProductsList,
    ProductsShow,
    AssetsList,
    AssetsShow,
    ReportsList,
    ReportsShow,
    ReportsDownload,
    ReportsUpload,
    Replay,
    WhatIf,
};

/// One option that takes a value, or a switch when `value` is empty. Used by one or more commands.
struct OptionSpec
{
    const char *name;
    const char *value; ///< name of the value in --help
    const char *what; ///< marked for translation
};

/// One command: its words, operands and options, once. Parser and --help are made from it.
struct CommandSpec
{
    CommandId id;
    const char *word; ///< "reports"
    const char *action; ///< "list"; empty when the word stands alone
    const char *operands; ///< as shown in --help: "PATH"
    int minOperands;
    int maxOperands;
    std::span<const char *const> options; ///< names out of optionSpecs()
    const char *what; ///< one line, marked for translation
    const char *notes; ///< more for --help, marked for translation; may be empty
};

[[nodiscard]] std::span<const CommandSpec> commandSpecs();
[[nodiscard]] std::span<const OptionSpec> optionSpecs(); ///< of all commands, without the global ones
[[nodiscard]] std::span<const OptionSpec> globalOptionSpecs(); ///< understood by every command

} // namespace qwats::ctl
