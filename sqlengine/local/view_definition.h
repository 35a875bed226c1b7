// CREATE VIEW, taken apart. SQLite resolves the names in a view of schema "main" in that schema alone; a view over
// tables of the site must be one of schema "temp".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::sqlengine {

struct ViewDefinition {
    bool isTemporary = false;
    std::string schema;         // as written; empty when not
    std::string query;          // after AS
    std::string temporaryForm;  // the statement as CREATE TEMP VIEW
};

// nullopt where the text is no CREATE VIEW … AS.
std::optional<ViewDefinition> viewDefinition(std::string_view sql);

}  // namespace assetsodbc::sqlengine
