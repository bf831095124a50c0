// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"
#include "ui/theme/tokens.h"

#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

class QWidget;

namespace qwats::ui {

class SystemScheme;

/// The tokens in force. Follows the palette, so a widget asks anew on every paint and needs no other notice.
class Theme
{
public:
    /// Tokens for a widget's own palette; of(nullptr) asks the application's.
    static const Tokens &of(const QWidget *widget);
    static const Tokens &tokens(ThemeKind kind);
    /// Light or dark, by the application's palette.
    static ThemeKind kind();
    static ThemeKind kindOf(const QPalette &palette);
    /// The palette made of a theme's tokens.
    static QPalette palette(const Tokens &tokens);
};

enum class ThemeChoice { System, Light, Dark };

/// Puts style and palette on the application and follows the system's choice of light and dark.
///
/// Create one, after QApplication and before the first widget. Thread: gui. Owns nothing but the watcher of the
/// system setting; QApplication owns the style. A high-contrast palette of the system is left as it is.
class ThemeManager : public QObject
{
    Q_OBJECT

public:
    explicit ThemeManager(QObject *parent = nullptr);
    ~ThemeManager() override;

    ThemeChoice choice() const { return m_choice; }
    /// What is shown now; differs from the choice when that is System.
    ThemeKind kind() const { return m_kind; }

public slots:
    void setChoice(qwats::ui::ThemeChoice choice);
    /// Between light and dark, away from what is shown now.
    void toggle();

signals:
    /// After style and palette are in force; widgets have been told by a palette change already.
    void changed();

private:
    void apply();

    SystemScheme *m_system;
    ThemeChoice m_choice = ThemeChoice::System;
    ThemeKind m_kind = ThemeKind::Light;
    QPalette m_systemPalette;
};

enum class TextRole {
    Figure, ///< overview figures only
    PageTitle,
    Section, ///< detail title, state title
    Body,
    Key, ///< body, 500: key column
    Strong, ///< body, 600: not-good words, group rows
    Header, ///< one pixel less than body, 600: table header, panel titles
    Small, ///< one pixel less: labels, status bar, age line
    Caption, ///< two pixels less: captions, axis, rail
    Code ///< fixed pitch, one pixel less
};

/// The font of a role, derived from the system's general (or fixed) font.
[[nodiscard]] QFont font(TextRole role);
/// `font(role)` with digits of one width where Qt can be told so; see `tabularDigits`.
[[nodiscard]] QFont numberFont(TextRole role = TextRole::Body);
/// True when the digits 0 to 9 of the font have one advance, so that numbers align without help.
[[nodiscard]] bool tabularDigits(const QFont &font);

/// A drawn icon by name, e.g. icon("refresh"): text colour, disabled colour when disabled, accent when on.
/// Follows the palette by itself. An unknown name gives a null icon.
[[nodiscard]] QIcon icon(const QString &name);
/// One icon in one colour, as a picture of px × px logical pixels.
[[nodiscard]] QPixmap iconPixmap(const QString &name, int px, const QColor &color, qreal dpr, double stroke = 1.5);
/// Paints an icon into the square in the middle of `rect`. Takes the pixel ratio of the painter's device.
void paintIcon(QPainter *painter, const QRectF &rect, const QString &name, const QColor &color, double stroke = 1.5);

/// The program's mark for windows and task bars.
[[nodiscard]] QIcon appIcon();

/// False when the platform or the user asks for no motion.
[[nodiscard]] bool motionWanted(const QWidget *widget);

} // namespace qwats::ui
