// From the verb of a translated statement to what callers and the engine do about it.
#pragma once

#include "sqlengine/local/local_change.h"
#include "sqlengine/sql_text/translate.h"
#include "sqlengine/statement_class.h"

namespace assetsodbc::sqlengine {

StatementClass statementClassOf(const TranslatedSql& translated);
TransactionCommand transactionCommandOf(const TranslatedSql& translated);

constexpr bool readsOnly(StatementClass kind) {
    return kind == StatementClass::Query || kind == StatementClass::Explain;
}

}  // namespace assetsodbc::sqlengine
