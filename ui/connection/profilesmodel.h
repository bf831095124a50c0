// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/profiledraft.h"

#include <QAbstractListModel>

namespace qwats::ui {

/// The profiles while they are edited: drafts beside what is stored, with one default. Two-line rows. Thread: GUI.
class ProfilesModel : public QAbstractListModel
{
    Q_OBJECT

public:
    /// What is known of the secret of a stored profile.
    enum class Secret : quint8 { Asking, Kept, Missing, Unreadable };

    struct Row
    {
        ProfileDraft draft;
        ProfileDraft stored; ///< as it was when the dialog opened or saved last
        bool isNew = false; ///< not in the settings yet
        Secret secret = Secret::Missing;
        QString secretProblem{}; ///< of Unreadable, for people
    };

    using QAbstractListModel::QAbstractListModel;

    void setProfiles(const QList<Profile> &profiles, const QString &defaultId);
    void setInUse(const QString &profileId); ///< the one connected now; empty: none

    [[nodiscard]] const Row *at(int row) const; ///< null when there is no such row
    [[nodiscard]] int rowOf(const QString &profileId) const;
    [[nodiscard]] QString defaultId() const { return m_default; }
    [[nodiscard]] QString inUse() const { return m_inUse; }

    void setDraft(int row, const ProfileDraft &draft);
    void setSecret(const QString &profileId, Secret secret, const QString &problem = {});
    void setDefault(const QString &profileId);
    void insert(int row, const Row &content);
    Row take(int row);
    void markStored(); ///< what stands in the rows is what is stored now; typed secrets are forgotten

    /// Why the row cannot be stored, its name being another's included.
    [[nodiscard]] std::optional<ProfileDraft::Problem> problemOf(int row) const;
    [[nodiscard]] int firstProblem() const; ///< -1: none
    [[nodiscard]] int problemCount() const;
    [[nodiscard]] int changeCount() const; ///< rows added, removed or changed, and another default
    [[nodiscard]] QList<Profile> profiles() const; ///< needs firstProblem() == -1
    [[nodiscard]] QString freeName(const QString &wanted) const; ///< "Plant North 2" when that is taken

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString stateWords(int row) const;
    void rowChanged(int row) { emit dataChanged(index(row), index(row)); }
    void allChanged();

    QList<Row> m_rows;
    QString m_default;
    QString m_storedDefault;
    QString m_inUse;
    QStringList m_storedIds;
};

} // namespace qwats::ui
