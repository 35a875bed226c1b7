#include "driver/descriptor_access.h"

#include <type_traits>

#include "driver/convert/c_to_sql.h"
#include "driver/convert/sql_to_c.h"
#include "driver/descriptor_column.h"
#include "driver/descriptor_consistency.h"

namespace assetsodbc::driver {

namespace {

bool isApplications(const Descriptor& descriptor) {
    return descriptor.role() == DescriptorRole::AppRow || descriptor.role() == DescriptorRole::AppParameter;
}

// An integer or an address as ODBC passes it: in a pointer.
template <class T>
T fromPointer(SQLPOINTER value) {
    if constexpr (std::is_pointer_v<T>) {
        return static_cast<T>(value);
    } else {
        return static_cast<T>(reinterpret_cast<SQLLEN>(value));
    }
}

template <class T>
DescriptorValue toValue(const T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        return value;
    } else if constexpr (std::is_pointer_v<T>) {
        return static_cast<SQLPOINTER>(value);
    } else {
        return static_cast<SQLLEN>(value);
    }
}

// Record 0 is the bookmark's, which only rows have.
void requireRecordNumber(const Descriptor& descriptor, SQLSMALLINT record) {
    const bool isOfRows = descriptor.role() == DescriptorRole::AppRow || descriptor.role() == DescriptorRole::ImpRow;
    if (record > 0 || (record == 0 && isOfRows && descriptor.hasBookmark())) return;
    throw OdbcError(SqlState::InvalidDescriptorIndex,
                    record == 0 && isOfRows
                        ? "Record 0 is the bookmark, but SQL_ATTR_USE_BOOKMARKS is SQL_UB_OFF."
                        : "The descriptor has no record " + std::to_string(record) + "; records count from 1.");
}

void requirePopulated(const Descriptor& descriptor) {
    if (descriptor.role() != DescriptorRole::ImpRow || descriptor.columns() != nullptr) return;
    throw OdbcError(SqlState::AssociatedStatementNotPrepared,
                    "The implementation row descriptor is empty until its statement is prepared or executed.");
}

std::optional<DescriptorValue> readColumn(const Descriptor& descriptor, SQLSMALLINT record, SQLUSMALLINT field) {
    if (record > descriptor.count()) return std::nullopt;
    const auto& column = record == 0 ? bookmarkColumn() : (*descriptor.columns())[std::size_t(record) - 1];
    const auto fact = columnFact(column, field, descriptor.isOdbc2());
    if (!fact) return DescriptorValue{SQLLEN{0}};
    return std::visit([](const auto& value) { return toValue(value); }, *fact);
}

// What of a parameter only follows from its type.
DescriptorValue readDerived(const Descriptor& descriptor, const DescriptorRecord& record, SQLUSMALLINT field) {
    sqlengine::ResultColumn column;
    column.type = typeOfSqlCode(record.conciseType, record.length, record.scale);
    const auto fact = columnFact(column, field, descriptor.isOdbc2());
    if (!fact) return SQLLEN{0};
    return std::visit([](const auto& value) { return toValue(value); }, *fact);
}

[[noreturn]] void throwInconsistentType(SQLSMALLINT value, const char* why) {
    throw OdbcError(SqlState::InconsistentDescriptor, "The type " + std::to_string(value) + why);
}

void requireKnownType(const Descriptor& descriptor, SQLSMALLINT value) {
    if (isApplications(descriptor) ? isKnownCType(value) : isKnownSqlType(value)) return;
    throwInconsistentType(value, " is not one that this descriptor can hold.");
}

// SQL_DATETIME and SQL_INTERVAL stand for types that their subcode names, before or after.
void setType(const Descriptor& descriptor, DescriptorRecord& record, SQLSMALLINT value) {
    if (value != SQL_DATETIME && value != SQL_INTERVAL) {
        requireKnownType(descriptor, value);
        if (isDatetimeOrInterval(withoutOdbc2DateCodes(value))) {
            throwInconsistentType(value,
                                  " is a concise type. Set SQL_DESC_CONCISE_TYPE to it, or SQL_DESC_TYPE to "
                                  "SQL_DATETIME or SQL_INTERVAL and SQL_DESC_DATETIME_INTERVAL_CODE.");
        }
    }
    setVerboseType(record, value);
}

void setSubcode(DescriptorRecord& record, SQLSMALLINT value) {
    if (value != 0 && !isDatetimeIntervalCode(record.verboseType, value)) {
        throw OdbcError(SqlState::InconsistentDescriptor, "SQL_DESC_DATETIME_INTERVAL_CODE " + std::to_string(value) +
                                                              " names no type of SQL_DESC_TYPE " +
                                                              std::to_string(record.verboseType) + ".");
    }
    setDatetimeIntervalCode(record, value);
}

// Types follow rules of their own; returns false for any other field.
bool setTypeField(const Descriptor& descriptor, DescriptorRecord& record, SQLSMALLINT field, SQLSMALLINT value) {
    switch (field) {
        case SQL_DESC_TYPE:
            setType(descriptor, record, value);
            return true;
        case SQL_DESC_CONCISE_TYPE:
            requireKnownType(descriptor, withoutOdbc2DateCodes(value));
            setConciseType(record, withoutOdbc2DateCodes(value));
            return true;
        case SQL_DESC_DATETIME_INTERVAL_CODE:
            setSubcode(record, value);
            return true;
        default:
            return false;
    }
}

void setMember(DescriptorRecord& record, const RecordMember& member, SQLPOINTER value, const TextIn& text) {
    std::visit(
        [&](auto pointer) {
            auto& target = record.*pointer;
            if constexpr (std::is_same_v<std::decay_t<decltype(target)>, std::string>) {
                target = text.isNull() ? std::string() : text.utf8();
            } else {
                target = fromPointer<std::decay_t<decltype(target)>>(value);
            }
        },
        member);
}

bool isDeferred(SQLSMALLINT field) {
    return field == SQL_DESC_DATA_PTR || field == SQL_DESC_INDICATOR_PTR || field == SQL_DESC_OCTET_LENGTH_PTR;
}

constexpr std::size_t kLongestName = 255;  // SQL_MAX_IDENTIFIER_LEN

void requireValue(SQLSMALLINT field, SQLPOINTER value, const TextIn& text) {
    const auto number = fromPointer<SQLSMALLINT>(value);
    if (field == SQL_DESC_UNNAMED && number != SQL_UNNAMED) {
        throw OdbcError(SqlState::InvalidAttributeIdentifier,
                        "SQL_DESC_UNNAMED can only be set to SQL_UNNAMED. Set SQL_DESC_NAME to name a parameter.");
    }
    if (field == SQL_DESC_NAME && !text.isNull() && text.utf8().size() > kLongestName) {
        throw OdbcError(SqlState::StringRightTruncation, "The name of a parameter has at most 255 characters.");
    }
    if (field != SQL_DESC_PARAMETER_TYPE || number == SQL_PARAM_INPUT) return;
    const bool isDefined = number == SQL_PARAM_OUTPUT || number == SQL_PARAM_INPUT_OUTPUT ||
                           number == SQL_PARAM_OUTPUT_STREAM || number == SQL_PARAM_INPUT_OUTPUT_STREAM;
    throw OdbcError(isDefined ? SqlState::OptionalFeatureNotImplemented : SqlState::InvalidParameterType,
                    "SQL_DESC_PARAMETER_TYPE " + std::to_string(number) + ": only input parameters are supported.");
}

// A value for SQL_DESC_DATA_PTR asks for a consistency check; on an IPD it is nothing else, and is not kept.
void setDataPointer(Descriptor& descriptor, SQLSMALLINT number, SQLPOINTER value) {
    if (value == nullptr) {
        const DescriptorRecord* const bound = descriptor.record(number);
        if (!isApplications(descriptor) || bound == nullptr || bound->data == nullptr) return;
        descriptor.changeRecord(number).data = nullptr;
        if (number == descriptor.count()) descriptor.dropUnboundTail();
        return;
    }
    DescriptorRecord& record = descriptor.changeRecord(number);
    requireConsistent(descriptor.role(), record);
    if (isApplications(descriptor)) record.data = value;
}

void setRecordField(Descriptor& descriptor, SQLSMALLINT number, const DescriptorField& field, SQLPOINTER value,
                    const TextIn& text) {
    requireRecordNumber(descriptor, number);
    requireValue(field.id, value, text);
    if (field.id == SQL_DESC_DATA_PTR) return setDataPointer(descriptor, number, value);
    DescriptorRecord& record = descriptor.changeRecord(number);
    if (!setTypeField(descriptor, record, field.id, fromPointer<SQLSMALLINT>(value))) {
        setMember(record, std::get<RecordMember>(field.member), value, text);
    }
    if (field.id == SQL_DESC_NAME) record.unnamed = record.name.empty() ? SQL_UNNAMED : SQL_NAMED;
    if (field.id == SQL_DESC_UNNAMED) record.name.clear();
    // A binding ends when anything but where it points changes (the reference, "Unbinding").
    if (isApplications(descriptor) && !isDeferred(field.id)) record.data = nullptr;
}

void setHeaderField(Descriptor& descriptor, const DescriptorField& field, SQLPOINTER value) {
    if (field.id == SQL_DESC_COUNT) {
        const auto count = fromPointer<SQLSMALLINT>(value);
        if (count < 0) throw OdbcError(SqlState::InvalidDescriptorIndex, "A descriptor cannot have a negative count.");
        descriptor.setCount(count);
        return;
    }
    if (field.id == SQL_DESC_ARRAY_SIZE && value == nullptr) {
        throw OdbcError(SqlState::InvalidAttributeValue, "The size of a rowset or parameter array is at least 1.");
    }
    DescriptorHeader& header = descriptor.changeHeader();
    std::visit([&](auto pointer) { header.*pointer = fromPointer<std::decay_t<decltype(header.*pointer)>>(value); },
               std::get<HeaderMember>(field.member));
}

}  // namespace

