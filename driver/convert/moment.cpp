#include "driver/convert/moment.h"

#include <chrono>

#include "common/clock.h"

namespace assetsodbc::driver {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool startsAsDate(std::string_view text) {
    return text.size() >= 10 && text[4] == '-' && text[7] == '-';
}

// Nothing but the characters of dates and times, starting with a digit.
bool hasMomentForm(std::string_view text) {
    constexpr std::string_view kCharacters = "0123456789-:.+ TZ";
    const bool separated = text.find_first_of("-:") != std::string_view::npos;
    return !text.empty() && text.front() >= '0' && text.front() <= '9' && separated &&
           text.find_first_not_of(kCharacters) == std::string_view::npos;
}

}  // namespace

std::optional<Moment> parseMoment(std::string_view text) {
    const std::string_view value = trimmed(text);
    if (!startsAsDate(value)) {
        const auto time = common::parseTime(value);
        return time ? std::optional<Moment>({std::nullopt, time}) : std::nullopt;
    }
    if (value.size() == 10) {
        const auto date = common::parseDate(value);
        return date ? std::optional<Moment>({date, std::nullopt}) : std::nullopt;
    }
    const auto timestamp = common::parseTimestamp(value);
    return timestamp ? std::optional<Moment>({timestamp->date, timestamp->time}) : std::nullopt;
}

void throwBadMoment(std::string_view text, std::string_view target) {
    const SqlState state =
        hasMomentForm(trimmed(text)) ? SqlState::InvalidDatetimeFormat : SqlState::InvalidCharacterValue;
    throw OdbcError(state, "The value '" + std::string(text.substr(0, 64)) + "' cannot be read as " +
                               std::string(target) + ". Expected is 2024-01-31, 10:00:00 or 2024-01-31 10:00:00.000.");
}

common::Date currentDate() {
    using std::chrono::milliseconds;
    const auto sinceEpoch = common::realClock().wallClock().time_since_epoch();
    return common::timestampOfMilliseconds(std::chrono::duration_cast<milliseconds>(sinceEpoch).count()).date;
}

SQL_DATE_STRUCT dateStruct(const common::Date& date) {
    return {static_cast<SQLSMALLINT>(date.year), static_cast<SQLUSMALLINT>(date.month),
            static_cast<SQLUSMALLINT>(date.day)};
}

SQL_TIME_STRUCT timeStruct(const common::TimeOfDay& time) {
    return {static_cast<SQLUSMALLINT>(time.hour), static_cast<SQLUSMALLINT>(time.minute),
            static_cast<SQLUSMALLINT>(time.second)};
}

SQL_TIMESTAMP_STRUCT timestampStruct(const common::Date& date, const common::TimeOfDay& time) {
    const SQL_DATE_STRUCT day = dateStruct(date);
    const SQL_TIME_STRUCT clock = timeStruct(time);
    return {day.year, day.month, day.day, clock.hour, clock.minute, clock.second, time.nanoseconds};
}

int fractionDigits(const common::TimeOfDay& time, int atLeast) {
    int digits = 9;
    for (std::uint32_t rest = time.nanoseconds; digits > 0 && rest % 10 == 0; rest /= 10) --digits;
    return digits > atLeast ? digits : atLeast;
}

}  // namespace assetsodbc::driver
