// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/cachesettingsdialog.h"

#include "ui/settings/durationtext.h"
#include "ui/settings/lifeedit.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype Megabyte = 1'000'000;
constexpr int RowHeight = 32;
constexpr int NoticeHeight = 40; ///< one line; the widest reason takes two thirds of it
constexpr int TableEdge = 12;
constexpr int ComboIndent = 10; ///< the text of a box without frame, from its left edge
constexpr int ValueEdge = 8; ///< right of a number, so that headings stand above their values
constexpr std::array shownDomains{Domain::Asset,  Domain::AssetStatus, Domain::Product,    Domain::ReportList,
                                  Domain::Report, Domain::Process,     Domain::Statistics, Domain::UnitVerification};

enum Column { NameColumn, CachedColumn, SafetyColumn, FreshColumn, KeepColumn = 5, OfflineColumn = 7 };

QWidget *labelled(const QString &label, QWidget *field, const QString &hint, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(3, 0, 3, 0); // room for the focus ring
    layout->setSpacing(4);
    layout->addWidget(new InkLabel(label, TextRole::Small, &Tokens::text, box));
    layout->addWidget(field);
    layout->addWidget(new InkLabel(hint, TextRole::Caption, &Tokens::muted, box));
    field->setAccessibleName(label);
    return box;
}

QSpinBox *spin(qsizetype value, int least, int most, const QString &suffix, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(least, most);
    box->setSuffix(QStringLiteral(" %1").arg(suffix));
    box->setGroupSeparatorShown(true);
    box->setValue(static_cast<int>(value));
    return box;
}

} // namespace

QString domainWords(Domain domain)
{
    switch (domain) {
    case Domain::Asset: return CacheSettingsDialog::tr("Assets");
    case Domain::AssetStatus: return CacheSettingsDialog::tr("Asset status");
    case Domain::Product: return CacheSettingsDialog::tr("Products and BOM");
    case Domain::ReportList: return CacheSettingsDialog::tr("Reports, lists");
    case Domain::Report: return CacheSettingsDialog::tr("Reports, finished");
    case Domain::Process: return CacheSettingsDialog::tr("Processes and levels");
    case Domain::Statistics: return CacheSettingsDialog::tr("Yield and statistics");
    case Domain::UnitVerification: return CacheSettingsDialog::tr("Unit verification");
    case Domain::Other: return CacheSettingsDialog::tr("Other");
    }
    return {};
}

