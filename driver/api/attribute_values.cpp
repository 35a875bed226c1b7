#include "driver/api/attribute_values.h"

namespace assetsodbc::driver::api {

void throwUnknownAttribute(SQLINTEGER attribute) {
    throw OdbcError(SqlState::InvalidAttributeIdentifier,
                    "There is no attribute " + std::to_string(attribute) + " here.");
}

void alignCursorAttributes(StatementAttributes& attributes, SQLINTEGER changed) {
    bool wantsScrolling = false;
    switch (changed) {
        case SQL_ATTR_CURSOR_TYPE:
            wantsScrolling = attributes.cursorType != SQL_CURSOR_FORWARD_ONLY;
            break;
        case SQL_ATTR_CURSOR_SCROLLABLE:
            wantsScrolling = attributes.cursorScrollable == SQL_SCROLLABLE;
            break;
        case SQL_ATTR_CURSOR_SENSITIVITY:
            wantsScrolling = attributes.cursorSensitivity == SQL_INSENSITIVE;
            break;
        default:
            return;
    }
    attributes.cursorType = wantsScrolling ? SQL_CURSOR_STATIC : SQL_CURSOR_FORWARD_ONLY;
    attributes.cursorScrollable = wantsScrolling ? SQL_SCROLLABLE : SQL_NONSCROLLABLE;
    attributes.cursorSensitivity = wantsScrolling ? SQL_INSENSITIVE : SQL_UNSPECIFIED;
}

}  // namespace assetsodbc::driver::api
