// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kit/tablesamples.h"

#include "ui/widgets/words.h"

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace samples {

namespace {

QStandardItem *item(const QString &text)
{
    auto *made = new QStandardItem(text);
    made->setEditable(false);
    return made;
}

QStandardItem *with(QStandardItem *made, int role, const QVariant &value)
{
    made->setData(value, role);
    return made;
}

QStandardItem *key(const QString &text)
{
    return with(item(text), KeyRole, true);
}

QStandardItem *quiet(const QString &text)
{
    return with(item(text), MutedRole, true);
}

QStandardItem *number(const QString &text)
{
    return with(item(text), Qt::TextAlignmentRole, alignNumber);
}

QStandardItem *state(StatusKind kind)
{
    return with(item({}), StatusRole, status(kind));
}

QStandardItem *usage(std::optional<double> share, const QString &text, StatusKind kind = StatusKind::Ok)
{
    Usage made;
    made.share = share;
    made.text = text;
    made.status = kind;
    return with(item({}), UsageRole, QVariant::fromValue(made));
}

struct AssetRow
{
    StatusKind state;
    const char *serial;
    const char *name;
    const char *place;
    double running;
    const char *runningText;
    StatusKind runningState;
    double due;
    const char *dueText;
    StatusKind dueState;
    const char *seen;
};

const AssetRow assetRows[] = {
    {StatusKind::Overdue, "DMM-017", "Bench DMM 6½ digits", "Lab A", -1, "–", StatusKind::Ok, 1.21, "9 d late",
     StatusKind::Overdue, "yesterday"},
    {StatusKind::Overdue, "FX-0388", "Power stage ICT bed", "Hall 2 · ICT-03", 0.44, "2 210", StatusKind::Ok, 0.64,
     "64 d", StatusKind::Ok, "10:40"},
    {StatusKind::Overdue, "FX-0412", "Control board FCT fixture", "Hall 2 · FCT-07", 0.96, "4 812", StatusKind::Warning,
     1.1, "3 d late", StatusKind::Overdue, "10:38"},
    {StatusKind::Overdue, "TQ-031", "Torque driver 0.4–2 Nm", "Hall 1 · ASM-02", 0.46, "9 120", StatusKind::Ok, 1.05,
     "1 d late", StatusKind::Overdue, "10:21"},
    {StatusKind::Alarm, "AD-0104", "CAN adapter, 4 channels", "Hall 2 · FCT-08", 1.016, "20 316", StatusKind::Alarm,
     0.6, "112 d", StatusKind::Ok, "10:41"},
    {StatusKind::Alarm, "FX-0415", "Gateway FCT fixture", "Hall 2 · FCT-08", 1.001, "5 004", StatusKind::Alarm, 0.45,
     "97 d", StatusKind::Ok, "10:41"},
    {StatusKind::Alarm, "LD-0007", "Electronic load 300 W", "Hall 3 · BI-01", -1, "–", StatusKind::Ok, 0.43, "203 d",
     StatusKind::Ok, "10:39"},
    {StatusKind::Warning, "FX-0420", "Sensor head fixture", "Hall 1 · FCT-02", 0.82, "4 105", StatusKind::Warning, 0.67,
     "58 d", StatusKind::Ok, "10:36"},
    {StatusKind::Warning, "PS-0022", "Power supply 60 V / 10 A", "Hall 3 · BI-01", -1, "–", StatusKind::Ok, 0.91,
     "31 d", StatusKind::Warning, "10:42"},
    {StatusKind::Ok, "FX-0413", "Control board FCT fixture", "Hall 2 · FCT-08", 0.38, "1 904", StatusKind::Ok, 0.5,
     "122 d", StatusKind::Ok, "10:34"},
    {StatusKind::Ok, "TQ-030", "Torque driver 0.4–2 Nm", "Hall 1 · ASM-02", -1, "60 118", StatusKind::Ok, 0.8, "44 d",
     StatusKind::Ok, "09:50"},
};

void setHeadings(QStandardItemModel *model, const QStringList &headings, const QList<int> &numbers)
{
    model->setHorizontalHeaderLabels(headings);
    for (int column = 0; column < model->columnCount(); ++column)
        model->horizontalHeaderItem(column)->setTextAlignment(
            Qt::Alignment(numbers.contains(column) ? alignNumber : alignText));
}

ColumnSpec column(const QString &id, const QStringList &texts, ColumnSpec::Content content = ColumnSpec::Content::Text,
                  double stretch = 0, int priority = 0)
{
    ColumnSpec made;
    made.id = id;
    made.samples = texts;
    made.content = content;
    made.stretch = stretch;
    made.priority = priority;
    return made;
}

} // namespace

BigModel::BigModel(int rows, int loaded, QObject *parent)
    : QAbstractTableModel(parent)
    , m_rows(rows)
    , m_loaded(loaded)
{
}

int BigModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int BigModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 10;
}

