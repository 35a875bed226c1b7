// What a user must find, worked out from the simulator's own site by the rules of the SQL model: the tables of a site
// with their names, columns and rows. Nothing here knows about the driver, HTTP or AQL.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace assetsodbc::simulator {
class Site;
}

namespace assetsodbc::oracle {

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;  // monostate: NULL

// Opaque: ids of which nothing is said but that they are the same or not.
enum class Kind { Text, Integer, Double, Bit, Date, Time, Timestamp, Id, Opaque };

struct Column {
    std::string name;
    Kind kind = Kind::Text;
};

struct ModelTable {
    std::string schema;
    std::string name;
    bool isFixed = false;          // of the schema Assets; only some of its columns are told here
    bool isNameUnique = false;     // it may be written without its schema
    std::vector<Column> columns;   // in the order of SELECT *
    std::vector<std::size_t> key;  // primary key
    std::vector<std::vector<Cell>> rows;
};

// Two columns of which values are meant to meet.
struct Link {
    std::size_t table = 0, column = 0;
    std::size_t otherTable = 0, otherColumn = 0;
};

struct ModelOptions {
    bool cloud = true;
    bool includeChildTypes = false;
    std::string multiValueSeparator = "; ";
};

struct Model {
    std::vector<ModelTable> tables;
    std::vector<Link> links;  // each in both directions
};

Model modelOf(const simulator::Site& site, const ModelOptions& options);

}  // namespace assetsodbc::oracle