CacheSettingsDialog::CacheSettingsDialog(const CachePolicies &current, const CacheStats &inUse, QWidget *parent)
    : QDialog(parent)
    , m_before(current)
    , m_edited(current)
    , m_enabled(new QCheckBox(tr("Use the cache"), this))
    , m_entries(spin(current.maxEntries, 10, 1'000'000, tr("entries"), this))
    , m_memory(spin(current.maxBytes / Megabyte, 1, 4000, tr("MB"), this))
    , m_one(spin(current.maxEntryBytes / Megabyte, 1, 1000, tr("MB"), this))
    , m_notice(new NoticeBar(this))
    , m_changes(new InkLabel(TextRole::Small, &Tokens::muted, this))
    , m_apply(makeButton(tr("Apply"), "primary", {}, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Cache settings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(new InkLabel(tr("Cache settings"), TextRole::Section, &Tokens::text, this));
    makeTop(layout, inUse);
    makeTable(layout);
    layout->addWidget(m_notice);
    makeFooter(layout);
    QSizePolicy keepRoom = m_notice->sizePolicy();
    keepRoom.setRetainSizeWhenHidden(true); // the table does not jump while somebody types
    m_notice->setSizePolicy(keepRoom);
    m_notice->setFixedHeight(NoticeHeight);
    m_notice->hide();
    connect(m_notice, &NoticeBar::actionRequested, this, &CacheSettingsDialog::useRemedy);
    connect(m_enabled, &QCheckBox::toggled, this, [this](bool on) {
        m_edited.enabled = on;
        check();
    });
    const auto bind = [this](QSpinBox *box, qsizetype CachePolicies::*member, qsizetype unit) {
        connect(box, &QSpinBox::valueChanged, this, [this, member, unit](int value) {
            m_edited.*member = value * unit;
            check();
        });
    };
    bind(m_entries, &CachePolicies::maxEntries, 1);
    bind(m_memory, &CachePolicies::maxBytes, Megabyte);
    bind(m_one, &CachePolicies::maxEntryBytes, Megabyte);
    showValues();
    resize(std::max(sizeHint().width(), 940), sizeHint().height());
    m_fresh->setFocus();
}

/// A field that has the keyboard loses it while the dialog goes, and would report to members that are gone already.
CacheSettingsDialog::~CacheSettingsDialog()
{
    const auto fields = findChildren<QLineEdit *>();
    for (QLineEdit *field : fields)
        field->disconnect(this);
}

void CacheSettingsDialog::makeTop(QVBoxLayout *layout, const CacheStats &inUse)
{
    m_fresh = makeSharedField(tr("Fresh for"));
    m_keep = makeSharedField(tr("Keep for"));
    auto *row = new QHBoxLayout;
    row->setSpacing(20);
    row->addWidget(m_enabled);
    row->addWidget(labelled(tr("Fresh for"), m_fresh, tr("1 s to 7 d"), this));
    row->addWidget(labelled(tr("Keep for"), m_keep, tr("usable when the server is down"), this));
    row->addStretch();
    row->addWidget(labelled(tr("Entries at most"), m_entries, tr("%1 in use").arg(words::count(inUse.entries)), this));
    row->addWidget(labelled(tr("Memory at most"), m_memory, tr("%1 in use").arg(words::size(inUse.bytes)), this));
    row->addWidget(labelled(tr("One answer"), m_one, tr("bigger ones are not kept"), this));
    layout->addLayout(row);
}

QLineEdit *CacheSettingsDialog::makeSharedField(const QString &name)
{
    auto *edit = new QLineEdit(this);
    edit->setMaximumWidth(130);
    edit->setAccessibleName(name);
    edit->setToolTip(tr("For every domain without a value of its own, e.g. 90 s, 5 min, 1 h 30 min, 7 d"));
    connect(edit, &QLineEdit::textEdited, this, &CacheSettingsDialog::readShared);
    connect(edit, &QLineEdit::editingFinished, this,
            [this, edit] { tidy(edit, edit == m_fresh ? m_edited.freshFor : m_edited.keepFor); });
    return edit;
}

void CacheSettingsDialog::makeTable(QVBoxLayout *layout)
{
    auto *panel = new Panel(&Tokens::base, this);
    panel->setFramed(4);
    auto *grid = new QGridLayout(panel);
    grid->setContentsMargins(1, 4, 1, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(0);
    const std::pair<int, QString> headings[]
        = {{NameColumn, tr("Domain")},     {CachedColumn, tr("Cached")}, {SafetyColumn, tr("How old may it be?")},
           {FreshColumn, tr("Fresh for")}, {KeepColumn, tr("Keep for")}, {OfflineColumn, tr("Offline at most")}};
    for (const auto &[column, text] : headings) {
        auto *heading = new InkLabel(text, TextRole::Header, &Tokens::muted, panel);
        const int left = column == NameColumn ? TableEdge : column == SafetyColumn ? ComboIndent : 0;
        heading->setContentsMargins(left, 0, column < FreshColumn ? 0 : ValueEdge, 0);
        grid->addWidget(heading, 0, column, column < FreshColumn ? Qt::Alignment() : Qt::AlignRight | Qt::AlignVCenter);
    }
    grid->setRowMinimumHeight(0, RowHeight - 4);
    int row = 1;
    for (const Domain domain : shownDomains) {
        auto *line = new Panel(&Tokens::hairline, panel);
        line->setFixedHeight(1);
        grid->addWidget(line, row++, 0, 1, OfflineColumn + 2);
        grid->setRowMinimumHeight(row, RowHeight);
        makeRow(grid, row++, domain);
    }
    grid->setRowStretch(row, 1); // what is left over stays below the last row
    grid->setColumnMinimumWidth(OfflineColumn + 1, 30);
    grid->setColumnStretch(NameColumn, 2);
    grid->setColumnStretch(SafetyColumn, 2);
    layout->addWidget(panel, 1);
}

void CacheSettingsDialog::makeRow(QGridLayout *grid, int row, Domain domain)
{
    QWidget *panel = grid->parentWidget();
    const QString name = domainWords(domain);
    auto *label = new InkLabel(name, TextRole::Key, &Tokens::text, panel);
    label->setContentsMargins(TableEdge, 0, 0, 0);
    grid->addWidget(label, row, NameColumn);
    auto *cached = new QCheckBox(panel);
    cached->setAccessibleName(tr("%1: cached").arg(name));
    grid->addWidget(cached, row, CachedColumn, Qt::AlignHCenter);
    auto *safety = new QComboBox(panel);
    safety->setAccessibleName(tr("%1: how old may it be").arg(name));
    const bool locked = domain == Domain::UnitVerification;
    if (locked) {
        safety->addItem(icon(QStringLiteral("lock")), tr("Live only"), int(Safety::LiveOnly));
        safety->setToolTip(tr("Whether a unit may go on is always asked of the server."));
    } else {
        safety->addItem(tr("May be stale"), int(Safety::MayBeStale));
        safety->addItem(tr("Fresh only"), int(Safety::FreshOnly));
        safety->addItem(tr("Live only"), int(Safety::LiveOnly));
    }
    safety->setFrame(false);
    safety->setEnabled(!locked);
    cached->setEnabled(!locked);
    grid->addWidget(safety, row, SafetyColumn);
    m_rows.append({domain, cached, safety});
    connect(cached, &QCheckBox::toggled, this, [this, domain](bool on) {
        m_edited.of(domain).enabled = on;
        check();
    });
    connect(safety, &QComboBox::activated, this, [this, domain, safety] {
        m_edited.of(domain).safety = static_cast<Safety>(safety->currentData().toInt());
        showValues();
    });
    if (locked) {
        for (const int column : {FreshColumn, KeepColumn, OfflineColumn}) {
            auto *nothing = new InkLabel(words::none(), TextRole::Body, &Tokens::muted, panel);
            nothing->setContentsMargins(0, 0, ValueEdge, 0);
            grid->addWidget(nothing, row, column, Qt::AlignRight | Qt::AlignVCenter);
        }
        return;
    }
    addLife(grid, row, FreshColumn, domain, PolicyProblem::Field::FreshFor, &CachePolicy::freshFor);
    addLife(grid, row, KeepColumn, domain, PolicyProblem::Field::KeepFor, &CachePolicy::keepFor);
    addLife(grid, row, OfflineColumn, domain, PolicyProblem::Field::OfflineFor, &CachePolicy::offlineFor);
}

void CacheSettingsDialog::addLife(QGridLayout *grid, int row, int column, Domain domain, PolicyProblem::Field which,
                                  Span span)
{
    QWidget *panel = grid->parentWidget();
    auto *edit = new LifeEdit(panel);
    edit->setMaximumWidth(120);
    const QString heading = which == PolicyProblem::Field::FreshFor ? tr("fresh for")
        : which == PolicyProblem::Field::KeepFor                    ? tr("keep for")
                                                                    : tr("offline at most");
    edit->setAccessibleName(tr("%1: %2").arg(domainWords(domain), heading));
    auto *reset = makeIconButton(QStringLiteral("reset"), tr("%1: %2 as inherited").arg(domainWords(domain), heading),
                                 {}, panel);
    grid->addWidget(edit, row, column);
    grid->addWidget(reset, row, column + 1);
    QSizePolicy keepRoom = reset->sizePolicy();
    keepRoom.setRetainSizeWhenHidden(true);
    reset->setSizePolicy(keepRoom);
    const LifeField life{domain, which, span, edit, reset};
    m_lives.append(life);
    connect(edit, &QLineEdit::textEdited, this, [this, life] { readLife(life); });
    connect(edit, &QLineEdit::editingFinished, this,
            [this, life] { tidy(life.edit, m_edited.of(life.domain).*life.span); });
    connect(reset, &QToolButton::clicked, this, [this, life] {
        m_edited.of(life.domain).*life.span = m_edited.inherited(life.domain).*life.span;
        m_unreadable.remove(life.edit);
        showValues();
    });
}

void CacheSettingsDialog::makeFooter(QVBoxLayout *layout)
{
    auto *row = new QHBoxLayout;
    auto *defaults = makeLinkButton(tr("Restore defaults"), this);
    defaults->setIcon(icon(QStringLiteral("undo")));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_apply->setDefault(true);
    row->addWidget(defaults);
    row->addStretch();
    row->addWidget(m_changes);
    row->addWidget(cancel);
    row->addWidget(m_apply);
    layout->addLayout(row);
    connect(defaults, &QPushButton::clicked, this, [this] {
        m_edited = CachePolicies::defaults();
        m_unreadable.clear();
        showValues();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, &QDialog::accept);
}

void CacheSettingsDialog::readShared()
{
    auto fresh = m_edited.freshFor;
    auto keep = m_edited.keepFor;
    const auto read = [this](QLineEdit *edit, std::chrono::seconds &into) {
        const auto duration = durationFromText(edit->text(), 60s);
        if (duration) {
            into = *duration;
            m_unreadable.remove(edit);
        } else {
            m_unreadable.insert(edit, edit->accessibleName());
        }
    };
    read(m_fresh, fresh);
    read(m_keep, keep);
    if (fresh != m_edited.freshFor || keep != m_edited.keepFor)
        m_edited.setShared(fresh, keep, m_edited.offlineFor);
    showValues();
}

void CacheSettingsDialog::readLife(const LifeField &life)
{
    const auto duration = durationFromText(life.edit->text(), 60s);
    if (duration) {
        m_edited.of(life.domain).*life.span = *duration;
        m_unreadable.remove(life.edit);
    } else {
        m_unreadable.insert(life.edit, life.edit->accessibleName());
    }
    showValues();
}

void CacheSettingsDialog::tidy(QLineEdit *edit, std::chrono::seconds value)
{
    if (!m_unreadable.contains(edit))
        edit->setText(durationText(value));
}

void CacheSettingsDialog::showLife(const LifeField &life)
{
    const auto value = m_edited.of(life.domain).*life.span;
    if (!m_unreadable.contains(life.edit) && durationFromText(life.edit->text(), 60s) != value)
        life.edit->setText(durationText(value));
    const bool own = value != m_edited.inherited(life.domain).*life.span;
    const bool changed = value != m_before.of(life.domain).*life.span;
    life.reset->setVisible(own);
    life.edit->setSource(changed   ? LifeEdit::Source::ChangedNow
                             : own ? LifeEdit::Source::Own
                                   : LifeEdit::Source::Inherited);
    // Nothing is kept of live data, so its lifetimes mean nothing.
    life.edit->setEnabled(m_edited.of(life.domain).safety != Safety::LiveOnly);
}

void CacheSettingsDialog::showRow(const DomainRow &row)
{
    const CachePolicy &policy = m_edited.of(row.domain);
    const bool live = policy.safety == Safety::LiveOnly;
    const QSignalBlocker quiet(row.cached); // showing is not choosing
    row.cached->setChecked(!live && policy.enabled);
    row.cached->setEnabled(!live);
    row.safety->setCurrentIndex(row.safety->findData(int(policy.safety)));
}

void CacheSettingsDialog::showValues()
{
    const auto set = [this](QLineEdit *edit, std::chrono::seconds value) {
        if (!m_unreadable.contains(edit) && durationFromText(edit->text(), 60s) != value)
            edit->setText(durationText(value));
    };
    const auto number = [](QSpinBox *box, qsizetype value) {
        const QSignalBlocker quiet(box); // a value between two steps is shown rounded and stays as it is
        box->setValue(static_cast<int>(value));
    };
    const QSignalBlocker quiet(m_enabled);
    m_enabled->setChecked(m_edited.enabled);
    set(m_fresh, m_edited.freshFor);
    set(m_keep, m_edited.keepFor);
    number(m_entries, m_edited.maxEntries);
    number(m_memory, m_edited.maxBytes / Megabyte);
    number(m_one, m_edited.maxEntryBytes / Megabyte);
    for (const DomainRow &row : std::as_const(m_rows))
        showRow(row);
    for (const LifeField &life : std::as_const(m_lives))
        showLife(life);
    check();
}

QLineEdit *CacheSettingsDialog::field(Domain domain, PolicyProblem::Field which) const
{
    const auto life = std::find_if(m_lives.begin(), m_lives.end(),
                                   [&](const LifeField &l) { return l.domain == domain && l.which == which; });
    return life == m_lives.end() ? nullptr : life->edit;
}

QToolButton *CacheSettingsDialog::resetButton(Domain domain, PolicyProblem::Field which) const
{
    const auto life = std::find_if(m_lives.begin(), m_lives.end(),
                                   [&](const LifeField &l) { return l.domain == domain && l.which == which; });
    return life == m_lives.end() ? nullptr : life->reset;
}

QLineEdit *CacheSettingsDialog::sharedField(PolicyProblem::Field which) const
{
    return which == PolicyProblem::Field::FreshFor ? m_fresh
        : which == PolicyProblem::Field::KeepFor   ? m_keep
                                                   : nullptr;
}

QCheckBox *CacheSettingsDialog::cachedBox(Domain domain) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const DomainRow &r) { return r.domain == domain; });
    return row == m_rows.end() ? nullptr : row->cached;
}

