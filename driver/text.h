// Text across the ODBC boundary. Inside the driver all text is UTF-8; narrow application text is UTF-8 too, wide text
// is UTF-16 or UTF-32, as the driver manager has it (wide_unit.h). Entry points build these from their arguments;
// bodies never know which family was called.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>
#include <string_view>

#include "driver/sqlstate.h"
#include "driver/wide_unit.h"

namespace assetsodbc::driver {

// Input text. Constructing never throws or reads memory; utf8() decodes (throws OdbcError HY090 on a negative length
// other than SQL_NTS, and `illFormed` for text that is not well-formed: repaired text would mean something else).
class TextIn {
public:
    TextIn() noexcept = default;
    TextIn(const SQLCHAR* text, SQLLEN length) noexcept : narrow_(text), length_(length) {}
    // Wide text may have any alignment; its length is in code units.
    static TextIn wide(const void* text, SQLLEN length, WideUnit unit) noexcept;
    // For the few functions that give the length of wide text in bytes (SQLSet*AttrW, SQLSetDescFieldW).
    static TextIn wideInBytes(const void* text, SQLLEN bytes, WideUnit unit) noexcept;

    bool isNull() const noexcept { return narrow_ == nullptr && wide_ == nullptr; }
    std::string utf8(SqlState illFormed = SqlState::InvalidCharacterValue) const;

private:
    const SQLCHAR* narrow_ = nullptr;
    const void* wide_ = nullptr;
    SQLLEN length_ = 0;
    WideUnit unit_ = WideUnit::Utf16;
};

// An output buffer for text. The unit of lengths differs from function to function, the classic ODBC trap, and is named
// where the object is built: inCharacters (SQLDescribeColW, SQLGetDiagRecW, SQLDriverConnectW, SQLNativeSqlW …) or
// inBytes (SQLGetInfoW, SQLColAttributeW, SQLGetDiagFieldW, SQLGet*AttrW, SQLGetDescFieldW).
class TextOut {
public:
    static TextOut narrow(SQLCHAR* buffer, SQLLEN capacity) noexcept;
    static TextOut wideInCharacters(void* buffer, SQLLEN capacity, WideUnit unit) noexcept;
    static TextOut wideInBytes(void* buffer, SQLLEN capacity, WideUnit unit) noexcept;

    struct Written {
        SQLLEN totalLength;  // of the whole text without terminator, in the object's unit
        bool truncated;      // the caller then adds 01004
    };
    // Always terminates when capacity > 0; never splits a code point; a null buffer only measures.
    Written write(std::string_view utf8) const;
    bool isWide() const noexcept { return wide_; }

private:
    TextOut(void* buffer, SQLLEN capacity, bool wide, bool inBytes, WideUnit unit) noexcept
        : buffer_(buffer), capacity_(capacity), wide_(wide), inBytes_(inBytes), unit_(unit) {}
    Written writeNarrow(std::string_view utf8) const;
    Written writeWide(std::string_view utf8) const;

    void* buffer_;
    SQLLEN capacity_;
    bool wide_;
    bool inBytes_;
    WideUnit unit_;
};

}  // namespace assetsodbc::driver
