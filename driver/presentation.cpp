#include "driver/presentation.h"

#include <algorithm>
#include <utility>

#include "common/config/connection_config.h"
#include "common/unicode.h"
#include "sqlengine/query.h"

namespace assetsodbc::driver {

namespace {

using schema::SqlType;
using schema::TableKind;
using schema::TableSpec;
using schema::TypeSpec;
using sqlengine::ResultColumn;

bool isText(SqlType type) {
    return type == SqlType::Char || type == SqlType::Varchar || type == SqlType::LongVarchar ||
           type == SqlType::WVarchar || type == SqlType::WLongVarchar;
}

bool isWide(SqlType type) {
    return type == SqlType::WVarchar || type == SqlType::WLongVarchar;
}

bool isLong(SqlType type) {
    return type == SqlType::LongVarchar || type == SqlType::WLongVarchar;
}

SqlType textType(bool wide, bool isLongText) {
    if (wide) return isLongText ? SqlType::WLongVarchar : SqlType::WVarchar;
    return isLongText ? SqlType::LongVarchar : SqlType::Varchar;
}

void limitKeys(TableSpec& table, std::uint32_t largest) {
    for (const std::string& name : table.primaryKey) {
        const auto index = table.columnIndex(name);
        if (!index) continue;
        TypeSpec& type = table.columns[*index].type;
        if (!isText(type.type) || type.size <= largest) continue;
        type = {isLong(type.type) ? textType(isWide(type.type), false) : type.type, largest, 0};
    }
}

// Forwards everything but the columns.
class PresentedQuery final : public sqlengine::Query {
public:
    PresentedQuery(std::unique_ptr<Query> query, std::vector<ResultColumn> columns)
        : query_(std::move(query)), columns_(std::move(columns)) {}

    const std::vector<ResultColumn>& columns() const override { return columns_; }
    const std::vector<sqlengine::ParameterDescription>& parameters() const override { return query_->parameters(); }
    sqlengine::StatementClass statementClass() const override { return query_->statementClass(); }
    std::optional<std::int64_t> affectedRows() const override { return query_->affectedRows(); }
    bool readsLocalTables() const override { return query_->readsLocalTables(); }
    bool isOutdated(const common::CallContext& context) override { return query_->isOutdated(context); }
    void bind(std::size_t index, const schema::Value& value) override { query_->bind(index, value); }
    void expectAtMost(std::optional<std::uint64_t> rows) override { query_->expectAtMost(rows); }
    bool step(const common::CallContext& context) override { return query_->step(context); }
    schema::CellView cell(std::size_t column) const override { return query_->cell(column); }
    void reset() noexcept override { query_->reset(); }

private:
    std::unique_ptr<Query> query_;
    std::vector<ResultColumn> columns_;
};

}  // namespace

bool Presentation::shows(const TableSpec& table) const {
    if (!schemas.has(table.schemaName)) return false;
    if (table.kind == TableKind::View) return views.has(table.schemaName, table.name);
    return table.kind == TableKind::SystemTable || tables.has(table.schemaName, table.name);
}

// SQL compares names without regard to the case of ASCII letters alone, so that no other letter may change.
std::string Presentation::nameOf(const std::string& name) const {
    return upperCase ? common::asciiUpper(name) : name;
}

TypeSpec Presentation::typeOf(TypeSpec type) const {
    if (!isText(type.type)) return type;
    if (largestSize != 0) type.size = std::min(type.size, largestSize);
    const bool becomesLong = longTextFrom >= 0 && type.size > longTextFrom;
    const bool wide = isWide(type.type) && wideText;
    if (isLong(type.type) || becomesLong)
        type.type = textType(wide, true);
    else if (isWide(type.type))
        type.type = textType(wide, false);
    return type;
}

std::shared_ptr<const TableSpec> Presentation::tableOf(const std::shared_ptr<const TableSpec>& table) const {
    if (!changesTables()) return table;
    auto told = std::make_shared<TableSpec>(*table);
    if (!tellsForeignKeys) told->foreignKeys.clear();
    for (schema::ColumnSpec& column : told->columns) column.type = typeOf(column.type);
    if (largestKey != 0) limitKeys(*told, largestKey);
    if (!upperCase) return told;
    const auto raise = [](std::string& name) { name = common::asciiUpper(name); };
    raise(told->schemaName);
    raise(told->name);
    for (schema::ColumnSpec& column : told->columns) raise(column.name);
    for (std::string& name : told->primaryKey) raise(name);
    for (schema::ForeignKey& key : told->foreignKeys) {
        raise(key.referencedSchema);
        raise(key.referencedTable);
        for (std::string& name : key.columns) raise(name);
        for (std::string& name : key.referencedColumns) raise(name);
    }
    for (schema::Index& index : told->indexes)
        for (schema::Index::Part& part : index.parts) raise(part.column);
    return told;
}

Presentation presentationOf(const common::ConnectionConfig& config) {
    Presentation presentation;
    presentation.schemas = common::NameList("BrowsableSchemas", config.browsableSchemas);
    presentation.tables = common::NameList("Tables", config.tables);
    presentation.views = common::NameList("Views", config.views);
    presentation.tellsForeignKeys = config.enableForeignKeyDetection;
    presentation.upperCase = config.upperCaseIdentifiers;
    presentation.wideText = config.mapToWVarchar;
    presentation.longTextFrom = config.mapToLongVarchar;
    presentation.largestSize = config.maximumColumnSize;
    presentation.largestKey = config.limitKeySize;
    return presentation;
}

std::unique_ptr<sqlengine::Query> presented(std::unique_ptr<sqlengine::Query> query, const Presentation& presentation) {
    if (!presentation.changesTypes() && !presentation.upperCase) return query;
    std::vector<ResultColumn> columns = query->columns();
    for (ResultColumn& column : columns) {
        column.type = presentation.typeOf(column.type);
        // A name that the statement chose stays as it is.
        if (column.label == column.baseColumn) column.label = presentation.nameOf(column.label);
        column.baseSchema = presentation.nameOf(column.baseSchema);
        column.baseTable = presentation.nameOf(column.baseTable);
        column.baseColumn = presentation.nameOf(column.baseColumn);
    }
    return std::make_unique<PresentedQuery>(std::move(query), std::move(columns));
}

}  // namespace assetsodbc::driver
