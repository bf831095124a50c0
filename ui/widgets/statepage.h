// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/ink.h"

#include <QTimer>

class QHBoxLayout;
class QPushButton;

namespace qwats::ui {

class RingLabel;

/// What stands where rows would: empty, filtered away, loading, an error. One sentence with one way out.
///
/// Thread: gui. Buttons are made by the page that sets the state and belong to this widget until the next state.
class StatePage : public Panel
{
    Q_OBJECT

public:
    explicit StatePage(QWidget *parent = nullptr);

    /// Nothing exists yet: what it is, what fills it.
    void showEmpty(const QString &iconName, const QString &title, const QString &text);
    /// Filters hide everything: the cause and a near match.
    void showFiltered(const QString &title, const QString &text);
    /// Placeholder rows after 200 ms, then the words at the foot; with a way to cancel.
    void showLoading(const QString &words);
    /// New words while loading goes on, without starting over: "Loading 214 assets, 82 so far".
    void setLoadingWords(const QString &words);
    /// Cause, whose turn it is. Adds *Try again*. `nextTry` is shown at the foot when not empty.
    void showError(const QString &title, const QString &text, const QString &nextTry = {});
    /// The server is away and nothing is saved. Adds *Try now*.
    void showOffline(const QString &title, const QString &text);

    /// One more button of the present state; `link` makes it quiet.
    QPushButton *addButton(const QString &text, bool link = false, const QString &iconName = {});

signals:
    void tryAgainRequested();
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class State { None, Empty, Filtered, Loading, Error, Offline };
    void begin(State state, const QString &title, const QString &text);
    void clearButtons();
    void updatePicture();

    State m_state = State::None;
    QString m_icon;
    QTimer m_wait;
    QLabel *m_picture;
    InkLabel *m_title;
    InkLabel *m_text;
    QWidget *m_middle;
    QHBoxLayout *m_buttons;
    QWidget *m_foot;
    InkLabel *m_footWords;
    RingLabel *m_ring;
    QPushButton *m_cancel;
};

} // namespace qwats::ui
