// Random calls that set and get attributes and descriptor fields.
#include "tests/odbc/random_calls/caller.h"

namespace assetsodbc::randomcalls {

namespace {

SQLPOINTER asPointer(SQLULEN number) {
    return reinterpret_cast<SQLPOINTER>(number);
}

SQLULEN stride(Caller& c) {
    return SQLULEN(c.choices.below(kLargestStride / kAlignment + 1) * kAlignment);
}

SQLULEN rows(Caller& c) {
    return SQLULEN(c.choices.below(kMostRows + 1));
}

void setEnvAttr(Caller& c) {
    constexpr SQLINTEGER kAttributes[] = {
        SQL_ATTR_ODBC_VERSION, SQL_ATTR_OUTPUT_NTS, SQL_ATTR_CONNECTION_POOLING, SQL_ATTR_CP_MATCH, 1064, 1065, -1};
    constexpr SQLULEN kValues[] = {SQL_OV_ODBC2, SQL_OV_ODBC3, SQL_OV_ODBC3, SQL_OV_ODBC3_80, 0, 1, 77};
    SQLHANDLE const handle = c.handle(SQL_HANDLE_ENV);
    c.answered("SQLSetEnvAttr", SQL_HANDLE_ENV, handle,
               SQLSetEnvAttr(handle, c.choices.of(kAttributes), asPointer(c.choices.of(kValues)), 0));
}

void getEnvAttr(Caller& c) {
    constexpr SQLINTEGER kAttributes[] = {
        SQL_ATTR_ODBC_VERSION, SQL_ATTR_OUTPUT_NTS, SQL_ATTR_CONNECTION_POOLING, SQL_ATTR_CP_MATCH, 1065, 77};
    SQLHANDLE const handle = c.handle(SQL_HANDLE_ENV);
    c.answered("SQLGetEnvAttr", SQL_HANDLE_ENV, handle,
               SQLGetEnvAttr(handle, c.choices.of(kAttributes), c.bufferOf(16), 16, c.result<SQLINTEGER>()));
}

constexpr SQLINTEGER kTextAttributes[] = {SQL_ATTR_CURRENT_CATALOG, SQL_ATTR_TRACEFILE, SQL_ATTR_TRANSLATE_LIB};

SQLINTEGER connectionAttribute(Caller& c) {
    if (c.choices.oneIn(6)) return static_cast<SQLINTEGER>(c.choices.between(-3, 40000));
    return static_cast<SQLINTEGER>(c.choices.oneIn(4) ? c.choices.between(1204, 1210) : c.choices.between(100, 130));
}

bool isTextAttribute(SQLINTEGER attribute) {
    return attribute == SQL_ATTR_CURRENT_CATALOG || attribute == SQL_ATTR_TRACEFILE ||
           attribute == SQL_ATTR_TRANSLATE_LIB;
}

SQLULEN attributeValue(Caller& c) {
    return c.choices.oneIn(10) ? SQLULEN(c.choices.below(~std::uint64_t{0})) : SQLULEN(c.choices.below(5));
}

void setConnectAttr(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DBC);
    if (c.choices.oneIn(3)) {
        const SQLINTEGER attribute = c.choices.of(kTextAttributes);
        const bool wide = c.choices.oneIn(2);
        const auto text = wide ? c.wideText(handle, c.texts.names, true) : c.narrowText(c.texts.names);
        c.answered("SQLSetConnectAttr", SQL_HANDLE_DBC, handle,
                   wide ? SQLSetConnectAttrW(handle, attribute, text.text, text.as<SQLINTEGER>())
                        : SQLSetConnectAttr(handle, attribute, text.text, text.as<SQLINTEGER>()));
        return;
    }
    const SQLINTEGER attribute = connectionAttribute(c);
    if (isTextAttribute(attribute)) return;
    const SQLULEN value = attributeValue(c);
    c.answered("SQLSetConnectAttr", SQL_HANDLE_DBC, handle,
               c.choices.oneIn(2) ? SQLSetConnectAttr(handle, attribute, asPointer(value), SQL_IS_UINTEGER)
                                  : SQLSetConnectAttrW(handle, attribute, asPointer(value), SQL_IS_UINTEGER));
}

void getConnectAttr(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DBC);
    const SQLINTEGER attribute = c.choices.oneIn(4) ? c.choices.of(kTextAttributes) : connectionAttribute(c);
    const SQLSMALLINT capacity = c.capacity();
    SQLPOINTER const value = c.bufferOf(capacity, 1, isTextAttribute(attribute) ? 0 : 16);
    SQLINTEGER* const length = c.result<SQLINTEGER>();
    c.answered("SQLGetConnectAttr", SQL_HANDLE_DBC, handle,
               c.choices.oneIn(2) ? SQLGetConnectAttr(handle, attribute, value, capacity, length)
                                  : SQLGetConnectAttrW(handle, attribute, value, capacity, length));
}

