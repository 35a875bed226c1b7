#include "sqlengine/sql_text/row_limits.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

using common::Error;
using common::ErrorKind;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// One SELECT … of a query; its TOP count, if it has one, is a range of pieces.
struct Core {
    std::size_t select = 0;
    std::size_t end = kNone;
    std::optional<Range> top;
};

// What stands between two parentheses, or the whole statement.
struct Level {
    std::vector<Core> cores;
    bool compound = false;
    bool limited = false;
};

// Text and pieces to put in before the piece at `position`.
struct Insertion {
    std::size_t position = 0;
    std::vector<std::string> words;  // put between them: the counts, in turn
    std::vector<Range> counts;
};

class RowLimits {
public:
    RowLimits(std::string_view sql, PieceList& list) : sql_(sql), list_(list), removed_(list.pieces.size(), false) {}

    void run() {
        pairParentheses();
        levels_.emplace_back();
        for (std::size_t i = 0; i < list_.pieces.size();) i = visit(i);
        while (!levels_.empty()) closeLevel(list_.pieces.size());
        if (insertions_.empty()) return;
        if (renumber_) numberParameters();
        merge();
    }

private:
    const Token& token(std::size_t i) const { return list_.pieces[i].token; }
    bool isWord(std::size_t i, std::initializer_list<std::string_view> words) const {
        if (i >= list_.pieces.size()) return false;
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token(i).isWord(word); });
    }

    void pairParentheses() {
        partner_.assign(list_.pieces.size(), kNone);
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < list_.pieces.size(); ++i) {
            if (token(i).is("(")) open.push_back(i);
            if (!token(i).is(")") || open.empty()) continue;
            partner_[open.back()] = i;
            open.pop_back();
        }
    }

    // Reads what starts at piece i and returns the piece after it.
    std::size_t visit(std::size_t i) {
        Level& level = levels_.back();
        if (token(i).is("(")) {
            levels_.emplace_back();
        } else if (token(i).is(")")) {
            if (levels_.size() > 1) closeLevel(i);
        } else if (token(i).is(";")) {
            endCore(level, i);
        } else if (token(i).isWord("SELECT")) {
            level.cores.push_back({i, kNone, std::nullopt});
            return readTop(i + 1, level.cores.back());
        } else if (isWord(i, {"UNION", "INTERSECT", "EXCEPT"})) {
            level.compound = true;
            endCore(level, i);
        } else if (isWord(i, {"ORDER", "LIMIT"})) {
            if (level.compound) endCore(level, i);
            level.limited = level.limited || token(i).isWord("LIMIT");
        } else if (isWord(i, {"FETCH", "OFFSET"}) && !level.cores.empty()) {
            return readOffsetFetch(i, level);
        }
        return i + 1;
    }

    static void endCore(Level& level, std::size_t end) {
        if (!level.cores.empty() && level.cores.back().end == kNone) level.cores.back().end = end;
    }

    // ---- TOP

    std::size_t readTop(std::size_t i, Core& core) {
        if (isWord(i, {"DISTINCT", "ALL"})) ++i;
        if (!isWord(i, {"TOP"})) return i;
        const std::optional<Range> count = readCount(i + 1);
        if (!count || !startsSelectList(*count)) return i;
        if (isWord(count->end, {"PERCENT"}) && !endsItem(count->end + 1)) {
            unsupported(i, "TOP ... PERCENT is not supported; give a number of rows");
        }
        if (isWord(count->end, {"WITH"}) && isWord(count->end + 1, {"TIES"})) {
            unsupported(i, "TOP ... WITH TIES is not supported; leave WITH TIES out");
        }
        core.top = *count;
        remove({i, count->end});
        return count->end;
    }

    // A number, a parameter or something in parentheses.
    std::optional<Range> readCount(std::size_t i) const {
        if (i >= list_.pieces.size()) return std::nullopt;
        if (token(i).is("(") && partner_[i] != kNone) return Range{i, partner_[i] + 1};
        if (token(i).kind == TokenKind::Parameter) return Range{i, i + 1};
        if (token(i).kind != TokenKind::Number) return std::nullopt;
        if (token(i).text.find_first_not_of("0123456789") != std::string_view::npos) {
            throw Error(ErrorKind::SyntaxError, "A number of rows must be a whole number, not " +
                                                    std::string(token(i).text) + " (" + at(i) + ").");
        }
        return Range{i, i + 1};
    }

    // TOP (5) x FROM, but not the call of a function in TOP(5), x or TOP(5) + 1 or TOP(5) FROM.
    bool startsSelectList(Range count) const {
        if (!token(count.begin).is("(")) return true;
        const std::size_t next = count.end;
        if (endsItem(next)) return false;
        if (isWord(next, {"OVER", "FILTER", "COLLATE", "IS", "IN", "LIKE", "GLOB", "AND", "OR", "BETWEEN", "ISNULL",
                          "NOTNULL", "AS"})) {
            return false;
        }
        return token(next).kind != TokenKind::Operator || token(next).is("*") || token(next).is("(") ||
               token(next).is("-") || token(next).is("+") || token(next).is("~");
    }

    bool endsItem(std::size_t i) const {
        return i >= list_.pieces.size() || token(i).is(",") || token(i).is(")") || token(i).is(";") ||
               isWord(i, {"FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "AS"});
    }

    // ---- OFFSET … FETCH …

    std::size_t readOffsetFetch(std::size_t start, Level& level) {
        std::size_t i = start;
        std::optional<Range> offset, fetch;
        if (token(i).isWord("OFFSET")) {
            offset = readCount(i + 1);
            if (!offset || !isWord(offset->end, {"ROW", "ROWS"})) return start + 1;  // SQLite's OFFSET, or a column
            i = offset->end + 1;
        }
        if (isWord(i, {"FETCH"}) && isWord(i + 1, {"FIRST", "NEXT"})) i = readFetch(i, fetch);
        if (!offset && !fetch) return start + 1;
        if (level.limited || hasTop(level)) refuseTwoLimits(start);
        level.limited = true;
        remove({start, i});
        insertLimit(start, fetch, offset);
        return i;
    }

    std::size_t readFetch(std::size_t start, std::optional<Range>& fetch) {
        std::size_t i = start + 2;
        fetch = readCount(i);
        if (!fetch && !isWord(i, {"ROW", "ROWS"})) return start;  // a column named fetch
        if (fetch) i = fetch->end;
        if (isWord(i, {"PERCENT"})) unsupported(start, "FETCH ... PERCENT is not supported; give a number of rows");
        if (isWord(i, {"ROW", "ROWS"}) && isWord(i + 1, {"WITH"}) && isWord(i + 2, {"TIES"})) {
            unsupported(start, "FETCH ... WITH TIES is not supported; write ONLY");
        }
        if (!isWord(i, {"ROW", "ROWS"}) || !isWord(i + 1, {"ONLY"})) {
            throw Error(ErrorKind::SyntaxError,
                        "FETCH is not complete; write FETCH FIRST n ROWS ONLY (" + at(start) + ").");
        }
        if (!fetch) fetch = Range{};  // FETCH FIRST ROW ONLY: one
        return i + 2;
    }

    void insertLimit(std::size_t position, const std::optional<Range>& fetch, const std::optional<Range>& offset) {
        Insertion insertion{position, {"LIMIT"}, {}};
        if (!fetch) insertion.words.back() += " -1";
        if (fetch && fetch->empty()) insertion.words.back() += " 1";
        if (fetch && !fetch->empty()) {
            addCount(insertion, *fetch);
            insertion.words.emplace_back();
        }
        if (offset) {
            insertion.words.back() += insertion.words.back().empty() ? "OFFSET" : " OFFSET";
            addCount(insertion, *offset);
            insertion.words.emplace_back();
        }
        insertions_.push_back(std::move(insertion));
    }

    // ---- levels

    static bool hasTop(const Level& level) {
        return std::any_of(level.cores.begin(), level.cores.end(),
                           [](const Core& core) { return core.top.has_value(); });
    }

    void closeLevel(std::size_t end) {
        Level& level = levels_.back();
        endCore(level, end);
        for (const Core& core : level.cores) {
            if (core.top) limitCore(level, core);
        }
        levels_.pop_back();
    }

    void limitCore(const Level& level, const Core& core) {
        if (!level.compound) {
            if (level.limited) refuseTwoLimits(core.select);
            insertLimit(core.end, core.top, std::nullopt);
            return;
        }
        insertions_.push_back({core.select, {"SELECT * FROM ("}, {}});
        insertLimit(core.end, core.top, std::nullopt);
        insertions_.back().words.back() += ")";
    }

    // ---- edits

    void remove(Range range) {
        for (std::size_t i = range.begin; i < range.end; ++i) removed_[i] = true;
    }

    void addCount(Insertion& insertion, Range count) {
        insertion.counts.push_back(count);
        for (std::size_t i = count.begin; i < count.end; ++i) {
            renumber_ = renumber_ || token(i).kind == TokenKind::Parameter;
        }
    }

    // A count moves behind other parameters, so all say which one they are.
    void numberParameters() {
        std::size_t number = 0;
        for (Piece& piece : list_.pieces) {
            if (piece.token.kind != TokenKind::Parameter) continue;
            const Piece numbered =
                list_.make(TokenKind::Parameter, "?" + std::to_string(++number), piece.gap, piece.token.offset);
            piece = numbered;
        }
    }

    void merge() {
        std::stable_sort(insertions_.begin(), insertions_.end(),
                         [](const Insertion& a, const Insertion& b) { return a.position < b.position; });
        std::vector<Piece> merged;
        merged.reserve(list_.pieces.size() + insertions_.size() * 3);
        auto insertion = insertions_.begin();
        for (std::size_t i = 0; i <= list_.pieces.size(); ++i) {
            for (; insertion != insertions_.end() && insertion->position == i; ++insertion) insert(merged, *insertion);
            if (i < list_.pieces.size() && !removed_[i]) merged.push_back(list_.pieces[i]);
        }
        list_.pieces = std::move(merged);
    }

    void insert(std::vector<Piece>& merged, const Insertion& insertion) {
        const std::size_t offset = merged.empty() ? 0 : merged.back().token.offset;
        for (std::size_t i = 0; i < insertion.words.size(); ++i) {
            if (!insertion.words[i].empty()) {
                const bool closing = insertion.words[i] == ")";
                const std::string_view gap = merged.empty() || closing ? "" : " ";
                merged.push_back(list_.make(TokenKind::Unknown, insertion.words[i], gap, offset));
            }
            if (i < insertion.counts.size()) insertCount(merged, insertion.counts[i]);
        }
    }

    void insertCount(std::vector<Piece>& merged, Range count) const {
        for (std::size_t i = count.begin; i < count.end; ++i) {
            merged.push_back(list_.pieces[i]);
            merged.back().generated = true;
            if (i == count.begin) merged.back().gap = " ";
        }
    }

    std::string at(std::size_t i) const { return positionText(sql_, token(i).offset); }
    [[noreturn]] void refuseTwoLimits(std::size_t i) const {
        throw Error(
            ErrorKind::SyntaxError,
            "The number of rows is limited twice in one query; keep one of TOP, LIMIT and FETCH (" + at(i) + ").");
    }
    [[noreturn]] void unsupported(std::size_t i, const std::string& what) const {
        throw Error(ErrorKind::Unsupported, what + " (" + at(i) + ").");
    }

    std::string_view sql_;
    PieceList& list_;
    std::vector<bool> removed_;
    std::vector<std::size_t> partner_;
    std::vector<Level> levels_;
    std::vector<Insertion> insertions_;
    bool renumber_ = false;
};

}  // namespace

void rewriteRowLimits(std::string_view sql, PieceList& list) {
    RowLimits(sql, list).run();
}

}  // namespace assetsodbc::sqlengine
