// What setting an attribute has in common for connections and statements.
#pragma once

#include <string>

#include "driver/diagnostics.h"
#include "driver/tables/attributes.h"

namespace assetsodbc::driver::api {

[[noreturn]] void throwUnknownAttribute(SQLINTEGER attribute);

// Cursor type, scrollability and sensitivity say the same thing in three ways; ODBC wants them to agree. Changes
// nothing when another attribute was set.
void alignCursorAttributes(StatementAttributes& attributes, SQLINTEGER changed);

// The value that is kept for the one asked for. Throws HY024 and HYC00; warns with 01S02.
template <class Values>
SQLULEN acceptedValue(const NumberAttribute<Values>& attribute, SQLULEN value, Diagnostics& diagnostics) {
    const std::string name(attribute.name);
    if (!attribute.rule.isDefined(value)) {
        throw OdbcError(SqlState::InvalidAttributeValue, std::to_string(value) + " is not a value of " + name + ".");
    }
    if (attribute.rule.isSupported(value)) return value;
    if (attribute.rule.unsupported == Unsupported::Refuse) {
        throw OdbcError(SqlState::OptionalFeatureNotImplemented,
                        "The value " + std::to_string(value) + " of " + name + " is not supported.");
    }
    diagnostics.add(SqlState::OptionValueChanged, name + " was set to " + std::to_string(attribute.rule.substitute) +
                                                      " instead of " + std::to_string(value) + ".");
    return attribute.rule.substitute;
}

}  // namespace assetsodbc::driver::api