void connectOption(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DBC);
    const auto option = static_cast<SQLUSMALLINT>(c.choices.between(100, 115));
    if (c.choices.oneIn(2)) {
        SQLPOINTER const value = c.buffer(SQL_MAX_OPTION_STRING_LENGTH * 4);
        c.answered("SQLGetConnectOption", SQL_HANDLE_DBC, handle,
                   c.choices.oneIn(2) ? SQLGetConnectOption(handle, option, value)
                                      : SQLGetConnectOptionW(handle, option, value));
        return;
    }
    if (isTextAttribute(option)) return;
    c.answered("SQLSetConnectOption", SQL_HANDLE_DBC, handle,
               c.choices.oneIn(2) ? SQLSetConnectOption(handle, option, attributeValue(c))
                                  : SQLSetConnectOptionW(handle, option, attributeValue(c)));
}

SQLINTEGER statementAttribute(Caller& c) {
    constexpr SQLINTEGER kOthers[] = {
        SQL_ATTR_CURSOR_SCROLLABLE, SQL_ATTR_CURSOR_SENSITIVITY, SQL_ATTR_APP_ROW_DESC, SQL_ATTR_APP_PARAM_DESC,
        SQL_ATTR_IMP_ROW_DESC,      SQL_ATTR_IMP_PARAM_DESC,     SQL_ATTR_METADATA_ID,  40000};
    return c.choices.oneIn(3) ? c.choices.of(kOthers) : static_cast<SQLINTEGER>(c.choices.between(0, 31));
}

SQLPOINTER statementValue(Caller& c, SQLINTEGER attribute) {
    switch (attribute) {
        case SQL_ATTR_APP_ROW_DESC:
        case SQL_ATTR_APP_PARAM_DESC:
        case SQL_ATTR_IMP_ROW_DESC:
        case SQL_ATTR_IMP_PARAM_DESC:
            return c.handle(SQL_HANDLE_DESC);
        case SQL_ATTR_ROW_BIND_OFFSET_PTR:
        case SQL_ATTR_PARAM_BIND_OFFSET_PTR:
            return c.choices.oneIn(3) ? nullptr : c.memory.offset(c.choices);
        case SQL_ATTR_ROW_STATUS_PTR:
        case SQL_ATTR_ROW_OPERATION_PTR:
        case SQL_ATTR_PARAM_STATUS_PTR:
        case SQL_ATTR_PARAM_OPERATION_PTR:
            return c.choices.oneIn(3) ? nullptr : c.memory.statuses(c.choices);
        case SQL_ATTR_ROWS_FETCHED_PTR:
        case SQL_ATTR_PARAMS_PROCESSED_PTR:
            return c.choices.oneIn(3) ? nullptr : c.memory.count(c.choices);
        case SQL_ATTR_FETCH_BOOKMARK_PTR:
            return c.choices.oneIn(3) ? nullptr : c.memory.data(c.choices);
        case SQL_ATTR_ROW_BIND_TYPE:
        case SQL_ATTR_PARAM_BIND_TYPE:
            return asPointer(stride(c));
        case SQL_ATTR_ROW_ARRAY_SIZE:
        case SQL_ATTR_PARAMSET_SIZE:
        case SQL_ROWSET_SIZE:
            return asPointer(rows(c));
        default:
            return asPointer(attributeValue(c));
    }
}

