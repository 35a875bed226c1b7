// Rows as text: a table for eyes, CSV and JSON for programs. Each writer streams: what it holds back is bounded.
#pragma once

#include <iosfwd>
#include <memory>
#include <vector>

#include "installer/command/odbc.h"

namespace assetsodbc::installer {

enum class RowFormat { Table, Csv, Json, NdJson };

// For each result: begin, any number of rows, end. Writers of programs' formats leave a result that was not ended
// recognisably unfinished where the format has a way to tell (JSON).
class RowWriter {
public:
    virtual ~RowWriter() = default;
    virtual void begin(const std::vector<Column>& columns) = 0;
    virtual void row(const std::vector<Cell>& cells) = 0;
    virtual void end() = 0;
    // Instead of end() after an error: what is held back comes out, as far as it is good.
    virtual void abandon() = 0;
};

// The stream must outlive the writer.
std::unique_ptr<RowWriter> makeRowWriter(RowFormat format, std::ostream& out);

std::unique_ptr<RowWriter> makeTableWriter(std::ostream& out);
std::unique_ptr<RowWriter> makeCsvWriter(std::ostream& out);
std::unique_ptr<RowWriter> makeJsonWriter(std::ostream& out, bool isArray);

}  // namespace assetsodbc::installer
