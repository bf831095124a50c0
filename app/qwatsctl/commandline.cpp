// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

namespace qwats::ctl {
namespace {

constexpr int MostRequests = 10'000'000;
constexpr int MostAtOnce = 1'000;
constexpr int MostRows = 1'000'000;
constexpr qint64 LongestLife = 90 * 24 * 3600;

class OptionWords
{
    Q_DECLARE_TR_FUNCTIONS(qwatsctl)
};

tl::unexpected<Error> usage(const QString &message)
{
    return failure(Error::Kind::InvalidInput, message, QStringLiteral("command line"));
}

void addOption(QCommandLineParser &parser, const OptionSpec &spec)
{
    QStringList names{QString::fromLatin1(spec.name)};
    if (names.constFirst() == QLatin1StringView("help"))
        names.prepend(QStringLiteral("h"));
    parser.addOption(QCommandLineOption(names, OptionWords::tr(spec.what), QString::fromUtf8(spec.value)));
}

bool takes(const CommandSpec &command, const OptionSpec &option)
{
    return std::any_of(command.options.begin(), command.options.end(),
                       [&](const char *name) { return qstrcmp(name, option.name) == 0; });
}

/// A parser for one command; for finding the command, one that knows every option.
void fillParser(QCommandLineParser &parser, const CommandSpec *command)
{
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    for (const OptionSpec &option : optionSpecs()) {
        if (!command || takes(*command, option))
            addOption(parser, option);
    }
    for (const OptionSpec &option : globalOptionSpecs())
        addOption(parser, option);
}

QString nameOf(const CommandSpec &command)
{
    QString name = QString::fromLatin1(command.word);
    if (*command.action)
        name += u' ' + QLatin1StringView(command.action);
    return name;
}

/// Breaks lines between words, as wide as the parser's own help.
QString wrapped(const QString &paragraphs)
{
    constexpr qsizetype widest = 79;
    QStringList lines;
    for (const QString &paragraph : paragraphs.split(u'\n')) {
        lines << QString();
        for (const QString &word : paragraph.split(u' ', Qt::SkipEmptyParts)) {
            if (!lines.constLast().isEmpty() && lines.constLast().size() + 1 + word.size() > widest)
                lines << QString();
            lines.last() += (lines.constLast().isEmpty() ? QString() : QStringLiteral(" ")) + word;
        }
    }
    return lines.join(u'\n');
}

QString helpOf(const CommandSpec &command)
{
    QCommandLineParser parser;
    fillParser(parser, &command);
    // The parser's own text names the program by its path and lists operands it does not know; only its options are
    // used.
    const QString all = parser.helpText();
    const QString options = all.mid(all.indexOf(u'\n') + 1).trimmed();
    QString usageText = nameOf(command);
    if (*command.operands)
        usageText += u' ' + QString::fromUtf8(command.operands);
    QString help = OptionWords::tr("Usage: qwatsctl %1 [options]").arg(usageText);
    help += QStringLiteral("\n\n") + OptionWords::tr(command.what);
    if (*command.notes)
        help += u'\n' + wrapped(OptionWords::tr(command.notes));
    return help + QStringLiteral("\n\n") + options + u'\n';
}

Result<const CommandSpec *> findCommand(QStringList &words)
{
    const QString word = words.isEmpty() ? QString() : words.takeFirst();
    QStringList actions;
    for (const CommandSpec &command : commandSpecs()) {
        if (word != QLatin1StringView(command.word))
            continue;
        if (!*command.action)
            return &command;
        if (words.value(0) == QLatin1StringView(command.action)) {
            words.removeFirst();
            return &command;
        }
        actions << QString::fromLatin1(command.action);
    }
    if (!actions.isEmpty())
        return usage(OptionWords::tr("After \"%1\" say one of: %2.").arg(word, actions.join(QStringLiteral(", "))));
    return usage(OptionWords::tr("There is no command \"%1\". See qwatsctl --help.").arg(word));
}

/// A whole number within a range, or the fallback when the option was not given.
template <typename Number>
Status readNumber(const QCommandLineParser &parser, const char *name, qint64 lowest, qint64 highest, Number &into)
{
    const QString option = QString::fromLatin1(name);
    if (!parser.isSet(option))
        return {};
    bool ok = false;
    const qint64 number = parser.value(option).toLongLong(&ok);
    if (!ok || number < lowest || number > highest)
        return usage(
            OptionWords::tr("--%1 must be a whole number from %2 to %3.").arg(option).arg(lowest).arg(highest));
    into = Number(number);
    return {};
}

/// One of two words: true for the first.
Status readChoice(const QCommandLineParser &parser, const char *name, const char *first, const char *second,
                  bool &isFirst)
{
    const QString option = QString::fromLatin1(name);
    if (!parser.isSet(option))
        return {};
    const QString word = parser.value(option);
    isFirst = word == QLatin1StringView(first);
    if (isFirst || word == QLatin1StringView(second))
        return {};
    return usage(OptionWords::tr("--%1 must be \"%2\" or \"%3\".")
                     .arg(option, QLatin1StringView(first), QLatin1StringView(second)));
}

Status readReplay(const QCommandLineParser &parser, ReplayOptions &options)
{
    bool onTraceClock = true;
    Status status = readChoice(parser, "cache", "on", "off", options.useCache);
    if (status)
        status = readChoice(parser, "clock", "trace", "real", onTraceClock);
    if (status)
        status = readNumber(parser, "max-entries", 1, 100'000'000, options.maxEntries);
    if (status)
        status = readNumber(parser, "max-bytes", 1, 1'000'000'000'000, options.maxBytes);
    if (status)
        status = readNumber(parser, "fresh-for", 0, LongestLife, options.freshFor);
    if (status)
        status = readNumber(parser, "keep-for", 0, LongestLife, options.keepFor);
    if (status)
        status = readNumber(parser, "concurrency", 1, MostAtOnce, options.concurrency);
    options.clock = onTraceClock ? ReplayOptions::ClockSource::Trace : ReplayOptions::ClockSource::Real;
    options.answers = parser.value(QStringLiteral("answers"));
    options.record = parser.value(QStringLiteral("record"));
    return status;
}

/// Values of the options that `line.command` knows; the parser answers "not set" for the others.
Status readOptions(const QCommandLineParser &parser, const CommandSpec &command, CommandLine &line)
{
    const auto value = [&](const char *name) {
        const QString option = QString::fromLatin1(name);
        return parser.optionNames().contains(option) ? parser.value(option) : QString();
    };
    line.filter = value("filter");
    line.output = value("output");
    line.noCache = parser.optionNames().contains(QStringLiteral("no-cache"));
    if (command.id == CommandId::Replay)
        return readReplay(parser, line.replay);
    if (command.id == CommandId::WhatIf)
        return readWhatIf(value("fresh-for"), value("keep-for"), value("max-entries"), value("max-bytes"),
                          parser.values(QStringLiteral("domain")), line.whatIf);
    Status status;
    if (command.id == CommandId::Get) {
        status = readNumber(parser, "count", 1, MostRequests, line.count);
        if (status)
            status = readNumber(parser, "concurrency", 1, MostAtOnce, line.concurrency);
        return status;
    }
    if (parser.optionNames().contains(QStringLiteral("top")))
        status = readNumber(parser, "top", 1, MostRows, line.top);
    bool isTest = true;
    if (status && command.id == CommandId::ReportsList)
        status = readChoice(parser, "type", "test", "repair", isTest);
    line.reportKind = isTest ? ReportKind::Test : ReportKind::Repair;
    if (status && !value("format").isEmpty() && value("format") != QLatin1StringView("wsjf"))
        return usage(OptionWords::tr("--format must be \"wsjf\"."));
    return status;
}

Status readOperands(const QStringList &operands, const CommandSpec &command, CommandLine &line)
{
    const QString name = QString::fromUtf8(command.operands);
    if (operands.size() < command.minOperands)
        return usage(OptionWords::tr("%1 needs %2. See qwatsctl %1 --help.").arg(nameOf(command), name));
    if (operands.size() > command.maxOperands)
        return usage(command.maxOperands == 0
                         ? OptionWords::tr("%1 takes nothing more than options.").arg(nameOf(command))
                         : OptionWords::tr("%1 takes only one %2.").arg(nameOf(command), name));
    if (operands.contains(QString()))
        return usage(OptionWords::tr("%1 must not be empty.").arg(name));
    line.operands = operands;
    return {};
}

/// An empty value is always a mistake: an unset variable in a script.
Status refuseEmptyValues(const QCommandLineParser &parser)
{
    for (const auto specs : {globalOptionSpecs(), optionSpecs()}) {
        for (const OptionSpec &spec : specs) {
            const QString name = QString::fromLatin1(spec.name);
            if (*spec.value && parser.optionNames().contains(name) && parser.value(name).isEmpty())
                return usage(OptionWords::tr("--%1 needs a value.").arg(name));
        }
    }
    return {};
}

} // namespace

QString overview()
{
    QString commands;
    qsizetype width = 0;
    for (const CommandSpec &command : commandSpecs())
        width = std::max(width, nameOf(command).size() + 1 + QString::fromUtf8(command.operands).size());
    for (const CommandSpec &command : commandSpecs()) {
        const QString usageText = nameOf(command) + u' ' + QString::fromUtf8(command.operands);
        commands += QStringLiteral("  ") + usageText.leftJustified(width) + QStringLiteral("  ")
            + OptionWords::tr(command.what) + u'\n';
    }
    QCommandLineParser parser;
    for (const OptionSpec &option : globalOptionSpecs())
        addOption(parser, option);
    const QString all = parser.helpText();
    return OptionWords::tr("Usage: qwatsctl [options] COMMAND") + QStringLiteral("\n\n")
        + OptionWords::tr("Asks a WATS server through a cache.") + QStringLiteral("\n\n") + OptionWords::tr("Commands:")
        + u'\n' + commands + u'\n' + all.mid(all.indexOf(u'\n') + 1).trimmed() + QStringLiteral("\n\n")
        + OptionWords::tr("Options of a command: qwatsctl COMMAND --help.") + u'\n'
        + OptionWords::tr("Exit codes: 0 done, 1 failed, 2 wrong use, 3 server not reached, 4 not authorised.") + u'\n';
}

bool wantsJson(const QStringList &arguments)
{
    const auto end = std::find(arguments.begin(), arguments.end(), QStringLiteral("--"));
    return std::find(arguments.begin(), end, QStringLiteral("--json")) != end;
}

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    CommandLine line;
    QCommandLineParser everything;
    fillParser(everything, nullptr);
    const bool known = everything.parse(arguments);
    QStringList words = everything.positionalArguments();
    if (everything.isSet(QStringLiteral("version"))) {
        line.information = QStringLiteral("qwatsctl " QWATS_VERSION "\n");
        return line;
    }
    if (words.isEmpty() && everything.isSet(QStringLiteral("help"))) {
        line.information = overview();
        return line;
    }
    if (!known)
        return usage(everything.errorText());
    if (words.isEmpty())
        return usage(OptionWords::tr("Say what to do. See qwatsctl --help."));
    auto found = findCommand(words);
    if (!found) {
        if (!everything.isSet(QStringLiteral("help")))
            return failure(found.error());
        line.information = overview();
        return line;
    }
    const CommandSpec &command = **found;
    if (everything.isSet(QStringLiteral("help"))) {
        line.information = helpOf(command);
        return line;
    }
    QCommandLineParser parser;
    fillParser(parser, &command);
    if (!parser.parse(arguments))
        return usage(OptionWords::tr("%1: %2").arg(nameOf(command), parser.errorText()));
    line.command = command.id;
    line.server = parser.value(QStringLiteral("server"));
    line.profile = parser.value(QStringLiteral("profile"));
    line.tokenFile = parser.value(QStringLiteral("token-file"));
    line.json = parser.isSet(QStringLiteral("json"));
    Status status = refuseEmptyValues(parser);
    if (status)
        status = readOptions(parser, command, line);
    if (status)
        status = readOperands(words, command, line);
    if (!status)
        return failure(status.error());
    return line;
}

} // namespace qwats::ctl
