// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dataagelabel.h"
#include "ui/widgets/ink.h"

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace qwats::ui {

/// Title, data-age line under it, and at the right icon buttons, other widgets, and at most one primary button.
/// For one thing (a report) a back button and a state stand before the title. Thread: gui. Owns all it makes.
class PageHeader : public Panel
{
    Q_OBJECT

public:
    explicit PageHeader(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    QString title() const;
    /// A glyph and its word in the state's colour before the title; nullopt takes it away.
    void setStatus(std::optional<StatusKind> status);
    void setBackVisible(bool visible);

    DataAgeLabel *age() const { return m_age; }
    /// A link beside the age line, e.g. "Wait for the server"; an empty text hides it.
    QPushButton *setAgeAction(const QString &text);

    QToolButton *addIconButton(const QString &iconName, const QString &name, const QKeySequence &key = {});
    /// Any control, right of the icon buttons; the header takes it over.
    void addControl(QWidget *control);
    /// A hairline between icon buttons and what follows.
    void addSeparator();
    QPushButton *setPrimary(const QString &text, const QString &iconName = {});

    /// 44 high, title and age line only; for windows under 640 high.
    void setCompact(bool compact);

signals:
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateStatus();

    QToolButton *m_back;
    QLabel *m_glyph;
    InkLabel *m_word;
    InkLabel *m_title;
    DataAgeLabel *m_age;
    QPushButton *m_ageAction;
    QHBoxLayout *m_actions;
    QPushButton *m_primary = nullptr;
    std::optional<StatusKind> m_status;
};

} // namespace qwats::ui
