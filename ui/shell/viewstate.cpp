// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/viewstate.h"

#include "ui/delegates/columnlayout.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QSplitter>

namespace qwats::ui {

namespace {

constexpr qsizetype LongestViewText = 20'000; ///< characters; more than any page needs, so it is damage
constexpr int WidestPane = 20'000; ///< px
const auto SizesKey = QStringLiteral("sizes");

/// Sizes that fit the splitter; empty when they do not.
QList<int> fittingSizes(const QVariantMap &state, const QSplitter &splitter)
{
    QList<int> sizes;
    const auto stored = state.value(SizesKey).toList();
    for (const QVariant &size : stored)
        sizes << size.toInt();
    const bool good = sizes.size() == splitter.count()
        && std::all_of(sizes.begin(), sizes.end(), [](int size) { return size >= 0 && size <= WidestPane; })
        && std::any_of(sizes.begin(), sizes.end(), [](int size) { return size > 0; });
    return good ? sizes : QList<int>();
}

} // namespace

ViewState::ViewState(QString profileId, QString page)
    : m_profile(std::move(profileId))
    , m_page(std::move(page))
{
}

QString ViewState::path(const QString &name) const
{
    return QStringLiteral("profiles/%1/view/%2/%3").arg(m_profile, m_page, name);
}

QVariantMap ViewState::value(const QString &name) const
{
    const QString text = QSettings().value(path(name)).toString();
    if (text.size() > LongestViewText)
        return {};
    return QJsonDocument::fromJson(text.toUtf8()).object().toVariantMap();
}

void ViewState::setValue(const QString &name, const QVariantMap &value) const
{
    const QByteArray text = QJsonDocument(QJsonObject::fromVariantMap(value)).toJson(QJsonDocument::Compact);
    QSettings().setValue(path(name), QString::fromUtf8(text));
}

void ViewState::keep(const QString &name, ColumnLayout *columns) const
{
    if (const QVariantMap known = value(name); !known.isEmpty())
        columns->restore(known);
    QObject::connect(columns, &ColumnLayout::changed, columns,
                     [view = *this, name, columns] { view.setValue(name, columns->state()); });
}

void ViewState::keep(const QString &name, QSplitter *splitter) const
{
    if (const QList<int> sizes = fittingSizes(value(name), *splitter); !sizes.isEmpty())
        splitter->setSizes(sizes);
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter, [view = *this, name, splitter] {
        QVariantList sizes;
        const auto now = splitter->sizes();
        for (const int size : now)
            sizes << size;
        view.setValue(name, {{SizesKey, sizes}});
    });
}

} // namespace qwats::ui
