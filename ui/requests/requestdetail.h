// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/manycalls.h"
#include "ui/widgets/detailpane.h"
#include "ui/widgets/facts.h"

class QBoxLayout;

namespace qwats {
class TtlCache;
}

namespace qwats::ui {

class TimingPanel;

/// One line of the request log: its times large, and what is known about it. Keeps a copy, so that a line which leaves
/// the log stays readable. Thread: gui. Borrows the cache, which outlives it.
class RequestDetail : public DetailPane
{
    Q_OBJECT

public:
    RequestDetail(const TtlCache &cache, QWidget *parent = nullptr);

    /// `runs`: findings of repeated single calls, of which this may be one. `live`: not from a file, so that the cache
    /// may be looked at for it.
    void showRequest(const RequestRecord &record, const std::vector<ManyCalls> &runs, bool live);
    [[nodiscard]] const RequestRecord &record() const { return m_record; }
    [[nodiscard]] QList<Fact> facts() const { return m_facts->facts(); }
    [[nodiscard]] TimingPanel *timing() const { return m_timing; }
    /// Times over facts instead of beside them.
    void setStacked(bool stacked);

signals:
    void copyRequested();
    void runRequested(const QString &route, const QString &initiator); ///< show all calls of a finding

private:
    [[nodiscard]] QByteArrayList tagsOf(const RequestRecord &record) const;
    [[nodiscard]] QList<Fact> factsOf(const RequestRecord &record, const std::vector<ManyCalls> &runs, bool live);

    const TtlCache &m_cache;
    RequestRecord m_record;
    QBoxLayout *m_parts;
    Panel *m_line;
    TimingPanel *m_timing;
    FactsGrid *m_facts;
    QString m_runRoute;
    QString m_runInitiator;
};

} // namespace qwats::ui
