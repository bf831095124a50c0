// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/dependency.h"

#include <algorithm>

namespace qwats {
namespace {

/// The tags of one pattern: itself, or one for each text of its place. A text is never looked into for places.
QByteArrayList tagsOfPattern(const QByteArray &pattern, const std::initializer_list<DependencySubject> &subjects)
{
    const qsizetype open = pattern.indexOf('{');
    if (open < 0)
        return {pattern};
    const QByteArray name = pattern.mid(open + 1, pattern.indexOf('}') - open - 1);
    const auto *subject
        = std::find_if(subjects.begin(), subjects.end(), [&](const auto &one) { return one.name == name; });
    Q_ASSERT(subject != subjects.end());
    QByteArrayList tags;
    for (const QString &text : subject->texts) {
        if (!text.isEmpty())
            tags << pattern.left(open) + text.toUtf8();
    }
    return tags;
}

} // namespace

TagList droppedTags(const Dependency &row, const std::initializer_list<DependencySubject> &subjects)
{
    TagList dropped;
    const QByteArrayList patterns = QByteArray(row.drops).split(' ');
    for (const QByteArray &pattern : patterns) {
        const QByteArrayList tags = tagsOfPattern(pattern, subjects);
        for (const QByteArray &tag : tags) {
            if (!dropped.contains(tag))
                dropped << tag;
        }
    }
    return dropped;
}

} // namespace qwats
