#include "driver/handles/descriptor.h"

#include <algorithm>

#include "driver/convert/sql_to_c.h"
#include "driver/descriptor_column.h"
#include "driver/handles/connection.h"

namespace assetsodbc::driver {

namespace {

DescriptorRecord recordOfColumn(const sqlengine::ResultColumn& column, bool odbc2) {
    const TypeFacts facts = factsOf(column.type, odbc2);
    DescriptorRecord record;
    setConciseType(record, withoutOdbc2DateCodes(facts.conciseType));
    record.length = facts.columnSize;
    record.octetLength = facts.octetLength;
    const bool isDatetime = facts.verboseType == SQL_DATETIME;
    const SQLSMALLINT digits = std::max<SQLSMALLINT>(0, facts.decimalDigits);
    if (isDatetime) record.precision = digits;
    // Approximate numbers keep the bits that their type stands for.
    if (record.numPrecRadix == 10) record.precision = static_cast<SQLSMALLINT>(facts.columnSize);
    record.scale = isDatetime ? SQLSMALLINT{0} : digits;
    record.nullable = odbcNullability(column.nullability);
    record.unnamed = column.label.empty() ? SQL_UNNAMED : SQL_NAMED;
    record.name = column.label;
    return record;
}

}  // namespace

Descriptor::Descriptor(Connection& connection, DescriptorRole role, SQLSMALLINT allocType)
    : Handle(kKind, &connection), connection_(connection), role_(role), number_(nextHandleNumber(kKind)) {
    header_.allocType = allocType;
}

DescriptorHeader& Descriptor::changeHeader() {
    ++revision_;
    return header_;
}

SQLSMALLINT Descriptor::count() const {
    if (role_ == DescriptorRole::ImpRow) return columns_ == nullptr ? SQLSMALLINT{0} : SQLSMALLINT(columns_->size());
    return count_;
}

void Descriptor::setCount(SQLSMALLINT count) {
    ++revision_;
    records_.resize(std::size_t(std::min(count, count_)) + 1);  // also what was kept aside
    records_.resize(std::size_t(count) + 1);
    count_ = count;
}

const DescriptorRecord* Descriptor::record(SQLSMALLINT number) const {
    return number >= 0 && number <= count_ ? &records_[std::size_t(number)] : nullptr;
}

DescriptorRecord& Descriptor::changeRecord(SQLSMALLINT number) {
    ++revision_;
    if (std::size_t(number) >= records_.size()) records_.resize(std::size_t(number) + 1);
    count_ = std::max(count_, number);
    return records_[std::size_t(number)];
}

void Descriptor::unbind(SQLSMALLINT number) {
    if (number > count_) return;
    ++revision_;
    DescriptorRecord& unbound = records_[std::size_t(number)];
    unbound.data = nullptr;
    unbound.octetLengthPtr = nullptr;
    unbound.indicator = nullptr;
    dropUnboundTail();
}

void Descriptor::dropUnboundTail() {
    ++revision_;
    while (count_ > 0 && !records_[std::size_t(count_)].isBound()) --count_;
}

DescriptorContents Descriptor::contents() const {
    DescriptorContents contents{header_, {records_.begin(), records_.begin() + count_ + 1}};
    if (columns_ == nullptr) return contents;
    for (const auto& column : *columns_) contents.records.push_back(recordOfColumn(column, isOdbc2()));
    return contents;
}

void Descriptor::setContents(DescriptorContents contents) {
    ++revision_;
    contents.header.allocType = header_.allocType;
    header_ = contents.header;
    records_ = std::move(contents.records);
    count_ = static_cast<SQLSMALLINT>(records_.size() - 1);
}

void Descriptor::showColumns(const Columns* columns) {
    ++revision_;
    columns_ = columns;
}

std::string Descriptor::tag() const {
    return connection_.tag() + "/desc" + std::to_string(number_);
}

const common::Log& Descriptor::log() const {
    return connection_.log();
}

bool Descriptor::isOdbc2() const {
    return connection_.isOdbc2();
}

}  // namespace assetsodbc::driver
