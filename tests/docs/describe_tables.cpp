// Writes docs/tables.md from the declarations of the tables, or compares it with them:
//     describe_tables                    prints the document
//     describe_tables --check FILE       fails, and says what to do, when FILE is not the document
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "schema/catalog.h"

namespace {

using namespace assetsodbc::schema;

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "`" : ", `") + name + "`";
    return text;
}

// What a column is to the keys: "PK", "FK Schemas".
std::string roleOf(const TableSpec& spec, const ColumnSpec& column) {
    std::string role;
    for (const auto& key : spec.primaryKey) {
        if (key == column.name) role = "PK";
    }
    for (const auto& key : spec.foreignKeys) {
        for (const auto& name : key.columns) {
            if (name == column.name) role += (role.empty() ? "FK " : ", FK ") + key.referencedTable;
        }
    }
    return role;
}

std::string pushedText(Push push) {
    std::string text = has(push, Push::Eq) ? "`=`" : "";
    if (has(push, Push::In)) text += ", `IN`";
    if (has(push, Push::Null)) text += ", `IS NULL`";
    return text;
}

// A bar would end the cell.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) result += c == '|' ? "\\|" : std::string(1, c);
    return result;
}

void describe(const TableSpec& spec, std::ostream& out) {
    out << "\n## " << spec.schemaName << '.' << spec.name << "\n\n"
        << spec.remarks << " Primary key: " << joined(spec.primaryKey) << ".\n\n";
    out << "| Column | Type | Null | Key | Sent to the site | Meaning |\n|---|---|---|---|---|---|\n";
    for (const auto& column : spec.columns) {
        out << "| `" << column.name << "`" << (column.hidden ? " (hidden)" : "") << " | `" << typeNameOf(column.type)
            << "` | " << (column.nullable ? "yes" : "no") << " | " << roleOf(spec, column) << " | "
            << pushedText(column.push) << " | " << escaped(column.remarks) << " |\n";
    }
}

std::string document() {
    std::ostringstream out;
    out << "# Tables\n\n"
           "Generated from the declarations in `schema/tables/` by `describe_tables`; do not edit by hand.\n\n"
           "Names are case-insensitive and may be written without their schema. \"Sent to the site\" lists the "
           "comparisons of a\n"
           "column that become part of a request, or decide which requests are made; all others are applied to the "
           "rows "
           "that\n"
           "arrive. Times are UTC. A hidden column is an input: it is not part of `SELECT *`.\n";
    for (const TableSpec* spec : fixedTableSpecs()) describe(*spec, out);
    return out.str();
}

int check(const char* file) {
    std::ifstream in(file, std::ios::binary);
    const std::string present((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (present == document()) return 0;
    std::cerr << file << " differs from the declarations of the tables. Write it anew: describe_tables > " << file
              << '\n';
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--check") == 0) return check(argv[2]);
    if (argc != 1) {
        std::cerr << "usage: describe_tables [--check FILE]\n";
        return 2;
    }
    std::cout << document();
    return 0;
}
