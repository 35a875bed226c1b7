#include "driver/rowset_bindings.h"

#include <algorithm>
#include <cstring>

#include "common/unicode.h"

namespace assetsodbc::driver {

namespace {

bool wantsBytes(SQLSMALLINT cType) {
    return cType == SQL_C_BINARY || cType == SQL_C_DEFAULT;
}

bool isCharacterOrBinary(schema::SqlType type) {
    switch (type) {
        case schema::SqlType::Char:
        case schema::SqlType::Varchar:
        case schema::SqlType::LongVarchar:
        case schema::SqlType::WVarchar:
        case schema::SqlType::WLongVarchar:
        case schema::SqlType::Varbinary:
        case schema::SqlType::LongVarbinary:
            return true;
        default:
            return false;
    }
}

}  // namespace

Bookmark::Bookmark(std::int64_t rowNumber) : rowNumber_(rowNumber) {
    std::memcpy(bytes_.data(), &rowNumber, bytes_.size());
}

schema::CellView Bookmark::cell(SQLSMALLINT cType) const {
    if (wantsBytes(cType)) return schema::Blob{std::string_view(bytes_.data(), bytes_.size())};
    return rowNumber_;
}

schema::TypeSpec Bookmark::type(SQLSMALLINT cType) {
    if (wantsBytes(cType)) return {schema::SqlType::Varbinary, sizeof(std::int64_t), 0};
    return schema::bigInt();
}

std::int64_t Bookmark::rowNumberOf(const void* bookmark) {
    std::int64_t rowNumber = 0;
    if (bookmark != nullptr) std::memcpy(&rowNumber, bookmark, sizeof rowNumber);
    return rowNumber;
}

schema::CellView limitedCell(const schema::CellView& cell, const schema::TypeSpec& type, SQLULEN maxLength) {
    if (maxLength == 0 || !isCharacterOrBinary(type.type)) return cell;
    if (const auto* const text = std::get_if<std::string_view>(&cell)) {
        return text->substr(0, common::prefixWithin(*text, maxLength));
    }
    if (const auto* const blob = std::get_if<schema::Blob>(&cell)) {
        return schema::Blob{blob->bytes.substr(0, maxLength)};
    }
    return cell;
}

void addConversionWarning(Diagnostics& diagnostics, Conversion conversion, std::int64_t row, SQLUSMALLINT column) {
    if (conversion == Conversion::Truncated01004) {
        diagnostics.add(SqlState::StringTruncated,
                        "The value was cut to fit the buffer of column " + std::to_string(column) +
                            "; its full length is in the length buffer.",
                        0, row, column);
    } else if (conversion == Conversion::FractionTruncated01S07) {
        diagnostics.add(SqlState::FractionalTruncation,
                        "A fraction of the value of column " + std::to_string(column) +
                            " was lost in the conversion to the C type asked for.",
                        0, row, column);
    }
}

void RowsetBindings::refresh(const Descriptor& ard, const Descriptor& ird, bool odbc2) {
    if (ard_ == ard.value() && ardRevision_ == ard.revision() && irdRevision_ == ird.revision()) return;
    bound_.clear();
    const Descriptor::Columns empty;
    const Descriptor::Columns& columns = ird.columns() == nullptr ? empty : *ird.columns();
    const auto last = std::min<std::size_t>(std::size_t(ard.count()), columns.size());
    for (std::size_t number = 0; number <= last; ++number) {
        const DescriptorRecord& record = *ard.record(SQLSMALLINT(number));
        if (!record.isBound()) continue;
        const auto type = number == 0 ? Bookmark::type(record.conciseType) : columns[number - 1].type;
        CTarget target;
        target.cType = record.conciseType == SQL_C_DEFAULT ? defaultCType(type, odbc2) : record.conciseType;
        target.buffer = record.data;
        target.bufferLength = record.octetLength;
        target.octetLength = record.octetLengthPtr;
        target.indicator = record.indicator;
        target.precision = record.precision;
        target.scale = record.scale;
        target.odbc2 = odbc2;
        target.wideUnit = ard.wideUnit();
        const std::size_t fixed = fixedSizeOfCType(target.cType);
        const std::size_t elementSize = fixed != 0 ? fixed : std::size_t(std::max<SQLLEN>(0, record.octetLength));
        bound_.push_back(
            {SQLUSMALLINT(number), type, target, target, elementSize, BoundConversion(type, target.cType)});
    }
    ard_ = ard.value();
    ardRevision_ = ard.revision();
    irdRevision_ = ird.revision();
}

SQLUSMALLINT RowsetBindings::transferRow(const Transfer& to, std::size_t row) {
    SQLUSMALLINT status = SQL_ROW_SUCCESS;
    for (Bound& bound : bound_) {
        try {
            const Conversion conversion = convert(to, bound, row);
            if (conversion == Conversion::Done || conversion == Conversion::NoMoreData) continue;
            addConversionWarning(to.diagnostics, conversion, std::int64_t(row) + 1, bound.column);
            if (status == SQL_ROW_SUCCESS) status = SQL_ROW_SUCCESS_WITH_INFO;
        } catch (const OdbcError& error) {
            to.diagnostics.add(error.state(), error.what(), error.nativeError(), std::int64_t(row) + 1, bound.column);
            status = SQL_ROW_ERROR;
        }
    }
    return status;
}

Conversion RowsetBindings::convert(const Transfer& to, Bound& bound, std::size_t row) {
    CTarget& target = bound.target;
    target.buffer = boundElement(bound.first.buffer, to.header, row, bound.elementSize);
    target.octetLength = boundElement(bound.first.octetLength, to.header, row, sizeof(SQLLEN));
    target.indicator = boundElement(bound.first.indicator, to.header, row, sizeof(SQLLEN));
    if (to.skipsIgnored && target.indicator != nullptr && *target.indicator == SQL_COLUMN_IGNORE) {
        return Conversion::Done;
    }
    if (bound.column == 0) {
        const Bookmark bookmark(to.cursor.rowNumber(row));
        return bound.conversion(bookmark.cell(target.cType), target, progress_);
    }
    const schema::CellView cell = to.cursor.cell(row, bound.column - std::size_t{1});
    if (to.maxLength == 0) return bound.conversion(cell, target, progress_);
    return bound.conversion(limitedCell(cell, bound.type, to.maxLength), target, progress_);
}

}  // namespace assetsodbc::driver
