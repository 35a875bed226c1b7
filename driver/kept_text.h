// Text of an application, decoded at once, for a body that may run when the application's buffer is gone.
#pragma once

#include <exception>
#include <optional>
#include <string>

#include "driver/text.h"

namespace assetsodbc::driver {

class KeptText {
public:
    explicit KeptText(const TextIn& text, SqlState illFormed = SqlState::InvalidCharacterValue) {
        try {
            if (!text.isNull()) text_ = text.utf8(illFormed);
        } catch (...) {
            failure_ = std::current_exception();  // a diagnostic of the body
        }
    }
    // nullopt for a null pointer. Throws as TextIn::utf8 does.
    const std::optional<std::string>& get() const {
        if (failure_) std::rethrow_exception(failure_);
        return text_;
    }

private:
    std::optional<std::string> text_;
    std::exception_ptr failure_;
};

}  // namespace assetsodbc::driver
