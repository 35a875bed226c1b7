// The fields of descriptors, plain data: what an application bound (ARD, APD) and what it said of its parameters (IPD).
// The consistency rules between the type fields are here; which field may be set where is in tables/descriptor_fields.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <string>

namespace assetsodbc::driver {

struct DescriptorHeader {
    SQLSMALLINT allocType = SQL_DESC_ALLOC_AUTO;
    SQLULEN arraySize = 1;
    SQLUSMALLINT* arrayStatus = nullptr;
    SQLLEN* bindOffset = nullptr;
    SQLINTEGER bindType = SQL_BIND_BY_COLUMN;
    SQLULEN* rowsProcessed = nullptr;
};

struct DescriptorRecord {
    SQLSMALLINT conciseType = SQL_C_DEFAULT;
    SQLSMALLINT verboseType = SQL_C_DEFAULT;
    SQLSMALLINT datetimeIntervalCode = 0;
    SQLINTEGER datetimeIntervalPrecision = 0;
    SQLULEN length = 0;
    SQLLEN octetLength = 0;
    SQLSMALLINT precision = 0;
    SQLSMALLINT scale = 0;
    SQLINTEGER numPrecRadix = 0;
    SQLPOINTER data = nullptr;
    SQLLEN* octetLengthPtr = nullptr;
    SQLLEN* indicator = nullptr;
    SQLSMALLINT parameterType = SQL_PARAM_INPUT;
    SQLSMALLINT nullable = SQL_NULLABLE_UNKNOWN;
    SQLSMALLINT unnamed = SQL_UNNAMED;
    std::string name;

    bool isBound() const { return data != nullptr || octetLengthPtr != nullptr || indicator != nullptr; }
};

// Sets the concise type and what follows from it: verbose type, subcode, default precision and scale.
void setConciseType(DescriptorRecord& record, SQLSMALLINT type);
// Sets the verbose type; SQL_DATETIME and SQL_INTERVAL take the subcode that is set already or will be.
void setVerboseType(DescriptorRecord& record, SQLSMALLINT type);
void setDatetimeIntervalCode(DescriptorRecord& record, SQLSMALLINT subcode);

// SQL_TYPE_DATE, SQL_INTERVAL_DAY …: concise types that SQL_DESC_TYPE tells by SQL_DATETIME or SQL_INTERVAL.
bool isDatetimeOrInterval(SQLSMALLINT conciseType);
// Whether the subcode belongs to the verbose type; to either, while no such type is set yet.
bool isDatetimeIntervalCode(SQLSMALLINT verboseType, SQLSMALLINT subcode);
// 10 for exact numbers, 2 for approximate ones (whose precision is in bits), 0 for the rest.
SQLINTEGER numPrecRadixOf(SQLSMALLINT conciseType);

// SQL_C_DATE and SQL_DATE of ODBC 2 (and time, timestamp) as ODBC 3 numbers them; other types as they are.
SQLSMALLINT withoutOdbc2DateCodes(SQLSMALLINT type);

// Bytes of a fixed-length C type; 0 for text, binary, SQL_C_DEFAULT and unknown types.
std::size_t fixedSizeOfCType(SQLSMALLINT cType);

// The address of an element of a bound array. `elementSize` is for column-wise binding.
template <class T>
T* boundElement(T* base, const DescriptorHeader& header, SQLULEN row, std::size_t elementSize) {
    if (base == nullptr) return nullptr;
    const SQLLEN offset = header.bindOffset == nullptr ? 0 : *header.bindOffset;
    const std::size_t stride = header.bindType == SQL_BIND_BY_COLUMN ? elementSize : std::size_t(header.bindType);
    return reinterpret_cast<T*>(reinterpret_cast<char*>(base) + offset + row * stride);
}

}  // namespace assetsodbc::driver