QVariant BigModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::DisplayRole)
        ++asked;
    if (role == PlaceholderRole)
        return index.row() >= m_loaded;
    if (index.row() >= m_loaded)
        return {};
    if (index.column() == 0 && role == StatusRole)
        return status(index.row() % 7 == 3 ? StatusKind::Failed : StatusKind::Passed);
    if (index.column() == 3 && role == UsageRole) {
        Usage made;
        made.share = index.row() % 120 / 100.0;
        made.text = QString::number(index.row());
        return QVariant::fromValue(made);
    }
    if (role == Qt::DisplayRole && index.column() != 0)
        return index.column() == 1 ? u"CB%1"_s.arg(100000 + index.row())
                                   : QString::number(index.row() * index.column());
    if (role == KeyRole)
        return index.column() == 1;
    if (role == Qt::TextAlignmentRole && index.column() > 3)
        return alignNumber;
    return {};
}

QVariant BigModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::DisplayRole && orientation == Qt::Horizontal)
        return section == 0 ? u"Result"_s : u"Column %1"_s.arg(section);
    return {};
}

void BigModel::load(int loaded)
{
    const int first = m_loaded;
    m_loaded += loaded;
    Q_EMIT dataChanged(index(first, 0), index(m_loaded - 1, 9));
}

QStandardItemModel *assets(QObject *parent)
{
    auto *model = new QStandardItemModel(parent);
    for (const AssetRow &row : assetRows) {
        const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
        const auto share = [](double value) { return value < 0 ? std::nullopt : std::optional(value); };
        model->appendRow({state(row.state), key(text(row.serial)), item(text(row.name)), quiet(text(row.place)),
                          usage(share(row.running), text(row.runningText), row.runningState),
                          usage(share(row.due), text(row.dueText), row.dueState),
                          with(quiet(text(row.seen)), Qt::TextAlignmentRole, alignNumber)});
    }
    for (int at = 0; at < 6; ++at) {
        QList<QStandardItem *> blank;
        for (int cell = 0; cell < 7; ++cell) {
            blank << with(item({}), PlaceholderRole, true);
            if (cell > 3)
                with(blank.last(), Qt::TextAlignmentRole, alignNumber);
        }
        model->appendRow(blank);
    }
    setHeadings(
        model,
        {u"State"_s, u"Serial"_s, u"Name"_s, u"Location"_s, u"Running count"_s, u"Calibration due"_s, u"Last seen"_s},
        {6});
    return model;
}

std::vector<ColumnSpec> assetColumns()
{
    using Content = ColumnSpec::Content;
    return {column(u"state"_s, {u"Warning"_s, u"Overdue"_s}, Content::Status),
            column(u"serial"_s, {u"DMM-0177"_s}),
            column(u"name"_s, {u"Control board FCT fixture"_s}, Content::Text, 2),
            column(u"place"_s, {u"Hall 2 · FCT-07"_s}, Content::Text, 1, 1),
            column(u"running"_s, {u"141 220"_s}, Content::Usage, 0, 2),
            column(u"calibration"_s, {u"99 d late"_s}, Content::Usage, 0, 0),
            column(u"seen"_s, {u"yesterday"_s}, Content::Text, 0, 3)};
}

QStandardItemModel *products(QObject *parent)
{
    struct Row
    {
        QString part, name, revision, group;
        bool active;
    };
    const Row rows[] = {{u"820-1100"_s, u"VLT-200 drive, assembled"_s, u"rev A2"_s, u"Drives"_s, true},
                        {u"610-2041"_s, u"Control board"_s, u"rev C"_s, u"Boards"_s, true},
                        {u"610-2055"_s, u"Power stage"_s, u"rev B"_s, u"Boards"_s, true},
                        {u"820-1104"_s, u"VLT-200 drive, marine, with a name that is far too long for it"_s, u"rev B"_s,
                         u"Drives"_s, true},
                        {u"610-1990"_s, u"Control board, old"_s, u"inactive"_s, u"Boards"_s, false}};
    auto *model = new QStandardItemModel(parent);
    for (const Row &row : rows) {
        auto *made = key(row.part);
        with(made, SecondLineRole, row.name);
        with(made, RightTextRole, row.revision);
        with(made, SecondRightRole, row.group);
        with(made, MutedRole, !row.active);
        model->appendRow(made);
    }
    return model;
}

