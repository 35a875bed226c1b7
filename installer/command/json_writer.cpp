// A result as an array of objects, or as one object per line. An array that an error ended is not closed: no program
// takes it for the whole.
#include <ostream>
#include <set>

#include "installer/command/json_text.h"
#include "installer/command/row_writer.h"

namespace assetsodbc::installer {
namespace {

// Keys of an object are different from each other; columns need not be.
std::vector<std::string> keysOf(const std::vector<Column>& columns) {
    std::set<std::string> taken;
    for (const Column& column : columns) taken.insert(column.name);
    std::set<std::string> used;
    std::vector<std::string> keys;
    for (const Column& column : columns) {
        std::string key = column.name;
        for (int i = 2; !used.insert(key).second; ++i) {
            key = column.name + "_" + std::to_string(i);
            if (taken.count(key) > 0) key = column.name;  // the name of another column: try the next
        }
        keys.push_back(jsonString(key));
    }
    return keys;
}

std::string valueOf(ColumnKind kind, const Cell& cell) {
    if (!cell) return "null";
    if (kind == ColumnKind::Boolean && (*cell == "0" || *cell == "1")) return *cell == "1" ? "true" : "false";
    if (kind == ColumnKind::Number && isJsonNumber(*cell)) return *cell;
    return jsonString(*cell);
}

class JsonWriter : public RowWriter {
public:
    JsonWriter(std::ostream& out, bool isArray) : out_(out), isArray_(isArray) {}

    void begin(const std::vector<Column>& columns) override {
        columns_ = columns;
        keys_ = keysOf(columns);
        isFirst_ = true;
        if (isArray_) out_ << "[";
    }
    void row(const std::vector<Cell>& cells) override {
        if (isArray_) out_ << (isFirst_ ? "\n " : ",\n ");
        isFirst_ = false;
        out_ << "{";
        for (std::size_t i = 0; i < cells.size(); ++i)
            out_ << (i == 0 ? "" : ", ") << keys_[i] << ": " << valueOf(columns_[i].kind, cells[i]);
        out_ << (isArray_ ? "}" : "}\n");
    }
    void end() override {
        if (isArray_) out_ << (isFirst_ ? "]\n" : "\n]\n");
    }
    void abandon() override {
        if (isArray_) out_ << "\n";
    }

private:
    std::ostream& out_;
    bool isArray_, isFirst_ = true;
    std::vector<Column> columns_;
    std::vector<std::string> keys_;
};

}  // namespace

std::unique_ptr<RowWriter> makeJsonWriter(std::ostream& out, bool isArray) {
    return std::make_unique<JsonWriter>(out, isArray);
}

}  // namespace assetsodbc::installer
