// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QWidget>

#include <optional>

class QGridLayout;
class QHBoxLayout;

namespace qwats::ui {

/// One fact about a thing: a label and its value. A value with a `link` is a button that emits it.
struct Fact
{
    QString label;
    QString value;
    std::optional<StatusKind> state{}; ///< colours the value
    QString link{}; ///< opaque to the widget, handed out by linkActivated
    QString tip{}; ///< e.g. the time in UTC
    bool operator==(const Fact &) const = default;
};

/// Label and value, one fact a row; values can be selected and copied. An empty value reads "–".
class FactsGrid : public QWidget
{
    Q_OBJECT

public:
    explicit FactsGrid(QWidget *parent = nullptr);
    /// Replaces all facts; when the labels stay the same only the values change, without flicker.
    void setFacts(const QList<Fact> &facts);
    QList<Fact> facts() const { return m_facts; }

signals:
    void linkActivated(const QString &link);

private:
    void rebuild();

    QGridLayout *m_grid;
    QList<Fact> m_facts;
};

/// Label over value, the facts side by side: the row under the header of one report or product.
/// When the width ends, the last facts leave; their text stays in the accessible description.
class FactsRow : public QWidget
{
    Q_OBJECT

public:
    explicit FactsRow(QWidget *parent = nullptr);
    void setFacts(const QList<Fact> &facts);
    QList<Fact> facts() const { return m_facts; }
    QSize minimumSizeHint() const override;

signals:
    void linkActivated(const QString &link);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QHBoxLayout *m_row;
    QList<QWidget *> m_cells;
    QList<Fact> m_facts;
};

} // namespace qwats::ui