QStandardItemModel *billOfMaterials(QObject *parent)
{
    auto *model = new QStandardItemModel(parent);
    const auto line = [](const QString &place, const QString &part, const QString &revision, const QString &name,
                         int quantity, const QString &references, const QString &yield) {
        auto *count = number(QString::number(quantity));
        with(count, UnitRole, u"×"_s);
        with(count, StrongRole, quantity > 1);
        return QList<QStandardItem *>{quiet(place), key(part),         quiet(revision), item(name),
                                      count,        quiet(references), number(yield)};
    };
    const auto board = line(u"10"_s, u"610-2041"_s, u"C"_s, u"Control board"_s, 1, u"A1"_s, u"97.9 %"_s);
    board[0]->appendRow(line(u"10.1"_s, u"301-2200"_s, u"–"_s, u"MCU, 180 MHz, LQFP100"_s, 1, u"U1"_s, u"–"_s));
    board[0]->appendRow(line(u"10.2"_s, u"302-0412"_s, u"–"_s, u"Buck regulator 3.3 V, 3 A"_s, 1, u"U12"_s, u"–"_s));
    board[0]->appendRow(
        line(u"10.3"_s, u"310-0104"_s, u"–"_s, u"Capacitor 100 nF 50 V 0603"_s, 48, u"C1–C40, C52–C59"_s, u"–"_s));
    model->appendRow(board);
    const auto stage = line(u"20"_s, u"610-2055"_s, u"B"_s, u"Power stage"_s, 1, u"A2"_s, u"98.6 %"_s);
    stage[0]->appendRow(line(u"20.1"_s, u"302-0900"_s, u"–"_s, u"Gate driver"_s, 6, u"U1–U6"_s, u"–"_s));
    model->appendRow(stage);
    model->appendRow(line(u"40"_s, u"700-4410"_s, u"B"_s, u"Heat sink, machined"_s, 1, u"M1"_s, u"–"_s));
    setHeadings(model,
                {u"Item"_s, u"Part"_s, u"Rev"_s, u"Description"_s, u"Quantity"_s, u"References"_s, u"Yield, 7 d"_s},
                {4, 6});
    return model;
}

std::vector<ColumnSpec> billColumns()
{
    std::vector<ColumnSpec> made{column(u"item"_s, {u"10.1.2"_s}),
                                 column(u"part"_s, {u"610-2041"_s}),
                                 column(u"rev"_s, {u"A2"_s}),
                                 column(u"name"_s, {u"Capacitor 100 nF 50 V 0603"_s}, ColumnSpec::Content::Text, 1),
                                 column(u"quantity"_s, {u"214 ×"_s}),
                                 column(u"references"_s, {u"C1–C40, C52–C59"_s}, ColumnSpec::Content::Text, 0, 1),
                                 column(u"yield"_s, {u"97.9 %"_s})};
    made.front().indent = 36;
    return made;
}

