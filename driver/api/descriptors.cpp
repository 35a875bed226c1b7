#include "driver/api/descriptors.h"

#include <cstring>

#include "driver/api/output.h"
#include "driver/descriptor_access.h"
#include "driver/descriptor_consistency.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"

namespace assetsodbc::driver::api {

namespace {

// Writes a number in the C type of its field.
void writeNumber(SQLPOINTER target, FieldType type, SQLLEN number) {
    switch (type) {
        case FieldType::SmallInt:
            return writeAs<SQLSMALLINT>(target, number);
        case FieldType::Integer:
            return writeAs<SQLINTEGER>(target, number);
        default:
            return writeAs<SQLLEN>(target, number);
    }
}

SQLINTEGER sizeOf(FieldType type) {
    switch (type) {
        case FieldType::SmallInt:
            return sizeof(SQLSMALLINT);
        case FieldType::Integer:
            return sizeof(SQLINTEGER);
        default:
            return sizeof(SQLLEN);
    }
}

template <class T>
void readNumber(const Descriptor& descriptor, SQLSMALLINT record, SQLSMALLINT field, T* target) {
    if (target == nullptr) return;
    const DescriptorField& row = *findDescriptorField(field);
    if (row.access(descriptor.role()) == FieldAccess::Unused) return;
    const auto value = readField(descriptor, record, row);
    if (value) *target = static_cast<T>(std::get<SQLLEN>(*value));
}

SQLPOINTER asPointer(SQLLEN number) {
    return reinterpret_cast<SQLPOINTER>(number);
}

// What SQLSetStmtAttr calls HY024 is HY092 here.
void requireFieldValue(SQLSMALLINT field, SQLPOINTER value) {
    if (field != SQL_DESC_ARRAY_SIZE || value != nullptr) return;
    throw OdbcError(SqlState::InvalidAttributeIdentifier, "SQL_DESC_ARRAY_SIZE is at least 1.");
}

}  // namespace

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlgetdescfield-function
SQLRETURN getDescField(SQLHDESC handle, SQLSMALLINT record, SQLSMALLINT id, SQLPOINTER value, const TextOut& text,
                       SQLINTEGER* length) {
    return guard<Descriptor>(handle, "SQLGetDescField", [&](Descriptor& descriptor) -> SQLRETURN {
        const DescriptorField& field = requireField(descriptor, id);
        const auto found = readField(descriptor, record, field);
        if (!found) return SQL_NO_DATA;
        if (const auto* const string = std::get_if<std::string>(&*found)) {
            writeText(descriptor.diagnostics(), text, *string, length);
            return SQL_SUCCESS;
        }
        if (const auto* const pointer = std::get_if<SQLPOINTER>(&*found)) {
            if (value != nullptr) *static_cast<SQLPOINTER*>(value) = *pointer;
        } else {
            writeNumber(value, field.type, std::get<SQLLEN>(*found));
        }
        if (length != nullptr) *length = sizeOf(field.type);
        return SQL_SUCCESS;
    });
}

SQLRETURN setDescField(SQLHDESC handle, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value, const TextIn& text) {
    return guard<Descriptor>(handle, "SQLSetDescField", [&](Descriptor& descriptor) {
        requireFieldValue(field, value);
        setField(descriptor, record, field, value, text);
    });
}

SQLRETURN getDescRec(SQLHDESC handle, SQLSMALLINT record, const TextOut& name, const DescRecord& result) {
    return guard<Descriptor>(handle, "SQLGetDescRec", [&](Descriptor& descriptor) -> SQLRETURN {
        const auto type = readField(descriptor, record, *findDescriptorField(SQL_DESC_TYPE));
        if (!type || record > descriptor.count()) return SQL_NO_DATA;
        std::string text;
        if (findDescriptorField(SQL_DESC_NAME)->access(descriptor.role()) != FieldAccess::Unused) {
            text = std::get<std::string>(*readField(descriptor, record, *findDescriptorField(SQL_DESC_NAME)));
        }
        writeText(descriptor.diagnostics(), name, text, result.nameLength);
        if (result.type != nullptr) *result.type = static_cast<SQLSMALLINT>(std::get<SQLLEN>(*type));
        readNumber(descriptor, record, SQL_DESC_DATETIME_INTERVAL_CODE, result.subType);
        readNumber(descriptor, record, SQL_DESC_OCTET_LENGTH, result.length);
        readNumber(descriptor, record, SQL_DESC_PRECISION, result.precision);
        readNumber(descriptor, record, SQL_DESC_SCALE, result.scale);
        readNumber(descriptor, record, SQL_DESC_NULLABLE, result.nullable);
        return SQL_SUCCESS;
    });
}

// The type comes first and the buffer last, as the reference has it: a type that changes ends the binding.
SQLRETURN setDescRec(SQLHDESC handle, SQLSMALLINT record, const DescBinding& binding) {
    return guard<Descriptor>(handle, "SQLSetDescRec", [&](Descriptor& descriptor) {
        setField(descriptor, record, SQL_DESC_TYPE, asPointer(binding.type));
        if (binding.type == SQL_DATETIME || binding.type == SQL_INTERVAL) {
            setField(descriptor, record, SQL_DESC_DATETIME_INTERVAL_CODE, asPointer(binding.subType));
        }
        setField(descriptor, record, SQL_DESC_OCTET_LENGTH, asPointer(binding.length));
        setField(descriptor, record, SQL_DESC_PRECISION, asPointer(binding.precision));
        setField(descriptor, record, SQL_DESC_SCALE, asPointer(binding.scale));
        if (descriptor.role() != DescriptorRole::ImpParameter) {
            setField(descriptor, record, SQL_DESC_OCTET_LENGTH_PTR, binding.octetLength);
            setField(descriptor, record, SQL_DESC_INDICATOR_PTR, binding.indicator);
        }
        checkConsistency(descriptor, record);
        setField(descriptor, record, SQL_DESC_DATA_PTR, binding.data);
    });
}

// Copied bindings are checked as if they were set.
void requireConsistent(const Descriptor& target, const DescriptorContents& contents) {
    for (const DescriptorRecord& record : contents.records) {
        if (record.data != nullptr) driver::requireConsistent(target.role(), record);
    }
}

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlcopydesc-function
// The source is copied under its own lock first: the two may belong to different connections.
SQLRETURN copyDesc(SQLHDESC source, SQLHDESC target) {
    DescriptorContents contents;
    const SQLRETURN read = guard<Descriptor>(source, "SQLCopyDesc", [&](Descriptor& descriptor) {
        if (descriptor.role() == DescriptorRole::ImpRow && descriptor.columns() == nullptr) {
            throw OdbcError(SqlState::AssociatedStatementNotPrepared,
                            "The implementation row descriptor is empty until its statement is prepared or executed.");
        }
        contents = descriptor.contents();
    });
    if (read == SQL_INVALID_HANDLE) return read;
    return guard<Descriptor>(target, "SQLCopyDesc", [&](Descriptor& descriptor) {
        if (descriptor.role() == DescriptorRole::ImpRow) {
            throw OdbcError(SqlState::CannotModifyIrd, "The implementation row descriptor cannot be changed.");
        }
        if (read != SQL_SUCCESS) {
            throw OdbcError(SqlState::AssociatedStatementNotPrepared,
                            "The source descriptor is empty until its statement is prepared or executed.");
        }
        requireConsistent(descriptor, contents);
        descriptor.setContents(std::move(contents));
    });
}

}  // namespace assetsodbc::driver::api
