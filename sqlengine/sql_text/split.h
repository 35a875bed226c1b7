// Cuts a batch into its statements at the semicolons that end them: not those in text, names, comments and escape
// sequences, nor those in the body of CREATE TRIGGER … BEGIN … END. Stateless.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace assetsodbc::sqlengine {

struct StatementText {
    // With the blanks and comments around it, without the semicolon; borrows from the batch.
    std::string_view text;
    std::size_t offset = 0;          // of the text in the batch, in bytes
    std::size_t parameterCount = 0;  // its ? markers: those of a batch are numbered through
};

// Empty statements are left out; a batch of nothing but blanks, comments and semicolons gives none. Throws
// Error{SyntaxError} for a text literal, quoted name or comment that is not closed.
std::vector<StatementText> splitStatements(std::string_view odbcSql);

}  // namespace assetsodbc::sqlengine
