// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace qwats::ui {

/// The strip under a table: count, loaded range and selection at the left, at most three key hints at the right.
///
/// The hints give way when the strip is narrow, last one first. Thread: gui. 28 px high.
class TableFooter : public QWidget
{
    Q_OBJECT

public:
    explicit TableFooter(QWidget *parent = nullptr);

    /// "214 assets".
    void setCount(const QString &text);
    /// "rows 1–200 loaded"; empty takes it away.
    void setLoaded(const QString &text);
    /// Rows selected; 0 says nothing.
    void setSelected(int rows);
    /// "Enter opens", "F5 refreshes", …
    void setHints(const QStringList &hints);

    /// What is shown at the left, joined for tests and assistive tools.
    QString leftText() const;
    /// The hints that fit now.
    QString hintText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    QString m_count;
    QString m_loaded;
    int m_selected = 0;
    QStringList m_hints;
};

} // namespace qwats::ui
