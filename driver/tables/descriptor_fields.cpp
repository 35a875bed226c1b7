#include "driver/tables/descriptor_fields.h"

#include <algorithm>
#include <array>

namespace assetsodbc::driver {

namespace {

using H = DescriptorHeader;
using R = DescriptorRecord;
using T = FieldType;

constexpr FieldAccess kNo = FieldAccess::Unused;
constexpr FieldAccess kR = FieldAccess::Read;
constexpr FieldAccess kRw = FieldAccess::ReadWrite;

constexpr FieldMember in(HeaderMember member) {
    return FieldMember{member};
}
constexpr FieldMember in(RecordMember member) {
    return FieldMember{member};
}
constexpr FieldMember derived() {
    return FieldMember{std::monostate{}};
}

#define FIELD(id) id, #id

// clang-format off
constexpr std::array kFields = {
    //                    field                                       header type               ARD   APD   IRD   IPD
    DescriptorField{FIELD(SQL_DESC_ALLOC_TYPE),                       true,  T::SmallInt,       kR,   kR,   kR,   kR,  in(HeaderMember{&H::allocType})},
    DescriptorField{FIELD(SQL_DESC_ARRAY_SIZE),                       true,  T::UnsignedLength, kRw,  kRw,  kNo,  kNo, in(HeaderMember{&H::arraySize})},
    DescriptorField{FIELD(SQL_DESC_ARRAY_STATUS_PTR),                 true,  T::Pointer,        kRw,  kRw,  kRw,  kRw, in(HeaderMember{&H::arrayStatus})},
    DescriptorField{FIELD(SQL_DESC_BIND_OFFSET_PTR),                  true,  T::Pointer,        kRw,  kRw,  kNo,  kNo, in(HeaderMember{&H::bindOffset})},
    DescriptorField{FIELD(SQL_DESC_BIND_TYPE),                        true,  T::Integer,        kRw,  kRw,  kNo,  kNo, in(HeaderMember{&H::bindType})},
    DescriptorField{FIELD(SQL_DESC_COUNT),                            true,  T::SmallInt,       kRw,  kRw,  kR,   kRw, derived()},
    DescriptorField{FIELD(SQL_DESC_ROWS_PROCESSED_PTR),               true,  T::Pointer,        kNo,  kNo,  kRw,  kRw, in(HeaderMember{&H::rowsProcessed})},
    DescriptorField{FIELD(SQL_DESC_AUTO_UNIQUE_VALUE),                false, T::Integer,        kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_BASE_COLUMN_NAME),                 false, T::Text,           kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_BASE_TABLE_NAME),                  false, T::Text,           kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_CASE_SENSITIVE),                   false, T::Integer,        kNo,  kNo,  kR,   kR,  derived()},
    DescriptorField{FIELD(SQL_DESC_CATALOG_NAME),                     false, T::Text,           kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_CONCISE_TYPE),                     false, T::SmallInt,       kRw,  kRw,  kR,   kRw, in(RecordMember{&R::conciseType})},
    DescriptorField{FIELD(SQL_DESC_DATA_PTR),                         false, T::Pointer,        kRw,  kRw,  kNo,  kRw, in(RecordMember{&R::data})},
    DescriptorField{FIELD(SQL_DESC_DATETIME_INTERVAL_CODE),           false, T::SmallInt,       kRw,  kRw,  kR,   kRw, in(RecordMember{&R::datetimeIntervalCode})},
    DescriptorField{FIELD(SQL_DESC_DATETIME_INTERVAL_PRECISION),      false, T::Integer,        kRw,  kRw,  kR,   kRw, in(RecordMember{&R::datetimeIntervalPrecision})},
    DescriptorField{FIELD(SQL_DESC_DISPLAY_SIZE),                     false, T::Length,         kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_FIXED_PREC_SCALE),                 false, T::SmallInt,       kNo,  kNo,  kR,   kR,  derived()},
    DescriptorField{FIELD(SQL_DESC_INDICATOR_PTR),                    false, T::Pointer,        kRw,  kRw,  kNo,  kNo, in(RecordMember{&R::indicator})},
    DescriptorField{FIELD(SQL_DESC_LABEL),                            false, T::Text,           kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_LENGTH),                           false, T::UnsignedLength, kRw,  kRw,  kR,   kRw, in(RecordMember{&R::length})},
    DescriptorField{FIELD(SQL_DESC_LITERAL_PREFIX),                   false, T::Text,           kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_LITERAL_SUFFIX),                   false, T::Text,           kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_LOCAL_TYPE_NAME),                  false, T::Text,           kNo,  kNo,  kR,   kR,  derived()},
    DescriptorField{FIELD(SQL_DESC_NAME),                             false, T::Text,           kNo,  kNo,  kR,   kRw, in(RecordMember{&R::name})},
    DescriptorField{FIELD(SQL_DESC_NULLABLE),                         false, T::SmallInt,       kNo,  kNo,  kR,   kR,  in(RecordMember{&R::nullable})},
    DescriptorField{FIELD(SQL_DESC_NUM_PREC_RADIX),                   false, T::Integer,        kRw,  kRw,  kR,   kRw, in(RecordMember{&R::numPrecRadix})},
    DescriptorField{FIELD(SQL_DESC_OCTET_LENGTH),                     false, T::Length,         kRw,  kRw,  kR,   kRw, in(RecordMember{&R::octetLength})},
    DescriptorField{FIELD(SQL_DESC_OCTET_LENGTH_PTR),                 false, T::Pointer,        kRw,  kRw,  kNo,  kNo, in(RecordMember{&R::octetLengthPtr})},
    DescriptorField{FIELD(SQL_DESC_PARAMETER_TYPE),                   false, T::SmallInt,       kNo,  kNo,  kNo,  kRw, in(RecordMember{&R::parameterType})},
    DescriptorField{FIELD(SQL_DESC_PRECISION),                        false, T::SmallInt,       kRw,  kRw,  kR,   kRw, in(RecordMember{&R::precision})},
    DescriptorField{FIELD(SQL_DESC_ROWVER),                           false, T::SmallInt,       kNo,  kNo,  kR,   kR,  derived()},
    DescriptorField{FIELD(SQL_DESC_SCALE),                            false, T::SmallInt,       kRw,  kRw,  kR,   kRw, in(RecordMember{&R::scale})},
    DescriptorField{FIELD(SQL_DESC_SCHEMA_NAME),                      false, T::Text,           kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_SEARCHABLE),                       false, T::SmallInt,       kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_TABLE_NAME),                       false, T::Text,           kNo,  kNo,  kR,   kNo, derived()},
    DescriptorField{FIELD(SQL_DESC_TYPE),                             false, T::SmallInt,       kRw,  kRw,  kR,   kRw, in(RecordMember{&R::verboseType})},
    DescriptorField{FIELD(SQL_DESC_TYPE_NAME),                        false, T::Text,           kNo,  kNo,  kR,   kR,  derived()},
    DescriptorField{FIELD(SQL_DESC_UNNAMED),                          false, T::SmallInt,       kNo,  kNo,  kR,   kRw, in(RecordMember{&R::unnamed})},
    DescriptorField{FIELD(SQL_DESC_UNSIGNED),                         false, T::SmallInt,       kNo,  kNo,  kR,   kR,  derived()},
    DescriptorField{FIELD(SQL_DESC_UPDATABLE),                        false, T::SmallInt,       kNo,  kNo,  kR,   kNo, derived()},
};
// clang-format on

#undef FIELD

}  // namespace

FieldAccess DescriptorField::access(DescriptorRole role) const {
    switch (role) {
        case DescriptorRole::AppRow:
            return appRow;
        case DescriptorRole::AppParameter:
            return appParameter;
        case DescriptorRole::ImpRow:
            return impRow;
        case DescriptorRole::ImpParameter:
            return impParameter;
    }
    return FieldAccess::Unused;
}

const DescriptorField* findDescriptorField(SQLSMALLINT id) {
    const auto at = std::find_if(kFields.begin(), kFields.end(), [&](const DescriptorField& f) { return f.id == id; });
    return at == kFields.end() ? nullptr : at;
}

}  // namespace assetsodbc::driver
