// SPDX-License-Identifier: GPL-3.0-or-later
// Box builds on the wire: a tree as rows with levels, and the relations that it is made from.
#include "core/json/jsonvalue.h"
#include "core/json/saved.h"
#include "core/product/productjson.h"

#include <QStringList>

#include <algorithm>

namespace qwats {
namespace {

using json::field;

struct BuildRow
{
    int level = 0;
    QString partNumber;
    QString revision;
    QString revisionId;
    QString relationId;
    QString parentRevisionId;
    QString itemNumber;
    QString revisionMask;
    qint64 quantity = 1;
};
using BuildRows = std::vector<BuildRow>;

const json::ObjectReader<BuildRow> &buildRowReader()
{
    static const json::ObjectReader<BuildRow> reader{
        field<&BuildRow::level>("hlevel"),
        field<&BuildRow::partNumber>("PartNumber"),
        field<&BuildRow::revision>("Revision"),
        field<&BuildRow::revisionId>("ProductRevisionId"),
        field<&BuildRow::relationId>("ProductRevisionRelationId"),
        field<&BuildRow::parentRevisionId>("ParentProductRevisionId"),
        field<&BuildRow::itemNumber>("ItemNumber"),
        field<&BuildRow::revisionMask>("RevisionMask"),
        field<&BuildRow::quantity>("Quantity"),
    };
    return reader;
}

/// The row that `child` hangs on: of those one level up the nearest before it, or else the nearest after it, whose id
/// it names. A revision may stand in a build twice, so that the place counts as well as the id. The size of `rows`:
/// none.
size_t parentOf(const BuildRows &rows, size_t child)
{
    const auto isParent = [&](const BuildRow &row) {
        return row.level == rows[child].level - 1
            && row.revisionId.compare(rows[child].parentRevisionId, Qt::CaseInsensitive) == 0;
    };
    for (size_t i = child; i-- > 0;) {
        if (isParent(rows[i]))
            return i;
    }
    for (size_t i = child + 1; i < rows.size(); ++i) {
        if (isParent(rows[i]))
            return i;
    }
    return rows.size();
}

BoxBuildPart builtFrom(const BuildRows &rows, const std::vector<std::vector<size_t>> &children, size_t at)
{
    const BuildRow &row = rows[at];
    BoxBuildPart part{row.partNumber, row.revision,   row.revisionId,   row.relationId,
                      row.quantity,   row.itemNumber, row.revisionMask, {}};
    part.parts.reserve(children[at].size());
    for (const size_t child : children[at]) // ends: levels only go up
        part.parts.push_back(builtFrom(rows, children, child));
    return part;
}

constexpr int DeepestBuild = 200; // levels; deeper ones are cut, so that no reply can exhaust the stack

} // namespace

Result<BoxBuildPart> decodeBoxBuild(const QByteArray &body)
{
    const auto decoded = json::decodeList(body, buildRowReader());
    if (!decoded)
        return failure(decoded.error());
    if (decoded->empty())
        return failure(json::notThere());
    const BuildRows &rows = *decoded;
    const auto top = std::find_if(rows.begin(), rows.end(), [](const BuildRow &row) { return row.level == 0; });
    if (top == rows.end()) {
        json::Problem problem;
        problem.expected("a row of level 0");
        return failure(problem.error());
    }
    const auto root = static_cast<size_t>(top - rows.begin());
    std::vector<std::vector<size_t>> children(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].level <= 0 || rows[i].level > DeepestBuild || rows[i].relationId.isEmpty())
            continue;
        const size_t parent = parentOf(rows, i);
        children[parent == rows.size() ? root : parent].push_back(i);
    }
    return builtFrom(rows, children, root);
}

Result<ProductRelationList> decodeRelations(const QByteArray &body)
{
    static const json::ObjectReader<ProductRelation> reader{
        field<&ProductRelation::id>("ProductRevisionRelationId"),
        field<&ProductRelation::parentRevisionId>("ParentProductRevisionId"),
        field<&ProductRelation::childRevisionId>("ProductRevisionId"),
        field<&ProductRelation::quantity>("Quantity"),
        field<&ProductRelation::itemNumber>("ItemNumber"),
        field<&ProductRelation::revisionMask>("RevisionMask"),
        field<&ProductRelation::childPartNumber>("ChildPartNumber"),
        field<&ProductRelation::childRevision>("ChildRevision"),
    };
    if (body.trimmed().startsWith('['))
        return json::decodeList(body, reader);
    const auto one = json::saved(json::decodeObject(body, reader));
    if (!one)
        return failure(one.error());
    return ProductRelationList{*one};
}

bool fitsRevisionMask(const QString &revision, const QString &mask, const QString &exact)
{
    if (mask.trimmed().isEmpty())
        return revision == exact;
    const QStringList patterns = mask.split(u',');
    return std::any_of(patterns.begin(), patterns.end(), [&](const QString &one) {
        const QString pattern = one.trimmed();
        return pattern.endsWith(u'%') ? revision.startsWith(pattern.chopped(1)) : revision == pattern;
    });
}

} // namespace qwats