QComboBox *CacheSettingsDialog::safetyBox(Domain domain) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const DomainRow &r) { return r.domain == domain; });
    return row == m_rows.end() ? nullptr : row->safety;
}

void CacheSettingsDialog::markField(QLineEdit *edit, bool bad)
{
    if (edit->property("bad").toBool() == bad)
        return;
    edit->setProperty("bad", bad);
    edit->update();
}

int CacheSettingsDialog::changeCount() const
{
    int count = 0;
    const auto differs = [&](auto member) { count += m_edited.*member != m_before.*member ? 1 : 0; };
    differs(&CachePolicies::enabled);
    differs(&CachePolicies::maxEntries);
    differs(&CachePolicies::maxBytes);
    differs(&CachePolicies::maxEntryBytes);
    differs(&CachePolicies::freshFor);
    differs(&CachePolicies::keepFor);
    differs(&CachePolicies::offlineFor);
    differs(&CachePolicies::negativeFor);
    for (int i = 0; i < DomainCount; ++i) {
        const Domain domain = domainAt(i);
        // A domain that follows the shared values is no change of its own.
        const CachePolicy inheritedNow = m_edited.inherited(domain);
        const CachePolicy inheritedThen = m_before.inherited(domain);
        const auto follows = [&](auto member) {
            return m_edited.of(domain).*member == inheritedNow.*member
                && m_before.of(domain).*member == inheritedThen.*member;
        };
        const auto ownChange = [&](auto member) {
            return m_edited.of(domain).*member != m_before.of(domain).*member && !follows(member) ? 1 : 0;
        };
        const CachePolicy &now = m_edited.of(domain);
        const CachePolicy &then = m_before.of(domain);
        count += (now.enabled != then.enabled) + (now.safety != then.safety) + ownChange(&CachePolicy::freshFor)
            + ownChange(&CachePolicy::keepFor) + ownChange(&CachePolicy::offlineFor);
    }
    return count;
}

