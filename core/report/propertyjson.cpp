// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/stepjson.h"

namespace qwats {
namespace {

using json::field;
using json::Value;

const json::ObjectReader<Property> &propertyReader();

bool takeProps(Property &property, const Value &value, json::Problem &problem)
{
    return json::readArray(value, property.props, propertyReader(), problem);
}

/// An array is `{dimension, type, indexes: [{text, indexes, value}]}`: its elements become properties named by their
/// index.
bool takeArray(Property &property, const Value &value, json::Problem &problem)
{
    struct Element
    {
        QString text;
        Property value;
    };
    struct Array
    {
        std::vector<Element> elements;
    };
    static const json::ObjectReader<Element> elementReader{
        field<&Element::text>("text"),
        {"value",
         [](Element &element, const Value &inner, json::Problem &at) {
             return inner.is_null() || propertyReader().read(inner, element.value, at);
         }},
    };
    static const json::ObjectReader<Array> reader{
        {"indexes",
         [](Array &array, const Value &inner, json::Problem &at) {
             return json::readArray(inner, array.elements, elementReader, at);
         }},
    };
    Array array;
    if (value.is_null())
        return true;
    if (!reader.read(value, array, problem))
        return false;
    for (Element &element : array.elements) {
        element.value.name = element.text;
        property.props.push_back(std::move(element.value));
    }
    return true;
}

const json::ObjectReader<Property> &propertyReader()
{
    static const json::ObjectReader<Property> reader{
        field<&Property::name>("name"),       field<&Property::type>("type"), field<&Property::value>("value"),
        field<&Property::comment>("comment"), {"props", takeProps},           {"array", takeArray},
    };
    return reader;
}

} // namespace

const json::ObjectReader<PropertyGroup> &propertyGroupReader()
{
    static const json::ObjectReader<PropertyGroup> reader{
        field<&PropertyGroup::name>("name"),
        {"props",
         [](PropertyGroup &group, const Value &value, json::Problem &problem) {
             return json::readArray(value, group.props, propertyReader(), problem);
         }},
    };
    return reader;
}

} // namespace qwats
