// The attributes of environments, connections and statements that hold a number, one row each: where it is kept, which
// values ODBC defines for it, and which of them the driver can do. Attributes that need more than that (text, pointers,
// descriptor handles, read-only facts) are in api/attributes.cpp. Immutable.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "driver/descriptor_record.h"
#include "driver/handles/connection_attributes.h"
#include "driver/handles/statement_attributes.h"

namespace assetsodbc::driver {

// What happens to a value that ODBC defines and the driver cannot do.
enum class Unsupported { Refuse /* HYC00 */, Substitute /* 01S02 */ };

struct ValueRule {
    std::array<SQLULEN, 6> defined{};  // by ODBC; others are HY024
    std::size_t definedCount = 0;      // 0 = any number
    std::array<SQLULEN, 3> supported{};
    std::size_t supportedCount = 0;  // 0 = all that are defined
    Unsupported unsupported = Unsupported::Refuse;
    SQLULEN substitute = 0;

    bool isDefined(SQLULEN value) const;
    bool isSupported(SQLULEN value) const;
};

template <class Values>
struct NumberAttribute {
    SQLINTEGER id;
    std::string_view name;
    SQLULEN Values::*member;
    ValueRule rule;
    bool shapesCursor = false;      // statements: not while a cursor is open or a query is prepared
    bool beforeConnecting = false;  // connections: not while open
    bool isWide = true;             // an SQLULEN in the application's memory; else an SQLUINTEGER
};

const NumberAttribute<ConnectionAttributeValues>* findConnectionAttribute(SQLINTEGER id);
const NumberAttribute<StatementAttributes>* findStatementAttribute(SQLINTEGER id);

// Statement attributes that are header fields of one of the statement's descriptors.
enum class DescriptorOf { Ard, Apd, Ird, Ipd };
struct DescriptorAttribute {
    SQLINTEGER id;
    DescriptorOf descriptor;
    SQLSMALLINT field;
};
const DescriptorAttribute* findDescriptorAttribute(SQLINTEGER id);

}  // namespace assetsodbc::driver