QStandardItemModel *steps(QObject *parent)
{
    auto *model = new QStandardItemModel(parent);
    const auto group = [](const QString &name, StatusKind kind, const QString &note, const QString &time) {
        MeasureLimits none;
        none.text = note;
        auto *bar = with(item({}), LimitsRole, QVariant::fromValue(none));
        return QList<QStandardItem *>{
            with(item(name), StrongRole, true), state(kind), number({}), bar, number({}), number({}), item({}),
            with(number(time), MutedRole, true)};
    };
    const auto step = [](const QString &name, std::optional<double> low, double value, std::optional<double> high,
                         const QString &unit, bool failed, const QString &time) {
        MeasureLimits limits;
        limits.low = low;
        limits.high = high;
        limits.value = value;
        limits.failed = failed;
        auto *title = item(name);
        auto *shown = with(number(words::number(value, 3)), KeyRole, true);
        if (failed) {
            for (auto *cell : {title, shown}) {
                with(cell, ColorTokenRole, ink(InkToken::Bad));
                with(cell, StrongRole, true);
            }
        }
        const auto limit = [](const std::optional<double> &at) { return at ? words::number(*at, 3) : QString(); };
        return QList<QStandardItem *>{title,
                                      state(failed ? StatusKind::Failed : StatusKind::Passed),
                                      shown,
                                      with(item({}), LimitsRole, QVariant::fromValue(limits)),
                                      with(number(limit(low)), MutedRole, true),
                                      with(number(limit(high)), MutedRole, true),
                                      quiet(unit),
                                      with(number(time), MutedRole, true)};
    };
    const auto root = group(u"MainSequence"_s, StatusKind::Failed, {}, u"94.2 s"_s);
    const auto setup = group(u"Setup"_s, StatusKind::Passed, u"2 steps"_s, u"3.1 s"_s);
    setup[0]->appendRow(step(u"Fixture present"_s, {}, 1, {}, {}, false, u"0.1 s"_s));
    const auto power = group(u"Power"_s, StatusKind::Passed, {}, u"8.8 s"_s);
    power[0]->appendRow(step(u"Input current, idle"_s, 150, 182.4, 220, u"mA"_s, false, u"2.1 s"_s));
    power[0]->appendRow(step(u"12 V rail"_s, 11.4, 12.04, 12.6, u"V"_s, false, u"0.9 s"_s));
    const auto rails = group(u"Rails under load"_s, StatusKind::Failed, {}, u"22.7 s"_s);
    rails[0]->appendRow(step(u"5 V at 1.5 A"_s, 4.85, 4.956, 5.1, u"V"_s, false, u"5.4 s"_s));
    rails[0]->appendRow(step(u"3V3 at 1.2 A"_s, 3.2, 3.186, 3.4, u"V"_s, true, u"5.6 s"_s));
    rails[0]->appendRow(step(u"Ripple 3V3"_s, {}, 23.1, 40, u"mV"_s, false, u"6.2 s"_s));
    rails[0]->appendRow(step(u"Isolation"_s, 100, 480, {}, u"MΩ"_s, false, u"1.0 s"_s));
    for (const auto &child : {setup, power, rails})
        root[0]->appendRow(child);
    model->appendRow(root);
    setHeadings(model,
                {u"Step"_s, u"Status"_s, u"Value"_s, u"Against limits"_s, u"Low limit"_s, u"High limit"_s, u"Unit"_s,
                 u"Time"_s},
                {2, 4, 5, 7});
    return model;
}

std::vector<ColumnSpec> stepColumns()
{
    using Content = ColumnSpec::Content;
    std::vector<ColumnSpec> made{column(u"step"_s, {u"Input current, idle"_s}, Content::Text, 1),
                                 column(u"status"_s, {u"Terminated"_s}, Content::Status),
                                 column(u"value"_s, {u"12345.678"_s}),
                                 column(u"limits"_s, {}, Content::Limits),
                                 column(u"low"_s, {u"12345.678"_s}),
                                 column(u"high"_s, {u"12345.678"_s}),
                                 column(u"unit"_s, {u"mOhm"_s}),
                                 column(u"time"_s, {u"1 234.5 s"_s})};
    made.front().indent = 72;
    return made;
}

QStandardItemModel *subAssets(QObject *parent)
{
    auto *model = new QStandardItemModel(parent);
    const auto row
        = [](StatusKind kind, const QString &serial, const QString &name, const QString &word, InkToken token) {
              auto *made = with(with(key(serial), GlyphRole, status(kind)), SubTextRole, name);
              auto *note = with(number(word), ColorTokenRole, ink(token));
              with(note, StrongRole, token == InkToken::Bad);
              return QList<QStandardItem *>{made, note};
          };
    const auto root
        = row(StatusKind::Overdue, u"FX-0412"_s, u"Control board FCT fixture"_s, u"3 d late"_s, InkToken::Bad);
    root[0]->appendRow(row(StatusKind::Ok, u"AD-0101"_s, u"CAN adapter, 4 channels"_s, u"OK"_s, InkToken::Muted));
    const auto block
        = row(StatusKind::Warning, u"PB-0412-A"_s, u"Probe block, 86 pins"_s, u"4 812 of 5 000"_s, InkToken::Warn);
    block[0]->appendRow(row(StatusKind::Ok, u"PB-0412-A1"_s, u"Kelvin probes, 8"_s, u"OK"_s, InkToken::Muted));
    root[0]->appendRow(block);
    model->appendRow(root);
    model->setHorizontalHeaderLabels({u"Asset"_s, u"State"_s});
    return model;
}

std::vector<HistoryItem> history()
{
    return {{u"1"_s, StatusKind::Passed, u"ICT"_s, u"11 Mar 15:02"_s},
            {u"2"_s, StatusKind::Failed, u"PCBA test, run 1"_s, u"09:12, 3V3 at 1.2 A"_s},
            {u"3"_s, StatusKind::Repair, u"Repair"_s, u"10:24, U12 replaced"_s},
            {u"4"_s, StatusKind::Failed, u"PCBA test, run 2"_s, u"10:31, this report"_s}};
}

} // namespace samples
