// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetched.h"
#include "core/http/fetcher.h"
#include "core/http/page.h"

#include <QStringList>
#include <QVariantList>

#include <functional>
#include <memory>
#include <vector>

namespace qwats::ui {

/// One column of what a page gives out.
struct ExportColumn
{
    QString heading;
    bool number = false; ///< right-aligned on paper
    bool onPaper = true; ///< false: only in the CSV file, for wide lists
};

/// One value a column: a text, a number (integer or double), a time as QDateTime, or nothing. Never a text made of a
/// number for people: a CSV file has them as they are, paper in the user's own form.
using ExportRow = QVariantList;

/// Some rows, in order.
struct ExportBatch
{
    QList<ExportRow> rows;
    bool last = false; ///< nothing follows
    FetchedInfo info; ///< how old these rows are; Freshness::None: as the source says
};

/// Hands out the rows of a list, a batch at a time. Thread: GUI. Not used again after an error or the last batch.
class RowReader
{
public:
    using Done = std::function<void(const Result<ExportBatch> &)>;

    virtual ~RowReader() = default;
    /// Calls `done` once, at once or later, never after the reader is deleted. Not called again before that.
    virtual void next(Done done) = 0;
    /// How many rows there are, if that is known: for the progress.
    [[nodiscard]] virtual std::optional<qint64> total() const { return {}; }
};

/// What a page gives out as CSV, PDF or print: made when the user asks, used once.
struct ExportSource
{
    QString title; ///< "Reports", "Report of CB118342"
    QString fileName; ///< suggested, without ending: "reports"
    FetchedInfo info; ///< how old the data is; a reader's batches are taken into account as well
    QString age; ///< instead of `info`, for what has no single age: "live, since 10:30"
    QStringList facts; ///< filters in force and facts of the thing: "Part: 610-2041"
    std::vector<ExportColumn> columns;
    std::shared_ptr<RowReader> rows;
};

/// Rows that are there already.
class ReadyRows final : public RowReader
{
public:
    explicit ReadyRows(QList<ExportRow> rows)
        : m_rows(std::move(rows))
    {
    }
    void next(Done done) override { done(ExportBatch{std::exchange(m_rows, {}), true, {}}); }
    [[nodiscard]] std::optional<qint64> total() const override { return m_rows.size(); }

private:
    QList<ExportRow> m_rows;
};

/// A list that the server gives in pages: all of it, page after page, behind what the user does meanwhile. Pages the
/// cache holds cost no call, so that what is loaded can be given out while the server is away.
///
/// `page` makes the question of one page, in the page size of the list on screen; `row` the cells of one thing.
template <typename T> class PagedRows final : public QObject, public RowReader
{
public:
    using Rows = std::vector<T>;
    using Source = std::function<Query<Rows>(PageRange)>;
    using Cells = std::function<ExportRow(const T &)>;

    PagedRows(Fetcher &fetcher, int pageSize, Source page, Cells row)
        : m_fetcher(fetcher)
        , m_pageSize(pageSize)
        , m_page(std::move(page))
        , m_row(std::move(row))
    {
    }
    ~PagedRows() override { m_ticket.cancel(); }

    void next(Done done) override
    {
        FetchOptions options;
        options.priority = Priority::Prefetch;
        options.initiator = QByteArrayLiteral("export");
        const auto now = m_fetcher.fetch<Rows>(
            m_page({m_at, m_pageSize}), options, this,
            [this, done](const Fetched<Rows> &answer) {
                if (!answer.pending)
                    take(answer, done);
            },
            &m_ticket);
        if (!now.pending)
            take(now, done);
        else if (now.value && now.freshness != Freshness::Fresh)
            m_held = now.value; // old, but there: stands in when the server does not answer
    }

private:
    void take(const Fetched<Rows> &answer, const Done &done)
    {
        const auto value = answer.value ? answer.value : m_held;
        if (!value)
            return done(failure(answer.error.value_or(Error{})));
        ExportBatch batch;
        batch.info = answer;
        if (!answer.value)
            batch.info.freshness = Freshness::Offline;
        batch.rows.reserve(qsizetype(value->size()));
        for (const T &one : *value)
            batch.rows << m_row(one);
        batch.last = int(value->size()) < m_pageSize;
        m_at += m_pageSize;
        m_held.reset();
        done(batch);
    }

    Fetcher &m_fetcher;
    int m_pageSize;
    Source m_page;
    Cells m_row;
    Ticket m_ticket;
    std::shared_ptr<const Rows> m_held;
    int m_at = 0;
};

/// A time as an export has it: nothing when there is none.
[[nodiscard]] QVariant exportTime(Timestamp when);

/// "as of 12 Mar 2026 10:38:02 (2026-03-12 09:38:02 UTC) · from cache · server unreachable since 12 Mar 2026 10:34:10":
/// paper is read later, so nothing in it counts from now.
[[nodiscard]] QString exportAge(const FetchedInfo &info, Timestamp unreachableSince);

/// The worse of two: the older time, the worse freshness.
[[nodiscard]] FetchedInfo worstOf(const FetchedInfo &one, const FetchedInfo &other);

} // namespace qwats::ui
