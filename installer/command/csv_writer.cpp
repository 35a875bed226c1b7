// RFC 4180: fields with a comma, a quote or a line break in quotes, quotes doubled, lines ended by CR LF. NULL is an
// empty field, an empty text is "".
#include <ostream>

#include "installer/command/row_writer.h"

namespace assetsodbc::installer {
namespace {

class CsvWriter : public RowWriter {
public:
    explicit CsvWriter(std::ostream& out) : out_(out) {}

    void begin(const std::vector<Column>& columns) override {
        if (hasWritten_) out_ << "\r\n";
        hasWritten_ = true;
        for (std::size_t i = 0; i < columns.size(); ++i) field(i, columns[i].name);
        out_ << "\r\n";
    }
    void row(const std::vector<Cell>& cells) override {
        for (std::size_t i = 0; i < cells.size(); ++i) field(i, cells[i]);
        out_ << "\r\n";
    }
    void end() override {}
    void abandon() override {}

private:
    void field(std::size_t i, const Cell& cell) {
        if (i > 0) out_ << ',';
        if (!cell) return;
        const bool isPlain = !cell->empty() && cell->find_first_of(",\"\r\n") == std::string::npos &&
                             cell->front() != ' ' && cell->back() != ' ';
        if (isPlain) {
            out_ << *cell;
            return;
        }
        out_ << '"';
        for (const char c : *cell) out_ << (c == '"' ? "\"\"" : std::string(1, c));
        out_ << '"';
    }

    std::ostream& out_;
    bool hasWritten_ = false;
};

}  // namespace

std::unique_ptr<RowWriter> makeCsvWriter(std::ostream& out) {
    return std::make_unique<CsvWriter>(out);
}

}  // namespace assetsodbc::installer