void setStmtAttr(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_STMT);
    const SQLINTEGER attribute = statementAttribute(c);
    SQLPOINTER const value = statementValue(c, attribute);
    c.answered("SQLSetStmtAttr", SQL_HANDLE_STMT, handle,
               c.choices.oneIn(2) ? SQLSetStmtAttr(handle, attribute, value, SQL_IS_POINTER)
                                  : SQLSetStmtAttrW(handle, attribute, value, SQL_IS_POINTER));
}

void getStmtAttr(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_STMT);
    const SQLINTEGER attribute = statementAttribute(c);
    SQLPOINTER const value = c.bufferOf(16);
    const SQLRETURN result = c.answered(
        "SQLGetStmtAttr", SQL_HANDLE_STMT, handle,
        c.choices.oneIn(2) ? SQLGetStmtAttr(handle, attribute, value, SQL_IS_POINTER, c.result<SQLINTEGER>())
                           : SQLGetStmtAttrW(handle, attribute, value, SQL_IS_POINTER, c.result<SQLINTEGER>()));
    const bool isDescriptor = attribute >= SQL_ATTR_APP_ROW_DESC && attribute <= SQL_ATTR_IMP_PARAM_DESC;
    if (isDescriptor && result == SQL_SUCCESS && value != nullptr)
        c.adopt(SQL_HANDLE_DESC, *static_cast<SQLHANDLE*>(value), handle);
}

void stmtOption(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_STMT);
    const auto option = static_cast<SQLUSMALLINT>(c.choices.between(0, 14));
    const SQLRETURN result =
        c.choices.oneIn(2) ? SQLGetStmtOption(handle, option, c.buffer(16))
                           : SQLSetStmtOption(handle, option, reinterpret_cast<SQLULEN>(statementValue(c, option)));
    c.answered("SQLSetStmtOption", SQL_HANDLE_STMT, handle, result);
}

void paramOptions(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_STMT);
    c.answered("SQLParamOptions", SQL_HANDLE_STMT, handle, SQLParamOptions(handle, rows(c), c.memory.count(c.choices)));
}

void setScrollOptions(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_STMT);
    c.answered("SQLSetScrollOptions", SQL_HANDLE_STMT, handle,
               SQLSetScrollOptions(handle, static_cast<SQLUSMALLINT>(c.choices.below(6)),
                                   static_cast<SQLLEN>(c.choices.between(-5, 20)), static_cast<SQLUSMALLINT>(rows(c))));
}

constexpr SQLSMALLINT kFields[] = {
    SQL_DESC_ALLOC_TYPE,
    SQL_DESC_ARRAY_SIZE,
    SQL_DESC_ARRAY_STATUS_PTR,
    SQL_DESC_BIND_OFFSET_PTR,
    SQL_DESC_BIND_TYPE,
    SQL_DESC_COUNT,
    SQL_DESC_ROWS_PROCESSED_PTR,
    SQL_DESC_AUTO_UNIQUE_VALUE,
    SQL_DESC_BASE_COLUMN_NAME,
    SQL_DESC_CASE_SENSITIVE,
    SQL_DESC_CONCISE_TYPE,
    SQL_DESC_DATA_PTR,
    SQL_DESC_DATETIME_INTERVAL_CODE,
    SQL_DESC_DATETIME_INTERVAL_PRECISION,
    SQL_DESC_DISPLAY_SIZE,
    SQL_DESC_INDICATOR_PTR,
    SQL_DESC_LABEL,
    SQL_DESC_LENGTH,
    SQL_DESC_LITERAL_PREFIX,
    SQL_DESC_NAME,
    SQL_DESC_NULLABLE,
    SQL_DESC_NUM_PREC_RADIX,
    SQL_DESC_OCTET_LENGTH,
    SQL_DESC_OCTET_LENGTH_PTR,
    SQL_DESC_PARAMETER_TYPE,
    SQL_DESC_PRECISION,
    SQL_DESC_SCALE,
    SQL_DESC_TYPE,
    SQL_DESC_TYPE_NAME,
    SQL_DESC_UNNAMED,
    SQL_DESC_UNSIGNED,
    SQL_DESC_UPDATABLE,
    SQL_DESC_SEARCHABLE,
    SQL_DESC_SCHEMA_NAME,
    SQL_DESC_TABLE_NAME,
    SQL_DESC_CATALOG_NAME,
    SQL_DESC_LOCAL_TYPE_NAME,
    SQL_DESC_ROWVER,
};

