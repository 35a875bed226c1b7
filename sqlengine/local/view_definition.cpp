#include "sqlengine/local/view_definition.h"

#include "sqlengine/local/token_walk.h"

namespace assetsodbc::sqlengine {

std::optional<ViewDefinition> viewDefinition(std::string_view sql) {
    const Tokens tokens = tokenize(sql);
    const std::size_t view =
        findOutside(tokens, {0, tokens.size()}, [&](std::size_t i) { return tokens[i].isWord("VIEW"); });
    const std::size_t as =
        findOutside(tokens, {view, tokens.size()}, [&](std::size_t i) { return tokens[i].isWord("AS"); });
    if (as + 1 >= tokens.size() || !tokens[0].isWord("CREATE")) return std::nullopt;
    ViewDefinition result;
    for (std::size_t i = 1; i < view; ++i) {
        if (isAnyWord(tokens[i], {"TEMP", "TEMPORARY"})) result.isTemporary = true;
    }
    std::size_t name = view + 1;
    if (name < as && tokens[name].isWord("IF")) name += 3;
    result.schema = takeName(tokens, name, as).schema;
    const std::size_t end = tokens.back().is(";") ? tokens.back().offset : sql.size();
    result.query = std::string(sql.substr(tokens[as + 1].offset, end - tokens[as + 1].offset));
    TextEdits edits;
    edits.insert(tokens[0].end(), " TEMP");
    result.temporaryForm = edits.apply(sql);
    return result;
}

}  // namespace assetsodbc::sqlengine
