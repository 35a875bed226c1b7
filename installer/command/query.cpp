// assets-odbc query: runs SQL through the driver manager and writes the rows.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <optional>

#include "installer/command/command.h"
#include "installer/command/connection_source.h"
#include "installer/command/interrupts.h"
#include "installer/command/odbc.h"
#include "installer/command/row_writer.h"

namespace assetsodbc::installer {
namespace {

RowFormat formatOf(const Arguments& arguments) {
    const std::string name = arguments.value("--format").value_or("table");
    if (name == "csv") return RowFormat::Csv;
    if (name == "json") return RowFormat::Json;
    return name == "ndjson" ? RowFormat::NdJson : RowFormat::Table;
}

std::string sqlOf(const Arguments& arguments, Terminal& terminal) {
    const auto& operands = arguments.operands();
    if (!operands.empty() && operands[0] != "-") return operands[0];
    if (operands.empty() && terminal.inputIsTerminal)
        throw UsageError("which SQL? Give it as an argument in quotes, or on the standard input.");
    return {std::istreambuf_iterator<char>(terminal.in), std::istreambuf_iterator<char>()};
}

std::string countOf(std::int64_t rows) {
    return std::to_string(rows) + (rows == 1 ? " row" : " rows");
}

class QueryRun {
public:
    QueryRun(const Arguments& arguments, Terminal& terminal)
        : terminal_(terminal),
          writer_(makeRowWriter(formatOf(arguments), terminal.out)),
          limit_(arguments.number("--max-rows", 0)) {}

    int run(const std::string& connection, const std::string& sql) {
        Connection opened(connection, [this](const Diagnostic& warning) { warn(lineOf(warning)); });
        Statement statement = opened.statement();
        const OnInterrupt cancelling([&statement] { statement.cancel(); });
        try {
            // One more than is shown tells whether there are more.
            if (limit_) statement.limitRows(static_cast<std::uint64_t>(*limit_) + 1);
            statement.execute(sql);
            do result(statement, cancelling);
            while (!cancelling.happened() && statement.nextResult());
        } catch (const OdbcError&) {
            if (!cancelling.happened()) {
                stop();
                throw;
            }
        }
        if (!cancelling.happened()) return kDone;
        stop();
        terminal_.err << "Cancelled.\n";
        return kInterrupted;
    }

private:
    void warn(const std::string& text) {
        terminal_.out.flush();
        terminal_.err << "Warning: " << text << std::endl;
    }

    void stop() {
        if (isOpen_) writer_->abandon();
        isOpen_ = false;
        terminal_.out.flush();
    }

    // ODBC's cancelling ends a call that runs; between two fetches it means nothing, so that is looked after here.
    void result(Statement& statement, const OnInterrupt& cancelling) {
        if (statement.columns().empty()) {
            const std::int64_t changed = statement.changedRows();
            terminal_.err << (changed < 0 ? "Done." : countOf(changed) + " changed.") << "\n";
            return;
        }
        writer_->begin(statement.columns());
        isOpen_ = true;
        std::vector<Cell> cells;
        std::int64_t rows = 0;
        bool isCut = false;
        while (terminal_.out && statement.fetch(cells)) {
            if (cancelling.happened()) return;
            isCut = limit_ && rows == *limit_;
            if (isCut) break;
            writer_->row(cells);
            ++rows;
        }
        writer_->end();
        isOpen_ = false;
        if (isCut) warn("there are more rows than the " + std::to_string(rows) + " that --max-rows allows.");
    }

    Terminal& terminal_;
    std::unique_ptr<RowWriter> writer_;
    std::optional<long long> limit_;
    bool isOpen_ = false;  // a result was begun and not ended
};

int run(const Arguments& arguments, Terminal& terminal) {
    const std::string connection = chosenConnection(arguments);
    QueryRun query(arguments, terminal);
    return query.run(connection, sqlOf(arguments, terminal));
}

constexpr std::string_view kDetails =
    R"(Without SQL, or with "-", it is read from the standard input. Rows are written as they arrive. Warnings and errors go to
the standard error stream, with their SQLSTATE. Ctrl-C cancels the query (exit code 130).

  table   for eyes; NULL is NULL, a text that reads NULL is in quotes, control characters are escaped
  csv     RFC 4180 with a heading; NULL is an empty field, an empty text is ""
  json    an array of objects; left open when an error ends the query
  ndjson  one object per line
)";

}  // namespace

const CommandSpec& queryCommand() {
    static const CommandSpec spec{
        "query",
        "[SQL]",
        "run SQL and print the rows",
        kDetails,
        {dsnOption(),
         connectOption(),
         {"--format", "FORMAT", "table (default), csv, json or ndjson", false, {"table", "csv", "json", "ndjson"}},
         {"--max-rows", "N", "print at most N rows of each result, and warn if there are more"}},
        0,
        1,
        run};
    return spec;
}

}  // namespace assetsodbc::installer
