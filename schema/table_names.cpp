#include "schema/table_names.h"

namespace assetsodbc::schema {

std::string_view tableTypeName(TableKind kind) {
    switch (kind) {
        case TableKind::Table:
        case TableKind::LocalTable:
            return "TABLE";
        case TableKind::SystemTable:
            return "SYSTEM TABLE";
        case TableKind::LocalTemporary:
            return "LOCAL TEMPORARY";
        case TableKind::View:
            return "VIEW";
    }
    return "TABLE";
}

bool isWritable(TableKind kind) {
    return kind == TableKind::LocalTable || kind == TableKind::LocalTemporary;
}

std::string primaryKeyName(const TableSpec& table) {
    return "PK_" + table.name;
}

std::string_view ruleName(ReferentialAction action) {
    switch (action) {
        case ReferentialAction::NoAction:
            return "NO ACTION";
        case ReferentialAction::Restrict:
            return "RESTRICT";
        case ReferentialAction::Cascade:
            return "CASCADE";
        case ReferentialAction::SetNull:
            return "SET NULL";
        case ReferentialAction::SetDefault:
            return "SET DEFAULT";
    }
    return "NO ACTION";
}

}  // namespace assetsodbc::schema
