// One piece of SQL in two spellings: as an application sends it to the driver, with parameters, and as plain SQLite
// understands it. Pieces are put together with +, and their parameters stay in the order of the text.
#pragma once

#include <string>
#include <vector>

#include "tests/oracle/model_tables.h"
#include "tests/oracle/random.h"

namespace assetsodbc::oracle {

struct Parameter {
    Kind kind;
    Cell value;
};

struct Sql {
    std::string driver;
    std::string oracle;
    std::vector<Parameter> parameters;

    Sql() = default;
    Sql(const char* both) : driver(both), oracle(both) {}
    explicit Sql(const std::string& both) : driver(both), oracle(both) {}
    Sql(std::string forDriver, std::string forOracle) : driver(std::move(forDriver)), oracle(std::move(forOracle)) {}

    Sql& operator+=(const Sql& more) {
        driver += more.driver;
        oracle += more.oracle;
        parameters.insert(parameters.end(), more.parameters.begin(), more.parameters.end());
        return *this;
    }
};

inline Sql operator+(Sql left, const Sql& right) {
    return std::move(left += right);
}

Sql join(const std::vector<Sql>& parts, const Sql& separator);

// An identifier as a user may write it: quoted in any way, or bare where that is possible, at times in other letters.
std::string writtenName(const std::string& name, Random& random);
std::string quotedName(const std::string& name);                    // "x"
std::string oracleTable(const ModelTable& table);                   // "TORT.Kinds"
std::string writtenTable(const ModelTable& table, Random& random);  // TORT."Kinds", [tort].Kinds, Kinds

// A value as a literal that has its type and text wherever it stands.
Sql exactLiteral(Kind kind, const Cell& value);
// A value in a comparison: as a literal of any spelling that means the same there, or as a parameter.
Sql literal(Kind kind, const Cell& value, Random& random);
Sql parameter(Kind kind, const Cell& value);
std::string textLiteral(const std::string& text);

}  // namespace assetsodbc::oracle
