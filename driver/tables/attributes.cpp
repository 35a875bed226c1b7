#include "driver/tables/attributes.h"

#include <algorithm>

namespace assetsodbc::driver {

namespace {

using C = ConnectionAttributeValues;
using S = StatementAttributes;

constexpr ValueRule any() {
    return {};
}

template <class... Value>
constexpr ValueRule oneOf(Value... value) {
    ValueRule rule;
    ((rule.defined[rule.definedCount++] = SQLULEN(value)), ...);
    return rule;
}

template <class... Value>
constexpr ValueRule refusing(ValueRule rule, Value... supported) {
    ((rule.supported[rule.supportedCount++] = SQLULEN(supported)), ...);
    return rule;
}

template <class... Value>
constexpr ValueRule substituting(ValueRule rule, SQLULEN substitute, Value... supported) {
    rule = refusing(rule, supported...);
    rule.unsupported = Unsupported::Substitute;
    rule.substitute = substitute;
    return rule;
}

constexpr ValueRule kTrueOrFalse = oneOf(SQL_FALSE, SQL_TRUE);
constexpr ValueRule kOffOrOn = oneOf(SQL_ASYNC_ENABLE_OFF, SQL_ASYNC_ENABLE_ON);
constexpr ValueRule kNeverAsync = refusing(kOffOrOn, SQL_ASYNC_ENABLE_OFF);
// Of local tables; the site has no transactions, and what is read there was committed.
constexpr ValueRule kSerializable =
    substituting(oneOf(SQL_TXN_READ_UNCOMMITTED, SQL_TXN_READ_COMMITTED, SQL_TXN_REPEATABLE_READ, SQL_TXN_SERIALIZABLE),
                 SQL_TXN_SERIALIZABLE, SQL_TXN_SERIALIZABLE);
constexpr ValueRule kCursorTypes =
    substituting(oneOf(SQL_CURSOR_FORWARD_ONLY, SQL_CURSOR_KEYSET_DRIVEN, SQL_CURSOR_DYNAMIC, SQL_CURSOR_STATIC),
                 SQL_CURSOR_STATIC, SQL_CURSOR_FORWARD_ONLY, SQL_CURSOR_STATIC);
constexpr ValueRule kConcurrencies =
    substituting(oneOf(SQL_CONCUR_READ_ONLY, SQL_CONCUR_LOCK, SQL_CONCUR_ROWVER, SQL_CONCUR_VALUES),
                 SQL_CONCUR_READ_ONLY, SQL_CONCUR_READ_ONLY);
constexpr ValueRule kSimulations =
    substituting(oneOf(SQL_SC_NON_UNIQUE, SQL_SC_TRY_UNIQUE, SQL_SC_UNIQUE), SQL_SC_NON_UNIQUE, SQL_SC_NON_UNIQUE);
constexpr ValueRule kSensitivities = substituting(oneOf(SQL_UNSPECIFIED, SQL_INSENSITIVE, SQL_SENSITIVE),
                                                  SQL_INSENSITIVE, SQL_UNSPECIFIED, SQL_INSENSITIVE);
constexpr ValueRule kBookmarks = oneOf(SQL_UB_OFF, SQL_UB_ON, SQL_UB_VARIABLE);

#define ATTRIBUTE(id) id, #id

// clang-format off
constexpr std::array kConnectionAttributes = {
    //                                                                                              shapes before  wide
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_ACCESS_MODE),        &C::accessMode,        oneOf(SQL_MODE_READ_WRITE, SQL_MODE_READ_ONLY), false, false, false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_AUTOCOMMIT),         &C::autocommit,        oneOf(SQL_AUTOCOMMIT_OFF, SQL_AUTOCOMMIT_ON),   false, false, false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_LOGIN_TIMEOUT),      &C::loginTimeout,      any(),           false, true,  false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_CONNECTION_TIMEOUT), &C::connectionTimeout, any(),           false, false, false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_METADATA_ID),        &C::metadataId,        kTrueOrFalse,    false, false, false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_ANSI_APP),           &C::ansiApp,           oneOf(SQL_AA_FALSE, SQL_AA_TRUE), false, false, false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_TXN_ISOLATION),      &C::txnIsolation,      kSerializable,  false, false, false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_ODBC_CURSORS),       &C::odbcCursors,       oneOf(SQL_CUR_USE_IF_NEEDED, SQL_CUR_USE_ODBC, SQL_CUR_USE_DRIVER), false, false, true},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_PACKET_SIZE),        &C::packetSize,        any(),           false, true,  false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_TRACE),              &C::trace,             oneOf(SQL_OPT_TRACE_OFF, SQL_OPT_TRACE_ON), false, false, false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_TRANSLATE_OPTION),   &C::translateOption,   any(),           false, false, false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_ASYNC_ENABLE),       &C::asyncEnable,       kOffOrOn,        false, false, true},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE), &C::asyncFunctions, kNeverAsync, false, false, false},
    NumberAttribute<C>{ATTRIBUTE(SQL_ATTR_DISCONNECT_BEHAVIOR), &C::disconnectBehavior, oneOf(SQL_DB_RETURN_TO_POOL, SQL_DB_DISCONNECT), false, false, false},
};

