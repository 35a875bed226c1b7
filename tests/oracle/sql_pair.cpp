#include "tests/oracle/sql_pair.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <set>

namespace assetsodbc::oracle {
namespace {

// Words that are no names without quotes, as far as the sites' names go.
const std::set<std::string> kReserved = {"select", "order", "and", "not", "case", "group", "value", "values", "key"};

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool isPlain(const std::string& name) {
    const auto isWord = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !name.empty() && std::all_of(name.begin(), name.end(), isWord) && !(name[0] >= '0' && name[0] <= '9') &&
           kReserved.count(lower(name)) == 0;
}

std::string enclosed(const std::string& text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        out += c;
        if (c == quote) out += c;
    }
    return out + quote;
}

std::string otherCase(std::string name, Random& random) {
    for (char& c : name) {
        if (!random.chance(50)) continue;
        if (c >= 'a' && c <= 'z') {
            c = static_cast<char>(c - 'a' + 'A');
        } else if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return name;
}

std::string doubleText(double number) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", number);
    std::string out = text;
    if (out.find_first_of(".e") == std::string::npos) out += ".0";
    return out;
}

std::string withoutZeros(std::string fraction) {
    while (fraction.back() == '0') fraction.pop_back();
    if (fraction.back() == '.') fraction.pop_back();
    return fraction;
}

std::string timestampForDriver(const std::string& text, Random& random) {
    const std::string date = text.substr(0, 10), time = text.substr(11);
    const bool midnight = time == "00:00:00.000";
    switch (random.below(6)) {
        case 0:
            return "{ts '" + date + " " + withoutZeros(time) + "'}";
        case 1:
            return "TIMESTAMP '" + text + "'";
        case 2:
            return "'" + date + "T" + time + "Z'";
        case 3:
            return midnight ? "{d '" + date + "'}" : "{ ts '" + text + "' }";
        case 4:
            return midnight ? "'" + date + "'" : "'" + date + "T" + withoutZeros(time) + "'";
        default:
            return "'" + text + "'";
    }
}

std::string dateForDriver(const std::string& text, Random& random) {
    switch (random.below(4)) {
        case 0:
            return "{d '" + text + "'}";
        case 1:
            return "DATE '" + text + "'";
        case 2:
            return "{ts '" + text + " 00:00:00'}";
        default:
            return "'" + text + "'";
    }
}

std::string timeForDriver(const std::string& text, Random& random) {
    return random.anyOf({"{t '", "'", "TIME '"}) + text;
}

}  // namespace

Sql join(const std::vector<Sql>& parts, const Sql& separator) {
    Sql all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) all += separator;
        all += parts[i];
    }
    return all;
}

std::string quotedName(const std::string& name) {
    return enclosed(name, '"');
}

std::string writtenName(const std::string& name, Random& random) {
    const std::string spelt = random.chance(10) ? otherCase(name, random) : name;
    const std::size_t way = random.below(10);
    if (way < 5 && isPlain(name)) return spelt;
    if (way == 5 && name.find_first_of("[]") == std::string::npos) return "[" + spelt + "]";
    if (way == 6) return enclosed(spelt, '`');
    return quotedName(spelt);
}

std::string oracleTable(const ModelTable& table) {
    return quotedName(table.schema + "." + table.name);
}

std::string writtenTable(const ModelTable& table, Random& random) {
    const std::string name = writtenName(table.name, random);
    if (table.isNameUnique && random.chance(30)) return name;
    return writtenName(table.schema, random) + "." + name;
}

std::string textLiteral(const std::string& text) {
    return enclosed(text, '\'');
}

Sql exactLiteral(Kind kind, const Cell& value) {
    Random unused{0};
    Sql sql = literal(kind, value, unused);
    sql.driver = sql.oracle;
    if (kind == Kind::Date) sql.driver = "{d " + sql.oracle + "}";
    if (kind == Kind::Time) sql.driver = "{t " + sql.oracle + "}";
    if (kind == Kind::Timestamp) sql.driver = "{ts " + sql.oracle + "}";
    return sql;
}

Sql parameter(Kind kind, const Cell& value) {
    Random unused{0};
    Sql sql = literal(kind, value, unused);
    sql.driver = "?";
    sql.parameters = {{kind, value}};
    return sql;
}

Sql literal(Kind kind, const Cell& value, Random& random) {
    if (std::holds_alternative<std::monostate>(value)) return "NULL";
    if (const auto* number = std::get_if<std::int64_t>(&value)) return Sql(std::to_string(*number));
    if (const auto* number = std::get_if<double>(&value)) return Sql(doubleText(*number));
    const std::string& text = std::get<std::string>(value);
    const std::string plain = textLiteral(text);
    switch (kind) {
        case Kind::Date:
            return {dateForDriver(text, random), plain};
        case Kind::Time: {
            const std::string written = timeForDriver(text, random);
            return {written + (written[0] == '{' ? "'}" : "'"), plain};
        }
        case Kind::Timestamp:
            return {timestampForDriver(text, random), plain};
        default:
            return {random.chance(10) ? "N" + plain : plain, plain};
    }
}

}  // namespace assetsodbc::oracle
