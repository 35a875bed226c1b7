#include "schema/table.h"

#include "common/unicode.h"

namespace assetsodbc::schema {

std::optional<std::size_t> TableSpec::columnIndex(std::string_view columnName) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (common::equalIgnoringAsciiCase(columns[i].name, columnName)) return i;
    }
    return std::nullopt;
}

namespace {

struct Owned {
    Value operator()(std::monostate) const { return {}; }
    Value operator()(std::int64_t value) const { return value; }
    Value operator()(double value) const { return value; }
    Value operator()(std::string_view text) const { return std::string(text); }
    Value operator()(Blob blob) const { return Bytes{std::string(blob.bytes)}; }
};

}  // namespace

Value ownedValue(const CellView& cell) {
    return std::visit(Owned(), cell);
}

std::vector<Value> RowStream::upcoming(std::size_t column, std::size_t most) const {
    if (most == 0) return {};
    return {ownedValue(cell(column))};
}

}  // namespace assetsodbc::schema