SQLSMALLINT field(Caller& c) {
    return c.choices.oneIn(30) ? static_cast<SQLSMALLINT>(c.choices.below(65536)) : c.choices.of(kFields);
}

bool isTextField(SQLSMALLINT field) {
    switch (field) {
        case SQL_DESC_BASE_COLUMN_NAME:
        case SQL_DESC_BASE_TABLE_NAME:
        case SQL_DESC_LABEL:
        case SQL_DESC_LITERAL_PREFIX:
        case SQL_DESC_LITERAL_SUFFIX:
        case SQL_DESC_NAME:
        case SQL_DESC_TYPE_NAME:
        case SQL_DESC_SCHEMA_NAME:
        case SQL_DESC_TABLE_NAME:
        case SQL_DESC_CATALOG_NAME:
        case SQL_DESC_LOCAL_TYPE_NAME:
            return true;
        default:
            return false;
    }
}

SQLPOINTER fieldValue(Caller& c, SQLSMALLINT field) {
    if (c.choices.oneIn(12) && field != SQL_DESC_BIND_TYPE) return nullptr;
    switch (field) {
        case SQL_DESC_DATA_PTR:
            return c.memory.data(c.choices);
        case SQL_DESC_INDICATOR_PTR:
        case SQL_DESC_OCTET_LENGTH_PTR:
            return c.choices.oneIn(2) ? c.memory.written(c.choices) : c.memory.given(c.choices);
        case SQL_DESC_ARRAY_STATUS_PTR:
            return c.memory.statuses(c.choices);
        case SQL_DESC_BIND_OFFSET_PTR:
            return c.memory.offset(c.choices);
        case SQL_DESC_ROWS_PROCESSED_PTR:
            return c.memory.count(c.choices);
        case SQL_DESC_ARRAY_SIZE:
            return asPointer(rows(c));
        case SQL_DESC_BIND_TYPE:
            return asPointer(stride(c));
        case SQL_DESC_OCTET_LENGTH:
            return asPointer(SQLULEN(c.choices.between(-2, kLongestBuffer)));
        case SQL_DESC_COUNT:
            return asPointer(SQLULEN(c.choices.oneIn(40) ? c.choices.between(-2, 32767) : c.choices.between(-1, 12)));
        case SQL_DESC_TYPE:
        case SQL_DESC_CONCISE_TYPE:
            return asPointer(SQLULEN(c.choices.oneIn(2) ? c.cType() : c.sqlType()));
        default:
            return asPointer(attributeValue(c));
    }
}

SQLSMALLINT recordNumber(Caller& c) {
    return static_cast<SQLSMALLINT>(c.choices.oneIn(30) ? c.choices.between(-32768, 32767) : c.choices.between(0, 6));
}

void setDescField(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DESC);
    const SQLSMALLINT id = field(c);
    const SQLSMALLINT record = recordNumber(c);
    const bool wide = c.choices.oneIn(2);
    Caller::TextArgument value{nullptr, SQL_IS_POINTER};
    if (isTextField(id)) {
        value = wide ? c.wideText(handle, c.texts.names, true) : c.narrowText(c.texts.names);
    } else {
        value.text = fieldValue(c, id);
    }
    const auto length = value.as<SQLINTEGER>();
    c.answered("SQLSetDescField", SQL_HANDLE_DESC, handle,
               wide ? SQLSetDescFieldW(handle, record, id, value.text, length)
                    : SQLSetDescField(handle, record, id, value.text, length));
}

