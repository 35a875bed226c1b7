// describe_scopes [--check] FILE: brings the part of docs/security.md about OAuth scopes up to date with the tables in
// the code that requests are made by, or tells whether it is.
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>

#include "assets/operations.h"
#include "assets/scopes.h"
#include "schema/tables/table_operations.h"

namespace {

using namespace assetsodbc;

const std::string kBegin = "<!-- scopes: begin, made by describe_scopes -->\n";
const std::string kEnd = "<!-- scopes: end -->\n";

std::string tablesThatNeed(const assets::Scope& scope) {
    std::string tables;
    for (const auto& entry : schema::tableOperations()) {
        if (schema::needs(entry, scope)) tables += (tables.empty() ? "" : ", ") + std::string(entry.table);
    }
    return tables.empty() ? "-" : tables;
}

std::string callsThatNeed(const assets::Scope& scope) {
    std::string calls;
    for (const auto& operation : assets::operations::kAll) {
        if (operation.scope == nullptr || operation.scope->name != scope.name) continue;
        if (operation.use != assets::Use::Made) continue;
        calls += (calls.empty() ? "`" : "<br>`") + std::string(operation.name) + "`";
    }
    return calls.empty() ? "none in this version" : calls;
}

void writeScopes(std::ostream& out) {
    out << "\n| Scope | Kind | Access | What for | Calls made | Tables that need it |\n|---|---|---|---|---|---|\n";
    for (const auto* scope : assets::allScopes()) {
        out << "| `" << scope->name << "` | " << nameOf(scope->kind) << " | " << nameOf(scope->access) << " | "
            << scope->allows << " | " << callsThatNeed(*scope) << " | " << tablesThatNeed(*scope) << " |\n";
    }
    out << "\nAsked for when `Scope` is empty:\n\n    " << assets::minimumReadScopes() << "\n\n";
}

std::string contentOf(const char* file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Empty when the file lacks the two lines.
std::string renewed(const std::string& page) {
    const auto begin = page.find(kBegin), end = page.find(kEnd);
    if (begin == std::string::npos || end == std::string::npos || end < begin) return {};
    std::ostringstream text;
    text << page.substr(0, begin) << kBegin;
    writeScopes(text);
    text << page.substr(end);
    return text.str();
}

}  // namespace

int main(int argc, char** argv) {
    const bool onlyCheck = argc == 3 && std::strcmp(argv[1], "--check") == 0;
    if (!onlyCheck && argc != 2) {
        std::cerr << "usage: describe_scopes [--check] FILE\n";
        return 2;
    }
    const char* const file = argv[argc - 1];
    const std::string page = contentOf(file), wanted = renewed(page);
    if (wanted.empty()) {
        std::cerr << file << " lacks the lines that the scopes stand between: " << kBegin << kEnd;
        return 1;
    }
    if (onlyCheck) {
        if (page == wanted) return 0;
        std::cerr << file << " differs from the tables in the code. Write it anew: describe_scopes " << file << '\n';
        return 1;
    }
    std::ofstream(file, std::ios::binary) << wanted;
    return 0;
}
