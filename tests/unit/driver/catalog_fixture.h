// A small catalog for the tests of catalog functions: two schemas, keys of one and of two columns, references between
// tables, a hidden column, and one column of each kind. Its tables can only be looked at: a scan fails.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/call_context.h"
#include "driver/catalog_rows.h"
#include "schema/catalog.h"

namespace assetsodbc::driver {

class DeclaredTable : public schema::Table {
public:
    explicit DeclaredTable(schema::TableSpec spec) : spec_(std::move(spec)) {}
    const schema::TableSpec& spec() const override { return spec_; }
    schema::ScanEstimate estimate(const std::vector<schema::ConstraintShape>&) const override { return {}; }
    std::unique_ptr<schema::RowStream> scan(const schema::ScanRequest&, const common::CallContext&) const override {
        throw std::logic_error("a catalog function scanned a table");
    }

private:
    schema::TableSpec spec_;
};

inline schema::ColumnSpec column(const std::string& name, const schema::TypeSpec& type, bool nullable = true) {
    schema::ColumnSpec spec;
    spec.name = name;
    spec.type = type;
    spec.nullable = nullable;
    return spec;
}

inline schema::TableSpec objectsSpec() {
    schema::TableSpec spec;
    spec.schemaName = "Assets";
    spec.name = "Objects";
    spec.remarks = "All objects.";
    spec.columns = {column("Id", schema::bigInt(), false),
                    column("AQL", schema::wlongvarchar()),
                    column("Name", schema::wvarchar(255)),
                    column("Weight", schema::doublePrecision()),
                    column("Price", {schema::SqlType::Decimal, 10, 2}),
                    column("Created", schema::timestamp()),
                    column("Bought", schema::date()),
                    column("ObjectTypeId", schema::bigInt())};
    spec.columns[1].hidden = true;
    spec.columns[2].remarks = "The label.";
    spec.primaryKey = {"Id"};
    spec.foreignKeys = {{"FK_Objects_ObjectTypes", {"ObjectTypeId"}, "Assets", "ObjectTypes", {"Id"}}};
    return spec;
}

inline schema::TableSpec objectTypesSpec() {
    schema::TableSpec spec;
    spec.schemaName = "Assets";
    spec.name = "ObjectTypes";
    spec.columns = {column("Id", schema::bigInt(), false), column("ParentId", schema::bigInt())};
    spec.primaryKey = {"Id"};
    spec.foreignKeys = {{"FK_ObjectTypes_Parent", {"ParentId"}, "Assets", "ObjectTypes", {"Id"}}};
    return spec;
}

inline schema::TableSpec valuesSpec() {
    schema::TableSpec spec;
    spec.schemaName = "Assets";
    spec.name = "Object_Values";
    spec.columns = {column("ObjectId", schema::bigInt(), false), column("Ordinal", schema::integer(), false),
                    column("Value", schema::wlongvarchar())};
    spec.primaryKey = {"ObjectId", "Ordinal"};
    spec.foreignKeys = {{"FK_Values_Objects", {"ObjectId"}, "Assets", "Objects", {"Id"}}};
    return spec;
}

inline schema::TableSpec requestsSpec() {
    schema::TableSpec spec;
    spec.schemaName = "sys";
    spec.name = "requests";
    spec.kind = schema::TableKind::SystemTable;
    spec.columns = {column("Number", schema::bigInt(), false)};
    return spec;
}

struct CatalogFixture {
    common::CancelToken token;
    common::CallContext context{token, {}, 0};
    schema::Catalog catalog{declaredTables()};
    CatalogCall call{catalog, context, false, false};

    static std::vector<std::unique_ptr<schema::Table>> declaredTables() {
        std::vector<std::unique_ptr<schema::Table>> all;
        for (auto spec : {objectsSpec(), objectTypesSpec(), valuesSpec(), requestsSpec()}) {
            all.push_back(std::make_unique<DeclaredTable>(std::move(spec)));
        }
        return all;
    }
};

// A row as text, NULL as "-", joined by '|'; only the columns named by their positions, or all.
inline std::string joined(const RowsResult::Row& row, const std::vector<std::size_t>& columns = {}) {
    struct ToText {
        std::string operator()(std::monostate) const { return "-"; }
        std::string operator()(std::int64_t value) const { return std::to_string(value); }
        std::string operator()(double value) const { return std::to_string(value); }
        std::string operator()(const std::string& value) const { return value; }
        std::string operator()(const schema::Bytes& value) const { return value.bytes; }
    };
    std::string text;
    for (std::size_t i = 0; i < (columns.empty() ? row.size() : columns.size()); ++i) {
        text += (i == 0 ? "" : "|") + std::visit(ToText{}, row.at(columns.empty() ? i : columns[i]));
    }
    return text;
}

inline std::vector<std::string> joined(const RowsResult& result, const std::vector<std::size_t>& columns = {}) {
    std::vector<std::string> rows;
    for (const auto& row : result.rows()) rows.push_back(joined(row, columns));
    return rows;
}

inline std::string labels(const RowsResult& result) {
    std::string text;
    for (const auto& each : result.columns()) text += (text.empty() ? "" : ",") + each.label;
    return text;
}

using Lines = std::vector<std::string>;

}  // namespace assetsodbc::driver
