// Rewrites the tokens of one statement into pieces that SQLite can parse: private to sql_text. One object per text.
//   escape_sequences.cpp     ODBC's {…}, and how tokens are copied
//   rewriter_calls.cpp       functions whose arguments are not a plain list
//   rewriter_types.cpp       CAST and CONVERT
//   rewriter_spellings.cpp   literals, keywords and hints of ANSI SQL and Transact-SQL
//   rewriter_statements.cpp  the first words of a statement
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sqlengine/sql_text/escape_sequences.h"
#include "sqlengine/sql_text/pieces.h"
#include "sqlengine/sql_text/scalar_functions.h"
#include "sqlengine/sql_text/select_items.h"

namespace assetsodbc::sqlengine {

class Rewriter {
public:
    Rewriter(std::string_view sql, const std::vector<Token>& tokens, PieceList& output, SelectLabels labels);
    void run();

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    // Counts how deep escapes and calls are nested within each other; refuses endless nesting.
    class Nesting {
    public:
        Nesting(Rewriter& rewriter, std::size_t token);
        ~Nesting() { --depth_; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

    private:
        int& depth_;
    };

    void pairBrackets();
    void copy(Range range);
    std::size_t copyOne(std::size_t i);
    std::size_t copyToken(std::size_t i);

    // escape sequences; `open` is the {
    using Canonical = std::string (*)(std::string_view, const std::string&);
    void escape(std::size_t open);
    [[noreturn]] void refuseEscape(std::size_t open, const Token& keyword) const;
    void escapeLiteral(std::size_t open, Range body, const std::string& function, Canonical canonical);
    void likeEscape(std::size_t open, Range body);
    void outerJoin(std::size_t open, Range body);
    void procedureCall(std::size_t open, std::size_t close);
    void scalarFunction(std::size_t open, Range body);

    // calls; `name` is the function's token, `start` the one whose gap the call takes
    void call(const ScalarFunction& function, std::size_t name, bool hasParentheses, std::size_t start);
    std::string spelling(const ScalarFunction& function, std::size_t name) const;
    std::vector<Range> checkedArguments(const ScalarFunction& function, std::size_t name, Range inside) const;
    void extractCall(std::size_t name, Range inside, std::size_t start);
    bool positionCall(const ScalarFunction& function, Range inside, std::size_t start);
    void intervalCall(const ScalarFunction& function, std::size_t name, Range inside, std::size_t start);
    // Calls outside {fn}. True when the call at `name` was rewritten and written.
    bool rewritePlainCall(std::size_t name);
    struct PlainCall;
    static const PlainCall* findPlainCall(const Token& token);
    using PlainRewrite = bool (Rewriter::*)(std::size_t name, Range inside);
    bool plainOdbcCall(std::size_t name, Range inside);
    bool plainExtract(std::size_t name, Range inside);
    bool plainPosition(std::size_t name, Range inside);
    bool plainTimestampCall(std::size_t name, Range inside);
    bool plainSubstring(std::size_t name, Range inside);
    bool plainTrim(std::size_t name, Range inside);
    bool plainOverlay(std::size_t name, Range inside);
    bool plainIsNull(std::size_t name, Range inside);
    bool plainIf(std::size_t name, Range inside);
    bool plainDateUnit(std::size_t name, Range inside);
    bool plainRenamed(std::size_t name, Range inside);
    bool plainCast(std::size_t name, Range inside);
    bool plainConvert(std::size_t name, Range inside);
    bool namesTable(std::size_t name) const;

    // CAST and CONVERT
    void convertCall(const ScalarFunction& function, std::size_t name, Range inside, std::size_t start);
    void emitStyled(const std::vector<Range>& arguments, bool tries, std::size_t name);
    void emitConversion(Range type, Range value, bool tries, std::size_t start);

    // Words that are no calls. Each answers the index after what it wrote, or kNone.
    std::size_t rewriteWord(std::size_t i);
    std::size_t currentMoment(std::size_t i);
    std::size_t typedLiteral(std::size_t i);
    std::size_t nationalText(std::size_t i);
    std::size_t lockingClause(std::size_t i);
    std::size_t hints(std::size_t i);
    std::size_t defaultValue(std::size_t i);
    std::size_t quantified(std::size_t i);
    std::size_t parenthesisedQuery(std::size_t i);
    std::size_t derivedTable(std::size_t i);
    std::size_t endOfColumnList(std::size_t close) const;
    std::size_t temporaryName(std::size_t i);
    std::size_t onCommit(std::size_t i);
    std::size_t selectInto(std::size_t i);

    // The first words of a statement; the index after what was written.
    std::size_t statementStart();
    std::size_t transactionStart();
    std::size_t createStart();

    // reading
    bool isWord(std::size_t i, std::string_view word) const { return i < tokens_.size() && tokens_[i].isWord(word); }
    bool is(std::size_t i, std::string_view text) const { return i < tokens_.size() && tokens_[i].is(text); }
    bool isAnyWord(std::size_t i, std::initializer_list<std::string_view> words) const;
    bool startsQuery(std::size_t i) const { return isAnyWord(i, {"SELECT", "VALUES", "WITH"}); }
    bool isName(std::size_t i) const;
    // Index after token i, or after the group that it opens.
    std::size_t after(std::size_t i) const { return partner_[i] == kNone ? i + 1 : partner_[i] + 1; }
    std::size_t findWord(Range range, std::string_view word) const;
    std::vector<Range> splitAtCommas(Range range) const;
    std::string_view gapBefore(std::size_t i) const;

    // writing
    void emit(TokenKind kind, std::string text, std::size_t standsFor);  // with the gap of the source token
    void emit(TokenKind kind, std::string text);
    void emitWords(std::string_view words);  // parted by blanks, one before the first
    void emitCall(std::string target, const std::vector<Range>& arguments, std::size_t start);
    void copyArguments(const std::vector<Range>& arguments);

    [[noreturn]] void refuse(std::size_t token, const std::string& what) const;
    [[noreturn]] void unsupported(std::size_t token, const std::string& what) const;

    std::string_view sql_;
    const std::vector<Token>& tokens_;
    PieceList& output_;
    SelectLabels labels_;
    std::vector<std::size_t> partner_;
    SelectItems items_;
    int depth_ = 0;
};

}  // namespace assetsodbc::sqlengine
