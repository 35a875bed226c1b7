#include "sqlengine/functions/moment.h"

#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr std::int64_t kMillisecondsPerDay = 24LL * 60 * 60 * 1000;

[[noreturn]] void refuseMoment(const Call& call, int index, const char* wanted) {
    const std::string_view text = call.text(index);
    call.refuse("'" + std::string(text.substr(0, common::prefixWithin(text, 60))) + "' is not a " + wanted);
}

}  // namespace

Moment momentOf(const Call& call, int index) {
    if (!call.isText(index)) refuseMoment(call, index, "date, time or timestamp");
    const std::string_view text = call.text(index);
    if (const auto date = common::parseDate(text)) return {date, {}, false};
    if (const auto timestamp = common::parseTimestamp(text)) return {timestamp->date, timestamp->time, true};
    if (const auto time = common::parseTime(text)) return {std::nullopt, *time, true};
    refuseMoment(call, index, "date, time or timestamp");
}

common::Date dateOf(const Call& call, int index) {
    const Moment moment = momentOf(call, index);
    if (!moment.date) refuseMoment(call, index, "date or timestamp");
    return *moment.date;
}

common::Timestamp timestampOf(const Call& call, int index) {
    const Moment moment = momentOf(call, index);
    return {moment.date ? *moment.date : currentTimestamp(call).date, moment.time};
}

common::Timestamp currentTimestamp(const Call& call) {
    const auto now = call.environment().clock.wallClock().time_since_epoch();
    return common::timestampOfMilliseconds(std::chrono::floor<std::chrono::milliseconds>(now).count());
}

int weekday(const common::Date& date) {
    constexpr std::int64_t kThursday = 4;  // 1970-01-01
    const std::int64_t milliseconds = common::millisecondsSinceEpoch({date, {}});
    const std::int64_t days = milliseconds / kMillisecondsPerDay;
    return static_cast<int>(((days + kThursday) % 7 + 7) % 7);
}

}  // namespace assetsodbc::sqlengine
