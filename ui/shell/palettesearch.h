// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/http/fetcher.h"
#include "core/product/product.h"
#include "core/report/reportheader.h"
#include "ui/shell/page.h"

#include <QObject>
#include <QTimer>

namespace qwats::ui {

/// One thing the search found.
struct SearchHit
{
    enum class Group : quint8 { Unit, Part, Asset, Report };
    Group group = Group::Unit;
    QString words; ///< "CB118342"
    QString more; ///< muted: "610-2041 · failed 10:31"
    bool fromCache = false; ///< known without asking
    Place place;
};

/// Looks for a text among units, parts, assets and reports: in what the cache holds at once, and on the server when the
/// user has stopped typing. A newer text gives up the questions of the older one; late answers are dropped.
///
/// Thread: GUI. Borrows the session.
class PaletteSearch : public QObject
{
    Q_OBJECT

public:
    static constexpr int PauseMs = 200; ///< without a key before the server is asked
    static constexpr int MostOfAGroup = 4;
    static constexpr qsizetype ShortestText = 2;

    PaletteSearch(Session &session, QObject *parent);
    ~PaletteSearch() override;

    void setText(const QString &text); ///< empty: gives up and forgets
    [[nodiscard]] const QList<SearchHit> &hits() const { return m_hits; }
    /// Where the results come from: "from cache · asking the server", "from cache · the server cannot be reached".
    [[nodiscard]] QString sourceWords() const;
    [[nodiscard]] bool isAsking() const { return m_timer.isActive() || m_running > 0; }

signals:
    void changed();

private:
    template <typename T> struct Found
    {
        std::shared_ptr<const T> value;
        bool fromCache = false;
    };
    void forget();
    void askCache();
    void askServer();
    template <typename T> void ask(const Query<T> &query, Found<T> &into);
    void collect();
    void collectReports();
    void collectAssets();
    void collectProducts();

    Session &m_session;
    QTimer m_timer;
    QString m_text;
    quint64 m_question = 0;
    QList<Ticket> m_tickets;
    int m_running = 0;
    bool m_asked = false; ///< the server was asked for this text
    bool m_failed = false;
    Found<AssetList> m_assets;
    Found<ProductList> m_products;
    Found<ReportHeaderList> m_reports;
    Found<ReportHeaderList> m_byPart;
    QList<SearchHit> m_hits;
};

} // namespace qwats::ui