void getDescField(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DESC);
    const SQLSMALLINT id = field(c);
    const SQLSMALLINT record = recordNumber(c);
    const SQLSMALLINT capacity = c.capacity();
    SQLPOINTER const value = c.bufferOf(capacity, 1, isTextField(id) ? 0 : 16);
    SQLINTEGER* const length = c.result<SQLINTEGER>();
    c.answered("SQLGetDescField", SQL_HANDLE_DESC, handle,
               c.choices.oneIn(2) ? SQLGetDescField(handle, record, id, value, capacity, length)
                                  : SQLGetDescFieldW(handle, record, id, value, capacity, length));
}

void getDescRec(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DESC);
    const SQLSMALLINT record = recordNumber(c);
    const SQLSMALLINT capacity = c.capacity();
    SQLSMALLINT *const length = c.result<SQLSMALLINT>(), *const type = c.result<SQLSMALLINT>(),
                       *const subtype = c.result<SQLSMALLINT>(), *const precision = c.result<SQLSMALLINT>(),
                       *const scale = c.result<SQLSMALLINT>(), *const nullable = c.result<SQLSMALLINT>();
    SQLLEN* const octets = c.result<SQLLEN>();
    SQLPOINTER const name = c.bufferOf(capacity, 4);
    c.answered("SQLGetDescRec", SQL_HANDLE_DESC, handle,
               c.choices.oneIn(2) ? SQLGetDescRec(handle, record, static_cast<SQLCHAR*>(name), capacity, length, type,
                                                  subtype, octets, precision, scale, nullable)
                                  : SQLGetDescRecW(handle, record, static_cast<SQLWCHAR*>(name), capacity, length, type,
                                                   subtype, octets, precision, scale, nullable));
}

void setDescRec(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DESC);
    const SQLSMALLINT type = c.choices.oneIn(2) ? c.cType() : c.sqlType();
    SQLLEN* const lengths = c.choices.oneIn(5) ? nullptr : c.memory.written(c.choices);
    c.answered("SQLSetDescRec", SQL_HANDLE_DESC, handle,
               SQLSetDescRec(handle, recordNumber(c), type, static_cast<SQLSMALLINT>(c.choices.between(-1, 6)),
                             static_cast<SQLLEN>(c.choices.between(-1, kLongestBuffer)),
                             static_cast<SQLSMALLINT>(c.choices.between(-3, 60)),
                             static_cast<SQLSMALLINT>(c.choices.between(-130, 130)),
                             c.choices.oneIn(6) ? nullptr : c.memory.data(c.choices), lengths, lengths));
}

void copyDesc(Caller& c) {
    SQLHANDLE const source = c.living(SQL_HANDLE_DESC);
    SQLHANDLE const target = c.handle(SQL_HANDLE_DESC);
    if (source == SQL_NULL_HANDLE) return;
    c.answered("SQLCopyDesc", SQL_HANDLE_DESC, target, SQLCopyDesc(source, target));
}

}  // namespace

const std::vector<Call>& attributeCalls() {
    static const std::vector<Call> calls = {
        {"SQLSetEnvAttr", kAttributes, 1, setEnvAttr},
        {"SQLGetEnvAttr", kAttributes, 1, getEnvAttr},
        {"SQLSetConnectAttr", kAttributes, 2, setConnectAttr},
        {"SQLGetConnectAttr", kAttributes, 2, getConnectAttr},
        {"SQLSetConnectOption", kAttributes, 1, connectOption},
        {"SQLSetStmtAttr", kAttributes | kDescriptors | kResults | kParameters, 6, setStmtAttr},
        {"SQLGetStmtAttr", kAttributes | kDescriptors, 6, getStmtAttr},
        {"SQLSetStmtOption", kAttributes, 2, stmtOption},
        {"SQLParamOptions", kAttributes | kParameters, 1, paramOptions},
        {"SQLSetScrollOptions", kAttributes, 1, setScrollOptions},
        {"SQLSetDescField", kDescriptors, 8, setDescField},
        {"SQLGetDescField", kDescriptors, 6, getDescField},
        {"SQLGetDescRec", kDescriptors, 2, getDescRec},
        {"SQLSetDescRec", kDescriptors, 3, setDescRec},
        {"SQLCopyDesc", kDescriptors, 3, copyDesc},
    };
    return calls;
}

}  // namespace assetsodbc::randomcalls
