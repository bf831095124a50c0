// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/commandtable.h"

#include <QtGlobal>

#include <array>

namespace qwats::ctl {
namespace {

// Translated where they are shown.
constexpr std::array<OptionSpec, 6> globals{{
    {"server", "URL",
     QT_TRANSLATE_NOOP("qwatsctl", "Address of the server. Default: QWATS_SERVER, else the active profile.")},
    {"profile", "NAME", QT_TRANSLATE_NOOP("qwatsctl", "Use this profile of the configuration.")},
    {"token-file", "FILE",
     QT_TRANSLATE_NOOP(
         "qwatsctl", "Read the token from this file. Default: QWATS_TOKEN, else the profile's entry in the keychain.")},
    {"json", "", QT_TRANSLATE_NOOP("qwatsctl", "Print JSON, also for errors.")},
    {"version", "", QT_TRANSLATE_NOOP("qwatsctl", "Show the version.")},
    {"help", "", QT_TRANSLATE_NOOP("qwatsctl", "Show this help.")},
}};

constexpr std::array<OptionSpec, 17> options{{
    {"count", "N", QT_TRANSLATE_NOOP("qwatsctl", "How many times to ask. Default: 1.")},
    {"concurrency", "C", QT_TRANSLATE_NOOP("qwatsctl", "How many may run at once. Default: 1.")},
    {"no-cache", "", QT_TRANSLATE_NOOP("qwatsctl", "Ask the server each time and keep nothing.")},
    {"filter", "ODATA", QT_TRANSLATE_NOOP("qwatsctl", "Which rows, as an OData filter: \"serialNumber eq 'X1'\".")},
    {"top", "N", QT_TRANSLATE_NOOP("qwatsctl", "How many rows at most. Default: 100.")},
    {"type", "KIND", QT_TRANSLATE_NOOP("qwatsctl", "Kind of report: test (default) or repair.")},
    {"format", "FORMAT", QT_TRANSLATE_NOOP("qwatsctl", "Format of the file: wsjf.")},
    {"output", "FILE", QT_TRANSLATE_NOOP("qwatsctl", "Write to this file instead of standard output.")},
    {"cache", "on|off", QT_TRANSLATE_NOOP("qwatsctl", "Use the cache. Default: on.")},
    {"max-entries", "N", QT_TRANSLATE_NOOP("qwatsctl", "Most entries in the cache. Default: 1000.")},
    {"max-bytes", "N", QT_TRANSLATE_NOOP("qwatsctl", "Most bytes in the cache. Default: 64000000.")},
    {"fresh-for", "S",
     QT_TRANSLATE_NOOP("qwatsctl", "Seconds an answer counts as new, in every domain. Default: per domain.")},
    {"keep-for", "S",
     QT_TRANSLATE_NOOP("qwatsctl", "Seconds an answer may be shown as old, in every domain. Default: per domain.")},
    {"clock", "trace|real",
     QT_TRANSLATE_NOOP("qwatsctl", "What moves the cache's clock: the trace's t_ms (default) or the machine's time.")},
    {"answers", "FILE",
     QT_TRANSLATE_NOOP("qwatsctl", "Write a line of JSON for each GET: n, path, outcome, fresh, as_of_ms, body.")},
    {"record", "FILE",
     QT_TRANSLATE_NOOP("qwatsctl", "Write what the cache was asked for to this file, for qwatsctl whatif.")},
    {"domain", "NAME:KEY=VALUE",
     QT_TRANSLATE_NOOP("qwatsctl",
                       "Change one domain: asset:fresh-for=60. Keys: fresh-for, keep-for, offline-for (seconds), "
                       "refresh-ahead (percent), cache (on, off). May be given several times.")},
}};

constexpr std::array getOptions{"count", "concurrency", "no-cache"};
constexpr std::array topOption{"top"};
constexpr std::array listOptions{"filter", "top"};
constexpr std::array reportListOptions{"filter", "top", "type"};
constexpr std::array downloadOptions{"format", "output"};
constexpr std::array replayOptions{"cache", "max-entries", "max-bytes", "fresh-for", "keep-for",
                                   "clock", "concurrency", "answers",   "record"};
constexpr std::array whatIfOptions{"max-entries", "max-bytes", "fresh-for", "keep-for", "domain"};

constexpr std::array<CommandSpec, 12> commands{{
    {CommandId::Ping,
     "ping",
     "",
     "",
     0,
     0,
     {},
     QT_TRANSLATE_NOOP("qwatsctl", "Is the server there, and is the token good?"),
     ""},
    {CommandId::Get, "get", "", "PATH", 1, 1, getOptions,
     QT_TRANSLATE_NOOP("qwatsctl", "Ask for a path, once or many times, and measure."),
     QT_TRANSLATE_NOOP(
         "qwatsctl",
         "One request without --json prints the server's answer as it is; else what was measured is printed. "
         "This command measures: it opens as many connections as --concurrency allows and is not held back by "
         "the limit of requests per minute, unless the profile has one of its own.")},
    {CommandId::ProductsList, "products", "list", "", 0, 0, topOption, QT_TRANSLATE_NOOP("qwatsctl", "List products."),
     ""},
    {CommandId::ProductsShow,
     "products",
     "show",
     "PARTNUMBER",
     1,
     1,
     {},
     QT_TRANSLATE_NOOP("qwatsctl", "Show a product."),
     ""},
    {CommandId::AssetsList, "assets", "list", "", 0, 0, listOptions, QT_TRANSLATE_NOOP("qwatsctl", "List assets."), ""},
    {CommandId::AssetsShow,
     "assets",
     "show",
     "ID",
     1,
     1,
     {},
     QT_TRANSLATE_NOOP("qwatsctl", "Show an asset, by id or serial number."),
     ""},
    {CommandId::ReportsList, "reports", "list", "", 0, 0, reportListOptions,
     QT_TRANSLATE_NOOP("qwatsctl", "List reports, newest first."), ""},
    {CommandId::ReportsShow,
     "reports",
     "show",
     "ID",
     1,
     1,
     {},
     QT_TRANSLATE_NOOP("qwatsctl", "Show a report with its steps."),
     ""},
    {CommandId::ReportsDownload, "reports", "download", "ID", 1, 1, downloadOptions,
     QT_TRANSLATE_NOOP("qwatsctl", "Fetch a report as a file."), ""},
    {CommandId::ReportsUpload,
     "reports",
     "upload",
     "FILE…",
     1,
     10'000,
     {},
     QT_TRANSLATE_NOOP("qwatsctl", "Send WSJF reports to the server."),
     QT_TRANSLATE_NOOP(
         "qwatsctl",
         "Each file is sent once, one after the other, and counts as done when the server has acknowledged the "
         "report's id. A file that failed does not stop the others.")},
    {CommandId::Replay, "replay", "", "TRACE", 1, 1, replayOptions,
     QT_TRANSLATE_NOOP("qwatsctl", "Send the requests of a trace through cache and client, and measure."),
     QT_TRANSLATE_NOOP(
         "qwatsctl",
         "The trace holds a JSON object a line: t_ms, method, path, refresh, target.\n"
         "A line runs until its last answer, the refresh behind an old answer included. A write waits for the lines "
         "before it, and the lines after it wait for the write. Writes really change the server. Lines follow each "
         "other without pauses, and the limit of requests per minute does not hold them back, unless the profile "
         "has one of its own.\n"
         "upstream_calls counts every call to the server: reads, writes, refreshes and repeated attempts. In "
         "--answers, as_of_ms is on the trace's clock with --clock trace, else milliseconds since 1970.")},
    {CommandId::WhatIf, "whatif", "", "FILE", 1, 1, whatIfOptions,
     QT_TRANSLATE_NOOP("qwatsctl", "Predict from a recording what other settings of the cache would do."),
     QT_TRANSLATE_NOOP(
         "qwatsctl",
         "FILE comes from qwatsctl replay --record. No server is asked. What is not given stays as it was in the "
         "recording. --fresh-for, --keep-for, --max-entries and --max-bytes take several values, as in 60,300,3600: "
         "each combination is a line.\n"
         "\"recorded\" is what happened, \"as recorded\" the prediction for the same settings: how close the two are "
         "tells how good the others are. The curve shows the hit rate by number of entries, for the lifetimes of the "
         "one combination, of several for those of the recording.")},
}};

} // namespace

std::span<const CommandSpec> commandSpecs()
{
    return commands;
}

std::span<const OptionSpec> optionSpecs()
{
    return options;
}

std::span<const OptionSpec> globalOptionSpecs()
{
    return globals;
}

} // namespace qwats::ctl
