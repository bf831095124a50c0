// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"

#include <QDialog>

class QDateTimeEdit;
class QLineEdit;
class QPushButton;

namespace qwats::ui {

/// Asks for what an action on an asset needs: a time, a comment, or a text that must not be empty. Value out, Cancel
/// costs nothing.
///
/// Thread: GUI. Shown with open(); deletes itself on close.
class AssetActionDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Ask { TimeAndComment, Comment, Text };
    /// `effect` says what the action changes, before it is done.
    AssetActionDialog(Ask ask, const QString &title, const QString &effect, const QString &button, QWidget *parent);

    [[nodiscard]] Timestamp when() const; ///< none: now
    [[nodiscard]] QString comment() const;

private:
    QDateTimeEdit *m_when = nullptr;
    QLineEdit *m_comment;
    QPushButton *m_do;
    QDateTime m_opened;
};

} // namespace qwats::ui
