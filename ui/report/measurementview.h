// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/analyticsservice.h"
#include "core/http/livequery.h"
#include "ui/report/reportcriteria.h"
#include "ui/widgets/facts.h"

#include <QHash>
#include <QWidget>

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace qwats {
class Session;
}

namespace qwats::ui {

class FactsGrid;
class FieldFlow;
class FilterField;
class LoadingBar;
class NoticeBar;
class PageHeader;
class StatePage;
class TrendPlot;

/// One measurement over many units: values over time, how they spread, and the figures of both.
///
/// Thread: GUI. Borrows the session. The figures are computed in core from the values shown (see statisticsOf()), never
/// taken from the server, so that they are those of the picture.
class MeasurementView : public QWidget
{
    Q_OBJECT

public:
    explicit MeasurementView(Session &session, QWidget *parent = nullptr);

    /// `what` as a place carries it: partNumber, process (its name), path, optionally name, and the filter's fields
    /// "started", "station", "revision", "batch". Without part or path a form asks for them.
    void showMeasurement(const QVariantMap &what);
    [[nodiscard]] QVariantMap state() const;
    void setShown(bool shown);
    void refresh();
    bool escape(); ///< takes the chosen time range away; false: there is none

    [[nodiscard]] TrendPlot *plot() const { return m_plot; }
    [[nodiscard]] QList<Fact> facts() const;
    [[nodiscard]] PageHeader *header() const { return m_header; }
    [[nodiscard]] FilterField *field(const QString &id) const { return m_fields.value(id); }
    [[nodiscard]] const LiveQuery<MeasuredValueList> &query() const { return m_query; }
    [[nodiscard]] WatsFilter filter() const; ///< as asked

    static constexpr int MostValues = 10'000; ///< the newest are asked for

signals:
    void backRequested();
    void reportRequested(const QString &id);
    void stateChanged();

private:
    void makeFilters(QVBoxLayout *column);
    QWidget *makeForm();
    QWidget *makeContent();
    void editField(const QString &id);
    void editPeriod();
    void setField(const QString &id, const QString &value);
    void ask();
    void takeForm();
    void update();
    void showValues();
    void updateFacts();
    void showState();
    void showCriteria();

    Session &m_session;
    LiveQuery<MeasuredValueList> m_query;
    QString m_part;
    QString m_process;
    QString m_path;
    ReportCriteria m_criteria; ///< of the fields shown
    std::shared_ptr<const MeasuredValueList> m_drawn;
    std::vector<QString> m_reports; ///< ids, as the points of the plot
    int m_left = 0; ///< values without a number
    PageHeader *m_header;
    NoticeBar *m_notice;
    LoadingBar *m_loading;
    QHash<QString, FilterField *> m_fields;
    QStackedWidget *m_stack;
    StatePage *m_state;
    QWidget *m_content = nullptr;
    QWidget *m_form = nullptr;
    TrendPlot *m_plot = nullptr;
    FactsGrid *m_facts = nullptr;
    QPushButton *m_whole = nullptr;
    QLineEdit *m_partLine = nullptr;
    QLineEdit *m_processLine = nullptr;
    QLineEdit *m_pathLine = nullptr;
    QPushButton *m_show = nullptr;
};

} // namespace qwats::ui
