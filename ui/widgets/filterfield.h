// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QKeySequence>
#include <QLineEdit>

namespace qwats::ui {

/// A line edit with an icon at the left and, while empty, the cap of its key at the right; a × clears it.
///
/// The key focuses it from anywhere in the window. Esc clears the text first; on an empty field Esc is left to the
/// page. Thread: gui.
class FilterLine : public QLineEdit
{
    Q_OBJECT

public:
    FilterLine(const QString &iconName, const QString &prompt, const QKeySequence &key, QWidget *parent = nullptr);

    QSize sizeHint() const override;

signals:
    /// By Esc or the ×; textChanged comes as well.
    void cleared();
    /// Down and Up arrows, for a list that belongs to the field: +1 and -1.
    void moveRequested(int step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    QRect clearRect() const;
    void updateMargins();

    QString m_icon;
    QString m_cap;
};

/// The search in the top bar, 440 wide, Ctrl+K. Its owner shows the palette under it.
class SearchBox : public FilterLine
{
    Q_OBJECT

public:
    explicit SearchBox(QWidget *parent = nullptr);

signals:
    /// The field got the focus or was clicked: the palette opens.
    void opened();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
};

/// One criterion of a filter bar: name, value, and a × when it is set. Click or Space opens it, Delete clears it.
class FilterField : public QWidget
{
    Q_OBJECT

public:
    /// `anyWord` is shown while nothing is set: "any".
    explicit FilterField(const QString &name, const QString &anyWord, QWidget *parent = nullptr);

    QString name() const { return m_name; }
    /// Empty: not set.
    void setValue(const QString &value);
    QString value() const { return m_value; }
    bool isSet() const { return !m_value.isEmpty(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The user wants to edit; the owner opens a menu or popup at `at` (global, the lower left corner).
    void editRequested(const QPoint &at);
    /// The user cleared it; the value is empty already.
    void cleared();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRect clearRect() const;
    void clearByUser();
    void describe();

    QString m_name;
    QString m_any;
    QString m_value;
};

} // namespace qwats::ui
