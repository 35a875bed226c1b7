#include "sqlengine/site_sources.h"

#include <algorithm>

#include "common/error.h"
#include "common/unicode.h"
#include "sqlengine/sql_text/lexer.h"
#include "sqlengine/sql_text/query_parser.h"

namespace assetsodbc::sqlengine {
namespace {

class Collector {
public:
    void visit(const QueryTree& query) {
        const std::size_t visible = commonNames_.size();
        for (const CommonTable& table : query.commonTables) commonNames_.push_back(table.name);
        for (const CommonTable& table : query.commonTables)
            if (table.query) visit(*table.query);
        for (const Core& core : query.cores) visit(core);
        visit(query.orderBy);
        visit(query.limits);
        commonNames_.resize(visible);
    }

    std::vector<NamedSource> take() {
        std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
        return std::move(found_);
    }

private:
    void visit(const Core& core) {
        const std::size_t number = ++cores_;
        for (const Source& source : core.sources) {
            if (source.query)
                visit(*source.query);
            else if (!source.isCall && !isCommon(source))
                found_.push_back({source.name, source.alias, source.begin, source.end, number, source.isChanged});
        }
        for (const ResultItem& item : core.items)
            if (item.expression) visit(*item.expression);
        for (const auto& row : core.rows) visit(row);
        visit(core.conditions);
    }
    void visit(const std::vector<ExpressionPointer>& expressions) {
        for (const ExpressionPointer& expression : expressions)
            if (expression) visit(*expression);
    }
    void visit(const Expression& expression) {
        visit(expression.operands);
        visit(expression.conditions);
        if (expression.query) visit(*expression.query);
    }
    bool isCommon(const Source& source) const {
        return source.name.size() == 1 &&
               std::any_of(commonNames_.begin(), commonNames_.end(), [&](const std::string& name) {
                   return common::equalIgnoringAsciiCase(name, source.name.front());
               });
    }

    std::vector<std::string> commonNames_;
    std::vector<NamedSource> found_;
    std::size_t cores_ = 0;
};

bool startsQuery(const Token& token) {
    return token.isWord("SELECT") || token.isWord("WITH") || token.isWord("VALUES");
}

// Where the text begins that the parser understands.
std::size_t beginOfQuery(std::string_view sql) {
    const std::vector<Token> tokens = tokenize(sql);
    std::size_t at = 0;
    const auto isWord = [&](std::size_t i, std::string_view word) {
        return i < tokens.size() && tokens[i].isWord(word);
    };
    if (isWord(at, "EXPLAIN")) {
        ++at;
        if (isWord(at, "QUERY") && isWord(at + 1, "PLAN")) at += 2;
    }
    std::size_t object = at + 1;
    if (isWord(object, "TEMP") || isWord(object, "TEMPORARY")) ++object;
    if (isWord(at, "CREATE") && isWord(object, "TABLE")) {
        for (std::size_t i = object; i + 1 < tokens.size(); ++i)
            if (isWord(i, "AS") && startsQuery(tokens[i + 1])) return tokens[i + 1].offset;
    }
    return at < tokens.size() ? tokens[at].offset : 0;
}

}  // namespace

std::vector<NamedSource> namedSources(std::string_view sql) {
    try {
        const std::size_t begin = beginOfQuery(sql);
        const std::unique_ptr<QueryTree> tree = parseQuery(sql.substr(begin));
        if (!tree) return {};
        Collector collector;
        collector.visit(*tree);
        std::vector<NamedSource> sources = collector.take();
        for (NamedSource& source : sources) {
            source.begin += begin;
            source.end += begin;
        }
        return sources;
    } catch (const common::Error&) {  // of the lexer: SQLite will say what is wrong
        return {};
    }
}

}  // namespace assetsodbc::sqlengine
