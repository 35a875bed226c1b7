// The driver manager as this program uses it: one connection, one statement, text as UTF-8. The wide functions are
// called, because the manager converts the others by the locale. Used by one thread; only cancel() comes from another.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::installer {

struct Diagnostic {
    std::string state;  // SQLSTATE
    int native = 0;
    std::string message;
};
// "42S02: message"
std::string lineOf(const Diagnostic& diagnostic);

class OdbcError : public std::runtime_error {
public:
    explicit OdbcError(std::vector<Diagnostic> diagnostics);
    // At least one, the first being the most important.
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

private:
    std::vector<Diagnostic> diagnostics_;
};

enum class ColumnKind { Text, Number, Boolean, Binary };

struct Column {
    std::string name;
    ColumnKind kind = ColumnKind::Text;
};

using Cell = std::optional<std::string>;  // UTF-8; nullopt is NULL
using OnWarning = std::function<void(const Diagnostic&)>;

class Connection;

class Statement {
public:
    ~Statement();
    Statement(Statement&&) noexcept;

    // Rows beyond the limit are not even asked for; 0 = no limit.
    void limitRows(std::uint64_t limit);
    void execute(std::string_view sql);
    // Of the current result; empty when it has no rows (a change).
    const std::vector<Column>& columns() const;
    std::int64_t changedRows();
    // Fills one cell per column; false at the end of the result.
    bool fetch(std::vector<Cell>& cells);
    // Goes on to the next result of a batch; false when there is none.
    bool nextResult();
    // From any thread.
    void cancel() const noexcept;

private:
    friend class Connection;
    struct State;
    explicit Statement(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

class Connection {
public:
    // Without prompting. Throws OdbcError. Warnings of the connection and of its statements go to onWarning.
    Connection(const std::string& connectionString, OnWarning onWarning);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Statement statement();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace assetsodbc::installer
