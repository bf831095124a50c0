// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/routes/routes.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

std::optional<odata::Selection> selectionFrom(const Request &request, const odata::Schema &schema, Response *refusal)
{
    const odata::Options options{request.parameter(u"$filter"_s), request.parameter(u"$orderby"_s),
                                 request.parameter(u"$top"_s), request.parameter(u"$skip"_s)};
    QString error;
    auto selection = odata::Selection::parse(options, schema, &error);
    if (!selection)
        *refusal = Response::error(400, error);
    return selection;
}

std::optional<QJsonObject> objectFrom(const Request &request, Response *refusal)
{
    QString error;
    const QJsonValue value = parseBody(request.body, &error);
    if (error.isEmpty() && !value.isObject())
        error = u"The body must be a JSON object."_s;
    if (error.isEmpty())
        return value.toObject();
    *refusal = Response::error(400, error);
    return std::nullopt;
}

} // namespace qwats::demo
