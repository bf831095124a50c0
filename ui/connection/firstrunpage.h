// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/profile.h"
#include "ui/widgets/ink.h"

class QPushButton;

namespace qwats::ui {

class ConnectionForm;

/// What is seen before there is a server: try the demo, or connect. Also shown for a profile whose token is not known.
class FirstRunPage : public Panel
{
    Q_OBJECT

public:
    explicit FirstRunPage(const QString &demoFacts, QWidget *parent = nullptr);

    /// The way to the stored connections; off at first.
    void setConnectionsOffered(bool offered);
    [[nodiscard]] ConnectionForm *form() const { return m_form; }
    [[nodiscard]] QPushButton *demoButton() const { return m_demo; }

signals:
    void demoRequested();
    void connectionsRequested();
    void connectRequested(const qwats::Profile &profile, const QByteArray &token, bool remember);

private:
    QWidget *makeDemoCard(const QString &facts);
    QWidget *makeConnectCard();

    ConnectionForm *m_form;
    QPushButton *m_demo;
    QPushButton *m_connections;
};

} // namespace qwats::ui