QString CacheSettingsDialog::problemText() const
{
    if (!m_unreadable.isEmpty())
        return tr("%1: write a time such as 90 s, 5 min, 1 h 30 min or 7 d.").arg(m_unreadable.constBegin().value());
    if (m_problems.isEmpty())
        return {};
    const PolicyProblem &problem = m_problems.constFirst();
    return problem.domain ? tr("%1: %2").arg(domainWords(*problem.domain), problem.reason) : problem.reason;
}

QString CacheSettingsDialog::changesText() const
{
    const int problems = static_cast<int>(m_problems.size() + m_unreadable.size());
    const int changes = changeCount();
    const QString changed = changes == 0 ? tr("No changes")
        : changes == 1                   ? tr("1 change")
                                         : tr("%1 changes").arg(changes);
    if (problems == 0)
        return changed;
    return problems == 1 ? tr("%1, 1 problem").arg(changed) : tr("%1, %2 problems").arg(changed).arg(problems);
}

bool CacheSettingsDialog::hasProblem(const std::optional<Domain> &domain, PolicyProblem::Field which) const
{
    return std::any_of(m_problems.begin(), m_problems.end(), [&](const PolicyProblem &problem) {
        return problem.domain == domain && problem.field == which;
    });
}

void CacheSettingsDialog::check()
{
    using Field = PolicyProblem::Field;
    m_problems = problemsOf(m_edited);
    for (const LifeField &life : std::as_const(m_lives))
        life.edit->setBad(m_unreadable.contains(life.edit) || hasProblem(life.domain, life.which));
    markField(m_fresh, m_unreadable.contains(m_fresh) || hasProblem({}, Field::FreshFor));
    markField(m_keep, m_unreadable.contains(m_keep) || hasProblem({}, Field::KeepFor));
    showNotice();
    m_changes->setText(changesText());
    const QString problem = problemText();
    m_apply->setEnabled(problem.isEmpty() && m_edited != m_before);
    m_apply->setToolTip(!problem.isEmpty() ? problem : m_edited == m_before ? tr("Nothing is changed yet") : QString());
}

