#include "driver/tables/dynamic_functions.h"

#include <sql.h>
#include <sqlext.h>

namespace assetsodbc::driver {

DynamicFunction dynamicFunctionOf(sqlengine::StatementClass kind) {
    using sqlengine::StatementClass;
    switch (kind) {
        case StatementClass::Query:
            return {"SELECT CURSOR", SQL_DIAG_SELECT_CURSOR};
        case StatementClass::Insert:
            return {"INSERT", SQL_DIAG_INSERT};
        case StatementClass::Update:
            return {"UPDATE WHERE", SQL_DIAG_UPDATE_WHERE};
        case StatementClass::Delete:
            return {"DELETE WHERE", SQL_DIAG_DELETE_WHERE};
        case StatementClass::CreateTable:
            return {"CREATE TABLE", SQL_DIAG_CREATE_TABLE};
        case StatementClass::CreateView:
            return {"CREATE VIEW", SQL_DIAG_CREATE_VIEW};
        case StatementClass::CreateIndex:
            return {"CREATE INDEX", SQL_DIAG_CREATE_INDEX};
        case StatementClass::DropTable:
            return {"DROP TABLE", SQL_DIAG_DROP_TABLE};
        case StatementClass::DropView:
            return {"DROP VIEW", SQL_DIAG_DROP_VIEW};
        case StatementClass::DropIndex:
            return {"DROP INDEX", SQL_DIAG_DROP_INDEX};
        case StatementClass::AlterTable:
            return {"ALTER TABLE", SQL_DIAG_ALTER_TABLE};
        default:
            return {"", SQL_DIAG_UNKNOWN_STATEMENT};
    }
}

}  // namespace assetsodbc::driver
