// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetched.h"
#include "core/http/serverstate.h"
#include "ui/widgets/dataagelabel.h"
#include "ui/widgets/ink.h"

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace qwats::ui {

/// One card of the overview: glyph, title, what it adds, its own data age, a link that leads on, and its content or,
/// instead of it, one sentence: loading, empty, an error with its way out, or that nothing is saved.
///
/// Thread: GUI. Owns its content.
class OverviewCard : public Panel
{
    Q_OBJECT

public:
    OverviewCard(const QString &title, QWidget *content, QWidget *parent);

    void setGlyph(std::optional<StatusKind> kind); ///< before the title
    void setSub(const QString &words); ///< after the title, muted: "worst first"
    void setLink(const QString &words); ///< at the right; empty: none
    [[nodiscard]] QPushButton *link() const { return m_link; }
    [[nodiscard]] DataAgeLabel *age() const { return m_age; }
    [[nodiscard]] QString title() const;

    void showContent();
    /// `again` empty: no button.
    void showWords(std::optional<StatusKind> kind, const QString &title, const QString &text,
                   const QString &again = {});
    [[nodiscard]] bool showsContent() const;
    [[nodiscard]] QString words() const; ///< the sentence that stands instead of the content; empty: the content does

signals:
    void linkActivated();
    void tryAgainRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeWords();
    void updateGlyphs();

    QLabel *m_glyph;
    InkLabel *m_title;
    InkLabel *m_sub;
    QPushButton *m_link;
    DataAgeLabel *m_age;
    QStackedWidget *m_stack;
    QWidget *m_content;
    QLabel *m_wordsGlyph = nullptr;
    InkLabel *m_wordsTitle = nullptr;
    InkLabel *m_wordsText = nullptr;
    QPushButton *m_again = nullptr;
    std::optional<StatusKind> m_kind;
    std::optional<StatusKind> m_wordsKind;
};

/// What a card shows for an answer: its content when there are rows, else the words of the state.
struct CardWords
{
    bool loading = false;
    bool empty = true;
    QString loadingWords;
    QString emptyTitle;
    QString emptyText;
    std::optional<StatusKind> emptyKind{};
};
void showCard(OverviewCard &card, const FetchedInfo &info, const CardWords &words);

} // namespace qwats::ui
