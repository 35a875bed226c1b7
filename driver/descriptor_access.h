// Reading and setting single descriptor fields by number, with the access rules of tables/descriptor_fields. Serves
// SQLGetDescField, SQLSetDescField and the statement attributes that are descriptor fields. Throws OdbcError HY091,
// HY016, 07009, HY021, HY024, HY007, HY092, HY105, 22001.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "driver/handles/descriptor.h"
#include "driver/text.h"

namespace assetsodbc::driver {

using DescriptorValue = std::variant<SQLLEN, SQLPOINTER, std::string>;

// HY091 for a number that is no field of this kind of descriptor.
const DescriptorField& requireField(const Descriptor& descriptor, SQLSMALLINT field);

// nullopt: the descriptor has no such record (SQL_NO_DATA).
std::optional<DescriptorValue> readField(const Descriptor& descriptor, SQLSMALLINT record,
                                         const DescriptorField& field);

// `value` is the number or address itself, as ODBC passes it; `text` the same argument as text.
void setField(Descriptor& descriptor, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value, const TextIn& text = {});

// HY021 when the fields of the record contradict each other; nothing when there is no such record.
void checkConsistency(const Descriptor& descriptor, SQLSMALLINT record);

}  // namespace assetsodbc::driver
