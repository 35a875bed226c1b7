#include "driver/convert/sql_to_c.h"

#include <array>

#include "driver/convert/c_type.h"
#include "driver/convert/converters.h"
#include "driver/convert/interval.h"
#include "driver/convert/target.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

using schema::SqlType;

// Which C types the appendix allows for a declared type, as a set of bits over CKind.
using KindSet = std::uint32_t;
constexpr KindSet bitOf(CKind kind) {
    return KindSet{1} << static_cast<unsigned>(kind);
}
template <class... Kinds>
constexpr KindSet setOf(Kinds... kinds) {
    return (bitOf(kinds) | ...);
}

constexpr KindSet kBytes = setOf(CKind::Char, CKind::WChar, CKind::Binary);
constexpr KindSet kNumbers =
    kBytes | setOf(CKind::Bit, CKind::Int8, CKind::UInt8, CKind::Int16, CKind::UInt16, CKind::Int32, CKind::UInt32,
                   CKind::Int64, CKind::UInt64, CKind::Float, CKind::Double, CKind::Numeric);
constexpr KindSet kExact = kNumbers | bitOf(CKind::Interval);
constexpr KindSet kAll = kExact | setOf(CKind::Date, CKind::Time, CKind::Timestamp, CKind::Guid);

// In which form text of a declared type is read.
struct TypeRow {
    SqlType type;
    KindSet allowed;
    const ConverterRow* fromText;
    SQLSMALLINT defaultC, defaultCOdbc2;
    const char* name;
};

constexpr std::array<TypeRow, 17> kTypes = {{
    {SqlType::Bit, kNumbers, &kFromText, SQL_C_BIT, SQL_C_BIT, "BIT"},
    {SqlType::SmallInt, kExact, &kFromText, SQL_C_SSHORT, SQL_C_SHORT, "SMALLINT"},
    {SqlType::Integer, kExact, &kFromText, SQL_C_SLONG, SQL_C_LONG, "INTEGER"},
    {SqlType::BigInt, kExact, &kFromText, SQL_C_SBIGINT, SQL_C_SBIGINT, "BIGINT"},
    {SqlType::Double, kNumbers, &kFromText, SQL_C_DOUBLE, SQL_C_DOUBLE, "DOUBLE"},
    {SqlType::Decimal, kExact, &kFromText, SQL_C_CHAR, SQL_C_CHAR, "DECIMAL"},
    {SqlType::Char, kAll, &kFromText, SQL_C_CHAR, SQL_C_CHAR, "CHAR"},
    {SqlType::Varchar, kAll, &kFromText, SQL_C_CHAR, SQL_C_CHAR, "VARCHAR"},
    {SqlType::LongVarchar, kAll, &kFromText, SQL_C_CHAR, SQL_C_CHAR, "long text"},
    {SqlType::WVarchar, kAll, &kFromText, SQL_C_WCHAR, SQL_C_WCHAR, "NVARCHAR"},
    {SqlType::WLongVarchar, kAll, &kFromText, SQL_C_WCHAR, SQL_C_WCHAR, "long text"},
    {SqlType::Date, kBytes | setOf(CKind::Date, CKind::Timestamp), &kFromDateTime, SQL_C_TYPE_DATE, SQL_C_DATE, "DATE"},
    {SqlType::Time, kBytes | setOf(CKind::Time, CKind::Timestamp), &kFromDateTime, SQL_C_TYPE_TIME, SQL_C_TIME, "TIME"},
    {SqlType::Timestamp, kBytes | setOf(CKind::Date, CKind::Time, CKind::Timestamp), &kFromDateTime,
     SQL_C_TYPE_TIMESTAMP, SQL_C_TIMESTAMP, "TIMESTAMP"},
    {SqlType::Varbinary, kBytes, &kFromBytes, SQL_C_BINARY, SQL_C_BINARY, "VARBINARY"},
    {SqlType::LongVarbinary, kBytes, &kFromBytes, SQL_C_BINARY, SQL_C_BINARY, "long binary"},
    {SqlType::Guid, kBytes | bitOf(CKind::Guid), &kFromGuid, SQL_C_GUID, SQL_C_GUID, "GUID"},
}};

constexpr bool inEnumOrder() {
    for (std::size_t i = 0; i < kTypes.size(); ++i) {
        if (static_cast<std::size_t>(kTypes[i].type) != i) return false;
    }
    return static_cast<std::size_t>(SqlType::Guid) + 1 == kTypes.size();
}
static_assert(inEnumOrder(), "rowOf() indexes the table by the enumeration");

const TypeRow& rowOf(SqlType type) {
    return kTypes[static_cast<std::size_t>(type)];
}