constexpr std::array kStatementAttributes = {
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_QUERY_TIMEOUT),      &S::queryTimeout,      any()},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_MAX_ROWS),           &S::maxRows,           any()},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_NOSCAN),             &S::noScan,            oneOf(SQL_NOSCAN_OFF, SQL_NOSCAN_ON)},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_MAX_LENGTH),         &S::maxLength,         any()},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_ASYNC_ENABLE),       &S::asyncEnable,       kOffOrOn},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_CURSOR_TYPE),        &S::cursorType,        kCursorTypes,    true},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_CONCURRENCY),        &S::concurrency,       kConcurrencies,  true},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_KEYSET_SIZE),        &S::keysetSize,        any()},
    NumberAttribute<S>{ATTRIBUTE(SQL_ROWSET_SIZE),             &S::rowsetSize,        any()},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_SIMULATE_CURSOR),    &S::simulateCursor,    kSimulations,    true},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_RETRIEVE_DATA),      &S::retrieveData,      oneOf(SQL_RD_OFF, SQL_RD_ON)},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_USE_BOOKMARKS),      &S::useBookmarks,      kBookmarks,      true},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_ENABLE_AUTO_IPD),    &S::enableAutoIpd,     refusing(kTrueOrFalse, SQL_FALSE)},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_METADATA_ID),        &S::metadataId,        kTrueOrFalse},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_CURSOR_SCROLLABLE),  &S::cursorScrollable,  oneOf(SQL_NONSCROLLABLE, SQL_SCROLLABLE), true},
    NumberAttribute<S>{ATTRIBUTE(SQL_ATTR_CURSOR_SENSITIVITY), &S::cursorSensitivity, kSensitivities,  true},
};

constexpr std::array kDescriptorAttributes = {
    DescriptorAttribute{SQL_ATTR_ROW_ARRAY_SIZE,        DescriptorOf::Ard, SQL_DESC_ARRAY_SIZE},
    DescriptorAttribute{SQL_ATTR_ROW_BIND_TYPE,         DescriptorOf::Ard, SQL_DESC_BIND_TYPE},
    DescriptorAttribute{SQL_ATTR_ROW_BIND_OFFSET_PTR,   DescriptorOf::Ard, SQL_DESC_BIND_OFFSET_PTR},
    DescriptorAttribute{SQL_ATTR_ROW_OPERATION_PTR,     DescriptorOf::Ard, SQL_DESC_ARRAY_STATUS_PTR},
    DescriptorAttribute{SQL_ATTR_ROW_STATUS_PTR,        DescriptorOf::Ird, SQL_DESC_ARRAY_STATUS_PTR},
    DescriptorAttribute{SQL_ATTR_ROWS_FETCHED_PTR,      DescriptorOf::Ird, SQL_DESC_ROWS_PROCESSED_PTR},
    DescriptorAttribute{SQL_ATTR_PARAMSET_SIZE,         DescriptorOf::Apd, SQL_DESC_ARRAY_SIZE},
    DescriptorAttribute{SQL_ATTR_PARAM_BIND_TYPE,       DescriptorOf::Apd, SQL_DESC_BIND_TYPE},
    DescriptorAttribute{SQL_ATTR_PARAM_BIND_OFFSET_PTR, DescriptorOf::Apd, SQL_DESC_BIND_OFFSET_PTR},
    DescriptorAttribute{SQL_ATTR_PARAM_OPERATION_PTR,   DescriptorOf::Apd, SQL_DESC_ARRAY_STATUS_PTR},
    DescriptorAttribute{SQL_ATTR_PARAM_STATUS_PTR,      DescriptorOf::Ipd, SQL_DESC_ARRAY_STATUS_PTR},
    DescriptorAttribute{SQL_ATTR_PARAMS_PROCESSED_PTR,  DescriptorOf::Ipd, SQL_DESC_ROWS_PROCESSED_PTR},
};
// clang-format on

#undef ATTRIBUTE

template <class Rows>
auto* findById(const Rows& rows, SQLINTEGER id) {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
    return at == rows.end() ? nullptr : at;
}

template <class Array>
bool holds(const Array& values, std::size_t count, SQLULEN value) {
    return std::find(values.begin(), values.begin() + count, value) != values.begin() + count;
}

}  // namespace

bool ValueRule::isDefined(SQLULEN value) const {
    return definedCount == 0 || holds(defined, definedCount, value);
}

bool ValueRule::isSupported(SQLULEN value) const {
    return supportedCount == 0 || holds(supported, supportedCount, value);
}

const NumberAttribute<ConnectionAttributeValues>* findConnectionAttribute(SQLINTEGER id) {
    return findById(kConnectionAttributes, id);
}

const NumberAttribute<StatementAttributes>* findStatementAttribute(SQLINTEGER id) {
    return findById(kStatementAttributes, id);
}

const DescriptorAttribute* findDescriptorAttribute(SQLINTEGER id) {
    return findById(kDescriptorAttributes, id);
}

}  // namespace assetsodbc::driver
