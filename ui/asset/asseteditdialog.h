// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assetedit.h"
#include "ui/widgets/actiondialog.h"

#include <memory>

class QPlainTextEdit;

namespace qwats::ui {

class TagTable;

/// Edits a copy of an asset, or a new one: the names, where it is, and its tags. The serial number
/// is the identity, so that it can be typed for a new asset only.
///
/// Thread: GUI. Value in, value out.
class AssetEditDialog : public ActionDialog
{
    Q_OBJECT

public:
    /// `asset` none: a new one.
    AssetEditDialog(const std::optional<Asset> &asset, const AssetTypeList &types, QWidget *parent);

    /// What to save: only what differs from the asset as it was.
    [[nodiscard]] AssetEdit edit() const;
    /// What would make it as it was again; nothing that is a new asset's.
    [[nodiscard]] AssetEdit undo() const;

private:
    [[nodiscard]] QString problem() const;
    [[nodiscard]] Asset asset() const;
    [[nodiscard]] static AssetEdit difference(const Asset &from, const Asset &to);

    Asset m_before;
    bool m_isNew;
    QLineEdit *m_serial;
    QLineEdit *m_name;
    QComboBox *m_type;
    QLineEdit *m_part;
    QLineEdit *m_revision;
    QLineEdit *m_location;
    QComboBox *m_state;
    QPlainTextEdit *m_description;
    TagTable *m_tags;
};

} // namespace qwats::ui