// `form` is the index of a CellView.
const ConverterRow& convertersFor(std::size_t form, const TypeRow& type) {
    switch (form) {
        case 1:
            return kFromInteger;
        case 2:
            return kFromReal;
        case 3:
            return *type.fromText;
        default:
            return kFromBytes;
    }
}

[[noreturn]] void throwUnknownCType(SQLSMALLINT cType) {
    throw OdbcError(
        SqlState::InvalidApplicationBufferType,
        "The C type " + std::to_string(cType) + " is not one that ODBC defines. Use one of the SQL_C_ types.");
}

[[noreturn]] void throwRestricted(const TypeRow& type, CKind kind) {
    throw OdbcError(SqlState::RestrictedDataType, std::string("A ") + type.name + " value cannot be converted to " +
                                                      nameOfKind(kind) +
                                                      ". Ask for SQL_C_CHAR or SQL_C_WCHAR instead.");
}

std::string quoted(std::string_view value) {
    constexpr std::size_t kShown = 64;
    return "'" + std::string(value.substr(0, kShown)) + (value.size() > kShown ? "...'" : "'");
}

}  // namespace

bool isNumeric(SqlType type) noexcept {
    return type <= SqlType::Decimal;
}

IntervalTarget intervalTargetOf(const Target& target) noexcept {
    const CTarget& spec = target.spec();
    return {spec.cType, spec.leadingPrecision, spec.precision <= 9 ? spec.precision : kDefaultSecondsPrecision};
}

void throwOutOfRange(std::string_view value, CKind kind) {
    throw OdbcError(SqlState::NumericOutOfRange, "The value " + quoted(value) + " does not fit in " + nameOfKind(kind) +
                                                     ". Ask for a wider C type, or for SQL_C_CHAR.");
}

void throwNotConvertible(std::string_view value, CKind kind) {
    throw OdbcError(SqlState::InvalidCharacterValue, "The value " + quoted(value) + " cannot be read as " +
                                                         nameOfKind(kind) +
                                                         ". Ask for SQL_C_CHAR or SQL_C_WCHAR instead.");
}

SQLSMALLINT defaultCType(const schema::TypeSpec& type, bool odbc2) {
    const TypeRow& row = rowOf(type.type);
    return odbc2 ? row.defaultCOdbc2 : row.defaultC;
}

bool isKnownCType(SQLSMALLINT cType) {
    return cType == SQL_C_DEFAULT || kindOfCType(cType) != CKind::Unknown;
}

Conversion sqlToC(const schema::CellView& cell, const schema::TypeSpec& type, const CTarget& target,
                  GetDataProgress& progress) {
    const TypeRow& row = rowOf(type.type);
    const SQLSMALLINT cType = target.cType == SQL_C_DEFAULT ? defaultCType(type, target.odbc2) : target.cType;
    const CKind kind = kindOfCType(cType);
    if (progress.started && progress.cType == cType && progress.finished) return Conversion::NoMoreData;
    if (kind == CKind::Unknown) throwUnknownCType(target.cType);
    if ((row.allowed & bitOf(kind)) == 0) throwRestricted(row, kind);
    if (target.bufferLength < 0 && sizeOfKind(kind) == 0) {
        throw OdbcError(SqlState::InvalidStringOrBufferLength,
                        "The buffer length " + std::to_string(target.bufferLength) + " is negative.");
    }
    // Asking for another C type reads the value from its start again.
    if (progress.started && progress.cType != cType) progress.restart();
    progress.cType = cType;
    const Target to(target, kind, progress);
    if (schema::isNull(cell)) return to.null();
    const Converter convert = convertersFor(cell.index(), row)[static_cast<std::size_t>(kind)];
    if (convert == nullptr) throwNotConvertible("of this row", kind);
    return convert(cell, type, to);
}

BoundConversion::BoundConversion(const schema::TypeSpec& type, SQLSMALLINT cType) noexcept
    : type_(type), kind_(kindOfCType(cType)) {
    const TypeRow& row = rowOf(type.type);
    if (kind_ == CKind::Unknown || (row.allowed & bitOf(kind_)) == 0) return;
    for (std::size_t form = 1; form < byForm_.size(); ++form) {
        byForm_[form] = convertersFor(form, row)[static_cast<std::size_t>(kind_)];
    }
}

Conversion BoundConversion::operator()(const schema::CellView& cell, const CTarget& target,
                                       GetDataProgress& progress) const {
    progress.restart();
    const Converter convert = byForm_[cell.index()];
    if (convert == nullptr || target.bufferLength < 0) return sqlToC(cell, type_, target, progress);
    return convert(cell, type_, Target(target, kind_, progress));
}

}  // namespace assetsodbc::driver
