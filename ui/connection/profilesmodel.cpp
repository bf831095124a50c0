// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/profilesmodel.h"

#include "ui/delegates/roles.h"
#include "ui/widgets/words.h"

#include <QDateTime>

#include <algorithm>

namespace qwats::ui {

void ProfilesModel::setProfiles(const QList<Profile> &profiles, const QString &defaultId)
{
    beginResetModel();
    m_rows.clear();
    m_storedIds.clear();
    for (const Profile &profile : profiles) {
        const ProfileDraft draft = ProfileDraft::of(profile);
        m_rows.append({draft, draft, false, Secret::Asking});
        m_storedIds.append(profile.id);
    }
    m_default = m_storedDefault = defaultId;
    endResetModel();
}

void ProfilesModel::setInUse(const QString &profileId)
{
    m_inUse = profileId;
    allChanged();
}

const ProfilesModel::Row *ProfilesModel::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int ProfilesModel::rowOf(const QString &profileId) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).draft.before.id == profileId)
            return row;
    }
    return -1;
}

void ProfilesModel::setDraft(int row, const ProfileDraft &draft)
{
    m_rows[row].draft = draft;
    allChanged(); // a name may have become another's
}

void ProfilesModel::setSecret(const QString &profileId, Secret secret, const QString &problem)
{
    const int row = rowOf(profileId);
    if (row < 0)
        return;
    Row &content = m_rows[row];
    content.secret = secret;
    content.secretProblem = problem;
    content.draft.secretKept = content.stored.secretKept = secret == Secret::Kept;
    rowChanged(row);
}

void ProfilesModel::setDefault(const QString &profileId)
{
    m_default = profileId;
    allChanged();
}

void ProfilesModel::insert(int row, const Row &content)
{
    beginInsertRows({}, row, row);
    m_rows.insert(row, content);
    endInsertRows();
    allChanged();
}

ProfilesModel::Row ProfilesModel::take(int row)
{
    beginRemoveRows({}, row, row);
    const Row taken = m_rows.takeAt(row);
    endRemoveRows();
    allChanged();
    return taken;
}

void ProfilesModel::markStored()
{
    m_storedIds.clear();
    for (Row &row : m_rows) {
        // A secret that is not remembered counts until the program ends.
        const bool kept = row.draft.hasTypedSecret() || row.draft.keptSecretFits();
        const auto profile = row.draft.profile();
        if (!profile)
            continue;
        row.draft = ProfileDraft::of(*profile);
        row.draft.secretKept = kept;
        if (kept || row.secret == Secret::Kept)
            row.secret = kept ? Secret::Kept : Secret::Missing;
        row.stored = row.draft;
        row.isNew = false;
        m_storedIds.append(profile->id);
    }
    m_storedDefault = m_default;
    allChanged();
}

std::optional<ProfileDraft::Problem> ProfilesModel::problemOf(int row) const
{
    const Row *content = at(row);
    if (!content)
        return {};
    if (auto problem = content->draft.storeProblem())
        return problem;
    const QString name = content->draft.shownName();
    for (int other = 0; other < m_rows.size(); ++other) {
        if (other != row && m_rows.at(other).draft.shownName().compare(name, Qt::CaseInsensitive) == 0)
            return ProfileDraft::Problem{ProfileDraft::Field::Name,
                                         {Error::Kind::InvalidInput, tr("There is already a profile “%1”.").arg(name),
                                          QStringLiteral("duplicate"), 0}};
    }
    return {};
}

int ProfilesModel::firstProblem() const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (problemOf(row))
            return row;
    }
    return -1;
}

int ProfilesModel::problemCount() const
{
    int count = 0;
    for (int row = 0; row < m_rows.size(); ++row)
        count += problemOf(row) ? 1 : 0;
    return count;
}

int ProfilesModel::changeCount() const
{
    const auto edited = std::count_if(m_rows.begin(), m_rows.end(),
                                      [](const Row &row) { return row.isNew || !(row.draft == row.stored); });
    const auto removed
        = std::count_if(m_storedIds.begin(), m_storedIds.end(), [this](const QString &id) { return rowOf(id) < 0; });
    return static_cast<int>(edited + removed) + (m_default == m_storedDefault ? 0 : 1);
}

QList<Profile> ProfilesModel::profiles() const
{
    QList<Profile> list;
    for (const Row &row : m_rows) {
        if (const auto profile = row.draft.profile())
            list.append(*profile);
    }
    return list;
}

QString ProfilesModel::freeName(const QString &wanted) const
{
    const auto taken = [this](const QString &name) {
        return std::any_of(m_rows.begin(), m_rows.end(), [&name](const Row &row) {
            return row.draft.shownName().compare(name, Qt::CaseInsensitive) == 0;
        });
    };
    QString name = wanted;
    for (int number = 2; taken(name); ++number)
        name = QStringLiteral("%1 %2").arg(wanted, QString::number(number));
    return name;
}

int ProfilesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString ProfilesModel::stateWords(int row) const
{
    const Row &content = m_rows.at(row);
    QStringList words;
    if (content.draft.before.id == m_inUse)
        words << tr("in use");
    if (content.draft.before.id == m_default)
        words << tr("default");
    if (problemOf(row))
        words << tr("incomplete");
    else if (content.secret != Secret::Asking && !content.draft.canSignIn())
        words << (content.secret == Secret::Unreadable ? tr("keychain not readable") : tr("no token"));
    return words.join(QStringLiteral(", "));
}

QVariant ProfilesModel::data(const QModelIndex &index, int role) const
{
    const Row *content = at(index.row());
    if (!content)
        return {};
    const Timestamp used = content->draft.before.lastUsed;
    const auto lastUsed = [used] {
        return used.isValid() ? tr("used %1").arg(words::time(used.ms(), QDateTime::currentMSecsSinceEpoch()))
                              : tr("never used");
    };
    switch (role) {
    case Qt::DisplayRole: return content->draft.shownName();
    case SecondLineRole: return content->draft.address.isEmpty() ? tr("no address yet") : content->draft.address;
    case RightTextRole: return stateWords(index.row());
    case SecondRightRole: return lastUsed();
    case GlyphRole:
        if (problemOf(index.row()) || (content->secret != Secret::Asking && !content->draft.canSignIn()))
            return status(StatusKind::Warning);
        return status(content->draft.before.id == m_inUse ? StatusKind::Online : StatusKind::Done);
    case Qt::AccessibleTextRole:
        return QStringList{content->draft.shownName(), content->draft.address, stateWords(index.row()), lastUsed()}
            .join(QStringLiteral(", "));
    default: return {};
    }
}

void ProfilesModel::allChanged()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
}

} // namespace qwats::ui