const DescriptorField& requireField(const Descriptor& descriptor, SQLSMALLINT id) {
    const DescriptorField* const field = findDescriptorField(id);
    if (field == nullptr || field->access(descriptor.role()) == FieldAccess::Unused) {
        throw OdbcError(SqlState::InvalidDescriptorField,
                        (field == nullptr ? "Descriptor field " + std::to_string(id) : std::string(field->name)) +
                            " is not a field of this kind of descriptor.");
    }
    return *field;
}

std::optional<DescriptorValue> readField(const Descriptor& descriptor, SQLSMALLINT number,
                                         const DescriptorField& field) {
    if (field.id == SQL_DESC_COUNT) {
        requirePopulated(descriptor);
        return SQLLEN{descriptor.count()};
    }
    if (field.isHeader) {
        return std::visit([&](auto pointer) { return toValue(descriptor.header().*pointer); },
                          std::get<HeaderMember>(field.member));
    }
    requirePopulated(descriptor);
    requireRecordNumber(descriptor, number);
    if (descriptor.role() == DescriptorRole::ImpRow) return readColumn(descriptor, number, SQLUSMALLINT(field.id));
    const DescriptorRecord* const record = descriptor.record(number);
    if (record == nullptr) return std::nullopt;
    if (field.id == SQL_DESC_NULLABLE) return SQLLEN{SQL_NULLABLE};  // parameters always are
    if (std::holds_alternative<std::monostate>(field.member)) {
        return readDerived(descriptor, *record, SQLUSMALLINT(field.id));
    }
    return std::visit([&](auto pointer) { return toValue(record->*pointer); }, std::get<RecordMember>(field.member));
}

void checkConsistency(const Descriptor& descriptor, SQLSMALLINT number) {
    if (const DescriptorRecord* const record = descriptor.record(number)) {
        requireConsistent(descriptor.role(), *record);
    }
}

void setField(Descriptor& descriptor, SQLSMALLINT record, SQLSMALLINT id, SQLPOINTER value, const TextIn& text) {
    const DescriptorField* const known = findDescriptorField(id);
    const bool isReadOnly = known != nullptr && known->access(descriptor.role()) != FieldAccess::ReadWrite;
    if (isReadOnly && descriptor.role() == DescriptorRole::ImpRow) {
        throw OdbcError(SqlState::CannotModifyIrd, "The implementation row descriptor cannot be changed.");
    }
    const DescriptorField& field = requireField(descriptor, id);
    if (isReadOnly) {
        throw OdbcError(SqlState::InvalidDescriptorField, std::string(field.name) + " cannot be set.");
    }
    if (field.isHeader) {
        setHeaderField(descriptor, field, value);
    } else {
        setRecordField(descriptor, record, field, value, text);
    }
}

}  // namespace assetsodbc::driver
