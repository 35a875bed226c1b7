// assets-odbc-describe: brings docs/connecting.md and odbc.ini.sample up to date with the table of connection
// properties, or with --check tells whether they are. A tool for those who change the driver; it is not installed.
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "common/error.h"
#include "installer/property_pages.h"

namespace {

using assetsodbc::common::Error;
using assetsodbc::common::ErrorKind;

std::string contentOf(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw Error(ErrorKind::InvalidArgument, "Cannot read " + file + ".");
    return text.str();
}

bool check(const std::string& file, const std::string& wanted) {
    if (contentOf(file) == wanted) return true;
    std::cerr << file << " does not agree with the table of connection properties. Run assets-odbc-describe.\n";
    return false;
}

bool write(const std::string& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text << std::flush;
    if (!out) throw Error(ErrorKind::InvalidArgument, "Cannot write " + file + ".");
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    const bool onlyCheck = argc == 3 && std::string(argv[1]) == "--check";
    if (!onlyCheck && argc != 2) {
        std::cerr << "Usage: assets-odbc-describe [--check] SOURCE_FOLDER\n";
        return 2;
    }
    try {
        const std::string root = argv[argc - 1];
        const std::string page = root + "/docs/connecting.md", sample = root + "/odbc.ini.sample";
        auto* const handle = onlyCheck ? check : write;
        const bool pageIsGood = handle(page, assetsodbc::installer::withPropertyTables(contentOf(page)));
        const bool sampleIsGood = handle(sample, assetsodbc::installer::sampleOdbcIni());
        return pageIsGood && sampleIsGood ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
