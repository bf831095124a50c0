// SPDX-License-Identifier: GPL-3.0-or-later
// How the view of one measurement is put together.
#include "core/analytics/steppath.h"
#include "core/session/session.h"
#include "ui/charts/trendplot.h"
#include "ui/report/fieldflow.h"
#include "ui/report/measurementview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;

MeasurementView::MeasurementView(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_query(session.fetcher(), "measurement view", nullptr)
    , m_header(new PageHeader(tr("Measurement over units"), this))
    , m_notice(new NoticeBar(this))
    , m_loading(new LoadingBar(this))
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePage(this))
{
    m_content = makeContent();
    m_form = makeForm();
    m_header->setBackVisible(true);
    connect(m_header, &PageHeader::backRequested, this, &MeasurementView::backRequested);
    connect(m_header->addIconButton(u"refresh"_s, tr("Refresh from the server"), QKeySequence(Qt::Key_F5)),
            &QToolButton::clicked, this, &MeasurementView::refresh);
    connect(m_header->age(), &DataAgeLabel::refreshRequested, this, &MeasurementView::refresh);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    makeFilters(column);
    column->addWidget(m_loading);
    column->addWidget(m_notice);
    column->addWidget(m_stack, 1);
    for (QWidget *part : {m_content, m_form, static_cast<QWidget *>(m_state)})
        m_stack->addWidget(part);
    m_notice->hide();
    connect(m_notice, &NoticeBar::actionRequested, this, &MeasurementView::refresh);
    connect(m_state, &StatePage::tryAgainRequested, this, &MeasurementView::refresh);
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_query.cancel(); });
    connect(&m_query, &LiveQueryBase::changed, this, &MeasurementView::update);
    connect(&session, &Session::serverStateChanged, this, &MeasurementView::update);
}

void MeasurementView::makeFilters(QVBoxLayout *column)
{
    auto *panel = new Panel(&Tokens::base, this);
    panel->setLines(Qt::BottomEdge);
    auto *row = new QVBoxLayout(panel);
    row->setContentsMargins(16, 0, 16, 8);
    auto *flow = new FieldFlow(panel);
    row->addWidget(flow);
    for (const auto &id : {u"started"_s, u"station"_s, u"revision"_s, u"batch"_s}) {
        auto *field = new FilterField(m_criteria.nameOf(id), tr("any"), flow);
        connect(field, &FilterField::editRequested, this, [this, id] { editField(id); });
        connect(field, &FilterField::cleared, this, [this, id] {
            m_criteria.clear(id);
            if (id == u"started")
                m_criteria.period = {ReportPeriod::Kind::Last30Days};
            ask();
            emit stateChanged();
        });
        m_fields.insert(id, field);
        flow->add(field, true);
    }
    column->addWidget(panel);
}

QWidget *MeasurementView::makeContent()
{
    auto *content = new Panel(&Tokens::base, this);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(8, 12, 16, 12);
    row->setSpacing(16);
    m_plot = new TrendPlot(content);
    row->addWidget(m_plot, 1);
    auto *side = new QVBoxLayout;
    side->setSpacing(8);
    m_facts = new FactsGrid(content);
    side->addWidget(m_facts);
    m_whole = makeLinkButton(tr("Show the whole time (Esc)"), content);
    m_whole->hide();
    connect(m_whole, &QPushButton::clicked, this, &MeasurementView::escape);
    side->addWidget(m_whole, 0, Qt::AlignLeft);
    auto *hint = new InkLabel(tr("Drag over the values to look closer; a click opens the report."), TextRole::Small,
                              &Tokens::muted, content);
    hint->setWordWrap(true);
    side->addWidget(hint);
    side->addStretch();
    row->addLayout(side);
    connect(m_plot, &TrendPlot::rangeChanged, this, &MeasurementView::updateFacts);
    connect(m_plot, &TrendPlot::pointActivated, this, [this](size_t index) {
        if (index < m_reports.size())
            emit reportRequested(m_reports[index]);
    });
    return content;
}

QWidget *MeasurementView::makeForm()
{
    auto *page = new Panel(&Tokens::base, this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(new InkLabel(tr("Which measurement?"), TextRole::Section, &Tokens::text, page));
    auto *form = new QFormLayout;
    const auto line = [&](const QString &name, const QString &sample) {
        auto *edit = new QLineEdit(page);
        edit->setPlaceholderText(sample);
        edit->setAccessibleName(name);
        edit->setMaximumWidth(420);
        connect(edit, &QLineEdit::textChanged, this, [this] {
            m_show->setEnabled(!m_partLine->text().trimmed().isEmpty() && !m_pathLine->text().trimmed().isEmpty());
        });
        connect(edit, &QLineEdit::returnPressed, this, &MeasurementView::takeForm);
        form->addRow(name, edit);
        return edit;
    };
    m_show = makeButton(tr("Show values"), "primary", u"trend"_s, page);
    m_show->setEnabled(false);
    m_partLine = line(tr("Part number"), tr("610-2041"));
    m_processLine = line(tr("Process"), tr("PCBA test"));
    m_pathLine = line(tr("Step"), tr("MainSequence/Power/3V3 rail"));
    connect(m_show, &QPushButton::clicked, this, &MeasurementView::takeForm);
    column->addLayout(form);
    auto *hint = new InkLabel(tr("The path of the step with / between, and :: before a measurement of a step with "
                                 "several. A step of an open report has a button that fills all this."),
                              TextRole::Small, &Tokens::muted, page);
    hint->setWordWrap(true);
    column->addWidget(hint);
    column->addWidget(m_show, 0, Qt::AlignLeft);
    column->addStretch();
    return page;
}

void MeasurementView::takeForm()
{
    if (!m_show->isEnabled())
        return;
    QVariantMap what = state();
    what.insert(u"partNumber"_s, m_partLine->text().trimmed());
    what.insert(u"process"_s, m_processLine->text().trimmed());
    what.insert(u"path"_s, StepPath::fromTyped(m_pathLine->text().trimmed()).toWire());
    showMeasurement(what);
    emit stateChanged();
}

} // namespace qwats::ui
