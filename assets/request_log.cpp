#include "assets/request_log.h"

#include <utility>

namespace assetsodbc::assets {

std::uint64_t RequestLog::add(RequestRecord record) {
    record.number = next_++;
    const std::uint64_t number = record.number;
    records_.push_back(std::move(record));
    if (records_.size() > kCapacity) records_.pop_front();
    return number;
}

RequestRecord* RequestLog::find(std::uint64_t number) {
    // Numbers are consecutive, so the place follows from the first one.
    if (records_.empty() || number < records_.front().number || number >= next_) return nullptr;
    return &records_[number - records_.front().number];
}

void RequestLog::setAnswer(std::uint64_t number, const RequestAnswer& answer) {
    RequestRecord* record = find(number);
    if (record == nullptr) return;
    record->status = answer.status;
    record->bytes = answer.bytes;
    record->duration = answer.duration;
    record->retries = answer.retries;
}

void RequestLog::setRows(std::uint64_t number, std::uint64_t rows) {
    if (RequestRecord* record = find(number)) record->rows = rows;
}

}  // namespace assetsodbc::assets
