#include "driver/handles/data_at_execution.h"

#include <cstring>

#include "driver/convert/wide_text.h"
#include "driver/descriptor_record.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

bool comesInPieces(SQLSMALLINT cType) {
    return cType == SQL_C_CHAR || cType == SQL_C_WCHAR || cType == SQL_C_BINARY;
}

std::size_t terminatedBytes(const void* data, const CSource& source) {
    if (source.cType != SQL_C_WCHAR) return std::strlen(static_cast<const char*>(data));
    return wideLength(data, source.wideUnit) * sizeOf(source.wideUnit);
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
        source.collected = done.bytes.size();
        sets_[done.set].values[done.index] = cToSql(source);
        done.bytes.clear();
        ++at_;
    }
    started_ = true;
    return at_ < pending_.size() ? &pending_[at_] : nullptr;
}

void DataAtExecution::put(const void* data, SQLLEN lengthOrIndicator) {
    PendingParameter& parameter = pending_[at_];
    const SQLSMALLINT cType = parameter.source.cType;
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
    if (data == nullptr && (lengthOrIndicator != 0 || !comesInPieces(cType))) {
        throw OdbcError(SqlState::InvalidNullPointer, "SQLPutData got no data; pass SQL_NULL_DATA for NULL.");
    }
    std::size_t size = std::size_t(lengthOrIndicator);
    if (!comesInPieces(cType)) size = fixedSizeOfCType(cType);
    if (lengthOrIndicator == SQL_NTS && comesInPieces(cType)) size = terminatedBytes(data, parameter.source);
    if (size != 0) parameter.bytes.append(static_cast<const char*>(data), size);
    parameter.hasPieces = true;
}

}  // namespace assetsodbc::driver
