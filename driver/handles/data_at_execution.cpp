#include "driver/handles/data_at_execution.h"

#include <cstring>

#include "driver/descriptor_record.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

bool comesInPieces(SQLSMALLINT cType) {
    return cType == SQL_C_CHAR || cType == SQL_C_WCHAR || cType == SQL_C_BINARY;
}

// The C type that stands for SQL_C_DEFAULT, as far as the size of the pieces depends on it.
SQLSMALLINT pieceType(const CSource& source) {
    if (source.cType != SQL_C_DEFAULT) return source.cType;
    switch (source.sqlType) {
        case SQL_WCHAR:
        case SQL_WVARCHAR:
        case SQL_WLONGVARCHAR:
            return SQL_C_WCHAR;
        case SQL_BINARY:
        case SQL_VARBINARY:
        case SQL_LONGVARBINARY:
            return SQL_C_BINARY;
        case SQL_INTEGER:
            return SQL_C_SLONG;
        case SQL_SMALLINT:
            return SQL_C_SSHORT;
        case SQL_TINYINT:
            return SQL_C_STINYINT;
        case SQL_BIT:
            return SQL_C_BIT;
        case SQL_REAL:
            return SQL_C_FLOAT;
        case SQL_FLOAT:
        case SQL_DOUBLE:
            return SQL_C_DOUBLE;
        case SQL_TYPE_DATE:
            return SQL_C_TYPE_DATE;
        case SQL_TYPE_TIME:
            return SQL_C_TYPE_TIME;
        case SQL_TYPE_TIMESTAMP:
            return SQL_C_TYPE_TIMESTAMP;
        case SQL_GUID:
            return SQL_C_GUID;
        default:
            return SQL_C_CHAR;
    }
}

std::size_t terminatedBytes(const void* data, SQLSMALLINT cType) {
    if (cType != SQL_C_WCHAR) return std::strlen(static_cast<const char*>(data));
    const auto* const text = static_cast<const SQLWCHAR*>(data);
    const SQLWCHAR* end = text;
    while (*end != 0) ++end;
    return std::size_t(end - text) * sizeof(SQLWCHAR);
}

}  // namespace

PendingParameter* DataAtExecution::advance() {
    if (started_) {
        PendingParameter& done = pending_[at_];
        const SQLLEN length = done.isNull ? SQL_NULL_DATA : SQLLEN(done.bytes.size());
        CSource source = done.source;
        source.data = done.bytes.data();
        source.bufferLength = SQLLEN(done.bytes.size());
        source.octetLength = &length;
        source.indicator = &length;
        executions_[done.execution][done.index] = cToSql(source);
        done.bytes.clear();
        ++at_;
    }
    started_ = true;
    return at_ < pending_.size() ? &pending_[at_] : nullptr;
}

void DataAtExecution::put(const void* data, SQLLEN lengthOrIndicator) {
    PendingParameter& parameter = pending_[at_];
    const SQLSMALLINT cType = pieceType(parameter.source);
    if (parameter.hasPieces && !comesInPieces(cType)) {
        throw OdbcError(SqlState::NonCharacterInPieces, "A value of fixed length cannot be sent in pieces.");
    }
    if (parameter.hasPieces && (lengthOrIndicator == SQL_NULL_DATA || parameter.isNull)) {
        throw OdbcError(SqlState::ConcatenateNull, "NULL cannot be combined with other pieces of the same value.");
    }
    if (lengthOrIndicator == SQL_NULL_DATA) {
        parameter.isNull = true;
        parameter.hasPieces = true;
        return;
    }
    if (lengthOrIndicator < 0 && lengthOrIndicator != SQL_NTS && comesInPieces(cType)) {
        throw OdbcError(SqlState::InvalidStringOrBufferLength,
                        "The length " + std::to_string(lengthOrIndicator) + " of a data piece is not valid.");
    }
    if (data == nullptr && lengthOrIndicator != 0) {
        throw OdbcError(SqlState::InvalidNullPointer, "SQLPutData got no data; pass SQL_NULL_DATA for NULL.");
    }
    std::size_t size = std::size_t(lengthOrIndicator);
    if (!comesInPieces(cType)) size = fixedSizeOfCType(cType);
    if (lengthOrIndicator == SQL_NTS && comesInPieces(cType)) size = terminatedBytes(data, cType);
    if (size != 0) parameter.bytes.append(static_cast<const char*>(data), size);
    parameter.hasPieces = true;
}

}  // namespace assetsodbc::driver
