// The receiving end of one conversion: writes a value into the application's buffer with lengths, terminators and cuts
// as ODBC wants them, and remembers in GetDataProgress how far a value read in pieces has come. Lives for one call.
#pragma once

#include <cstring>
#include <string_view>

#include "driver/convert/c_type.h"
#include "driver/convert/sql_to_c.h"

namespace assetsodbc::driver {

// A value written as text.
struct TextForm {
    std::string_view text;       // UTF-8
    std::size_t uncuttable = 0;  // leading characters that must fit, else 22003: the whole digits of a number, a date …
    std::size_t step = 1;        // cuts fall on multiples of it: 2 for hexadecimal text
    bool ascii = false;          // one byte is one character, so that any cut is a good cut
};

class Target {
public:
    Target(const CTarget& to, CKind kind, GetDataProgress& progress) noexcept
        : to_(to), kind_(kind), progress_(progress) {}

    CKind kind() const noexcept { return kind_; }
    const CTarget& spec() const noexcept { return to_; }
    GetDataProgress& progress() const noexcept { return progress_; }

    // A value of fixed length; `outcome` is Done or FractionTruncated01S07.
    template <class T>
    Conversion fixed(const T& value, Conversion outcome = Conversion::Done) const {
        if (to_.buffer != nullptr) std::memcpy(to_.buffer, &value, sizeof value);
        setLength(sizeof value);
        return finish(outcome);
    }
    // The same into SQL_C_BINARY: all of it or 22003.
    template <class T>
    Conversion fixedAsBytes(const T& value) const {
        requireRoomFor(sizeof value);
        return fixed(value);
    }
    // Into SQL_C_CHAR or SQL_C_WCHAR, whichever was asked for.
    Conversion text(const TextForm& form) const;
    // Into SQL_C_BINARY.
    Conversion bytes(std::string_view data) const;
    // Throws 22002 when there is nowhere to say so.
    Conversion null() const;

private:
    Conversion narrow(const TextForm& form) const;
    Conversion wide(const TextForm& form) const;
    Conversion nextWidePiece(std::string_view text) const;
    Conversion put(std::string_view units, std::size_t keep, std::size_t unitSize) const;
    Conversion cut(std::size_t keptBytes, bool hadRoom) const;
    Conversion finish(Conversion outcome) const noexcept;
    void setLength(std::size_t bytes) const noexcept;
    void requireCuttable(const TextForm& form, std::size_t capacity) const;
    void requireRoomFor(std::size_t bytes) const;
    std::size_t capacity() const noexcept {
        return to_.bufferLength > 0 ? static_cast<std::size_t>(to_.bufferLength) : 0;
    }

    const CTarget& to_;
    CKind kind_;
    GetDataProgress& progress_;
};

}  // namespace assetsodbc::driver