void CacheSettingsDialog::showNotice()
{
    const QString text = problemText();
    if (text.isEmpty()) {
        m_notice->hide();
        return;
    }
    QString remedy;
    if (m_unreadable.isEmpty()) {
        const PolicyProblem &problem = m_problems.constFirst();
        if (problem.field == PolicyProblem::Field::MaxEntryBytes)
            remedy = tr("Set to %1").arg(words::size(problem.remedy));
        else if (problem.field != PolicyProblem::Field::Safety)
            remedy = tr("Set to %1").arg(durationText(std::chrono::seconds(problem.remedy)));
    }
    m_notice->showNotice(StatusKind::Failed, text, {}, remedy);
}

void CacheSettingsDialog::useRemedy()
{
    if (m_problems.isEmpty())
        return;
    const PolicyProblem problem = m_problems.constFirst();
    const std::chrono::seconds value(problem.remedy);
    if (problem.field == PolicyProblem::Field::MaxEntryBytes) {
        m_edited.maxEntryBytes = problem.remedy;
    } else if (!problem.domain) {
        m_edited.setShared(problem.field == PolicyProblem::Field::FreshFor ? value : m_edited.freshFor,
                           problem.field == PolicyProblem::Field::KeepFor ? value : m_edited.keepFor,
                           problem.field == PolicyProblem::Field::OfflineFor ? value : m_edited.offlineFor);
    } else {
        CachePolicy &policy = m_edited.of(*problem.domain);
        if (problem.field == PolicyProblem::Field::FreshFor)
            policy.freshFor = value;
        else if (problem.field == PolicyProblem::Field::KeepFor)
            policy.keepFor = value;
        else
            policy.offlineFor = value;
    }
    showValues();
}

} // namespace qwats::ui
