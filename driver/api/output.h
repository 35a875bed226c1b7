// Writing results to where the application wants them: every pointer may be null.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string_view>

#include "driver/diagnostics.h"
#include "driver/text.h"

namespace assetsodbc::driver::api {

template <class T, class Number>
void writeAs(SQLPOINTER target, Number value) {
    if (target != nullptr) *static_cast<T*>(target) = static_cast<T>(value);
}

template <class T, class Number>
void store(T* target, Number value) {
    if (target != nullptr) *target = static_cast<T>(value);
}

// Text into the buffer, its length into `length`; 01004 when it was cut.
template <class Length>
void writeText(Diagnostics& diagnostics, const TextOut& out, std::string_view text, Length* length) {
    const TextOut::Written written = out.write(text);
    store(length, written.totalLength);
    if (written.truncated) {
        diagnostics.add(SqlState::StringTruncated, "The text was cut to fit the buffer; its full length is returned.");
    }
}

}  // namespace assetsodbc::driver::api
