// Every descriptor field: what type it has, where it is kept, and in which kind of descriptor it may be read or set
// (the table of SQLSetDescField in the ODBC reference). Immutable.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "driver/descriptor_record.h"

namespace assetsodbc::driver {

enum class DescriptorRole { AppRow, AppParameter, ImpRow, ImpParameter };

enum class FieldAccess { Unused, Read, ReadWrite };

// The C type in which an application passes the field.
enum class FieldType { SmallInt, Integer, Length, UnsignedLength, Pointer, Text };

using HeaderMember =
    std::variant<SQLSMALLINT DescriptorHeader::*, SQLINTEGER DescriptorHeader::*, SQLULEN DescriptorHeader::*,
                 SQLUSMALLINT * DescriptorHeader::*, SQLLEN * DescriptorHeader::*, SQLULEN * DescriptorHeader::*>;
using RecordMember =
    std::variant<SQLSMALLINT DescriptorRecord::*, SQLINTEGER DescriptorRecord::*, SQLULEN DescriptorRecord::*,
                 SQLLEN DescriptorRecord::*, SQLPOINTER DescriptorRecord::*, SQLLEN * DescriptorRecord::*,
                 std::string DescriptorRecord::*>;
// monostate: SQL_DESC_COUNT, and what only follows from the type of a column or parameter.
using FieldMember = std::variant<std::monostate, HeaderMember, RecordMember>;

struct DescriptorField {
    SQLSMALLINT id;
    std::string_view name;
    bool isHeader;
    FieldType type;
    FieldAccess appRow, appParameter, impRow, impParameter;
    FieldMember member;

    FieldAccess access(DescriptorRole role) const;
};

// nullptr for a number that is no descriptor field.
const DescriptorField* findDescriptorField(SQLSMALLINT id);

}  // namespace assetsodbc::driver
