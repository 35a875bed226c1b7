// Writes docs/conformance.md from the driver's tables and from the list of features beside this, or compares it with
// them:
//     describe_conformance                    prints the document
//     describe_conformance --check FILE       fails, and says what to do, when FILE is not the document
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "driver/tables/functions.h"
#include "tests/docs/conformance_features.h"

namespace {

using namespace assetsodbc;
using driver::FunctionLevel;

const char* nameOf(FunctionLevel level) {
    switch (level) {
        case FunctionLevel::Core:
            return "Core";
        case FunctionLevel::Level1:
            return "Level 1";
        case FunctionLevel::Level2:
            return "Level 2";
        case FunctionLevel::Optional:
            return "optional";
        case FunctionLevel::Odbc2:
            return "ODBC 2";
    }
    return "";
}

void describeFeatures(std::ostream& out) {
    out << "\n## Interface conformance\n\n"
           "`SQL_ODBC_INTERFACE_CONFORMANCE` answers `SQL_OIC_CORE`: a level counts only when all its features are "
           "there, and the\nsites have no stored procedures (105). The features above Core that are marked *yes* "
           "can be relied on.\n\n"
           "| Feature | Level | Meaning | Here | Proven by |\n|---|---|---|---|---|\n";
    for (const docs::Feature& feature : docs::conformanceFeatures()) {
        out << "| " << feature.number << " | " << feature.level << " | " << feature.meaning << " | " << feature.here
            << " | " << feature.test << " |\n";
    }
}

void describeFunctions(std::ostream& out) {
    out << "\n## Functions\n\n"
           "A and W: exported in the narrow and in the wide form; functions without text have one form. "
           "`ConformanceFunctions` in\n`tests/odbc/conformance_functions_test.cpp` calls every one of them through "
           "the driver manager.\n\n"
           "| Function | Level | Forms | SQLGetFunctions |\n|---|---|---|---|\n";
    for (const driver::Function& function : driver::exportedFunctions()) {
        out << "| " << function.name << " | " << nameOf(function.level) << " | " << (function.hasWide ? "A, W" : "one")
            << " | " << (function.isListed ? "yes" : "no: it only refuses") << " |\n";
    }
    out << "\nSQLDataSources and SQLDrivers (Core) are the driver manager's own. SQLAllocEnv, SQLAllocConnect, "
           "SQLAllocStmt,\nSQLFreeEnv and SQLFreeConnect reach the driver as other functions. SQLCompleteAsync is not "
           "there: it belongs to\nnotifications, which are not supported.\n";
}

void describeSizes(std::ostream& out) {
    out << "\n## Sizes of text\n\n"
           "Columns of wide text (`NVARCHAR`) count characters. The narrow SQLDescribeCol and SQLColAttribute tell a "
           "narrow program\nfour bytes for each, as what it binds receives UTF-8; a wide program, also where it "
           "calls a narrow function, sees\ncharacters. Long text is told with the same size to both. A parameter "
           "may be longer than the column size it was bound\nwith.\n";
}

std::string document() {
    std::ostringstream out;
    out << "# ODBC conformance\n\n"
           "Generated from `driver/tables/functions.cpp` and `tests/docs/conformance_features.cpp` by "
           "`describe_conformance`; do not edit\nby hand. Numbers and levels are those of the ODBC reference "
           "(\"Interface Conformance Levels\"; Core features are\ncounted in its order).\n";
    describeFeatures(out);
    describeFunctions(out);
    describeSizes(out);
    return out.str();
}

int check(const char* file) {
    std::ifstream in(file, std::ios::binary);
    const std::string present((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (present == document()) return 0;
    std::cerr << file << " differs from the tables. Write it anew: describe_conformance > " << file << '\n';
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--check") == 0) return check(argv[2]);
    if (argc != 1) {
        std::cerr << "usage: describe_conformance [--check FILE]\n";
        return 2;
    }
    std::cout << document();
    return 0;
}
