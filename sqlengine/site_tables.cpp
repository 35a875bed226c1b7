#include "sqlengine/site_tables.h"

#include <sqlite3.h>

#include <algorithm>
#include <optional>

#include "common/error.h"
#include "common/unicode.h"
#include "schema/catalog.h"
#include "sqlengine/local/statement_guard.h"
#include "sqlengine/local/token_walk.h"
#include "sqlengine/sql_text/lexer.h"
#include "sqlengine/sql_text/statement_kind.h"
#include "sqlengine/sqlite_error.h"
#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr const char* kNullabilityFunction = "odbc_site_nullability";

// Whether SQLite finds a table or view by the name alone; one that it cannot read is there, too.
bool isKnownToSqlite(sqlite3* db, const std::string& table) {
    const std::string sql = "SELECT 1 FROM " + quotedName(table);
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr);
    const StatementHandle closed(statement);
    return code == SQLITE_OK || std::string_view(sqlite3_errmsg(db)).find("no such table: " + table) != 0;
}

bool isAttached(sqlite3* db, const std::string& schema) {
    return sqlite3_db_readonly(db, schema.c_str()) >= 0;
}

std::string listed(const std::vector<std::string>& schemas, const std::string& table) {
    std::string text;
    for (const std::string& schema : schemas) text += (text.empty() ? "" : ", ") + schema + '.' + table;
    return text;
}

// What may be a part of a name in an expression, where a text is none.
bool isIdentifier(const Token& token) {
    return token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName;
}

void answerNullability(sqlite3_context* context, int, sqlite3_value** values) noexcept {
    const auto textOf = [](sqlite3_value* value) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
        return text == nullptr ? std::string_view() : std::string_view(text);
    };
    const auto& tables = *static_cast<const SiteTables*>(sqlite3_user_data(context));
    const schema::TableSpec* spec = tables.specOf(textOf(values[0]));
    const auto column = spec == nullptr ? std::nullopt : spec->columnIndex(textOf(values[1]));
    if (column) sqlite3_result_int(context, spec->columns[*column].nullable ? 1 : 0);
}

}  // namespace

// What stands for a table of the site in the rewritten text.
struct SiteTables::Replacement {
    NamedSource source;
    std::string moduleName;
    std::string schemaName, tableName;  // as the site's table is called
    std::string alias;                  // that its columns can be qualified with
};

std::size_t SiteStatement::writtenOffset(std::size_t offset) const {
    std::size_t grown = 0, shrunk = 0;  // by the edits before
    for (const Edit& edit : edits) {
        const std::size_t begin = edit.begin + grown - shrunk;
        if (offset < begin) break;
        if (offset < begin + edit.length) return edit.begin;
        grown += edit.length;
        shrunk += edit.end - edit.begin;
    }
    return offset + shrunk - grown;
}

void SiteTables::registerFunctions(sqlite3* db) {
    requireOk(db,
              sqlite3_create_function_v2(db, kNullabilityFunction, 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, this,
                                         answerNullability, nullptr, nullptr, nullptr),
              "take the function odbc_site_nullability");
}

const schema::TableSpec* SiteTables::specOf(std::string_view moduleName) const {
    const auto found = tables_.find(moduleName);
    return found == tables_.end() ? nullptr : &found->second->spec();
}

std::shared_ptr<const schema::Table> SiteTables::find(sqlite3* db, const NamedSource& source,
                                                      const common::CallContext& context) {
    if (source.name.size() == 1) {
        const bool isKnown = isKnownToSqlite(db, source.name.front()) || specOf(source.name.front()) != nullptr;
        return isKnown ? nullptr : findAnywhere(source.name.front(), context);
    }
    if (source.name.size() != 2 || isAttached(db, source.name.front())) return nullptr;
    return catalog_.findOnSite(source.name.front(), source.name.back(), context);
}

std::shared_ptr<const schema::Table> SiteTables::findAnywhere(const std::string& name,
                                                              const common::CallContext& context) {
    const std::vector<std::string> schemas = catalog_.siteSchemasWith(name, context);
    if (schemas.empty()) return nullptr;
    if (schemas.size() > 1) {
        throw common::Error(common::ErrorKind::NoSuchTable, "Several object schemas have a table " + name +
                                                                ": write one of " + listed(schemas, name) + ".");
    }
    return catalog_.findOnSite(schemas.front(), name, context);
}

void SiteTables::refuseChange(sqlite3* db, const std::vector<std::string>& name) const {
    if (name.size() == 2 && !isLocalSchema(name.front())) throw refusedWrite(name.front(), readOnly_);
    if (name.size() != 1) return;
    const schema::Table* const fixed = catalog_.find("", name.front());
    if (fixed != nullptr && fixed->spec().kind == schema::TableKind::Table)
        throw refusedWrite(fixed->spec().schemaName, readOnly_);
    if (isKnownToSqlite(db, name.front())) return;
    for (const std::string& known : catalog_.knownNames()) {
        const std::size_t dot = known.find('.');
        if (common::equalIgnoringAsciiCase(known.substr(dot + 1), name.front()))
            throw refusedWrite(known.substr(0, dot), readOnly_);
    }
}

void SiteTables::refuseDefinition(sqlite3* db, std::string_view sql) const {
    const Tokens tokens = tokenize(sql);
    const StatementVerb verb = statementVerb(sql, tokens);
    std::size_t at = verb.at + 1;
    while (at < tokens.size() && !tokens[at].isWord(verb.object)) ++at;
    for (++at; at < tokens.size() && isAnyWord(tokens[at], {"IF", "NOT", "EXISTS"});) ++at;
    const QualifiedName name = takeName(tokens, at, tokens.size());
    if (!name.schema.empty())
        refuseChange(db, {name.schema, name.name});
    else if (verb.kind != StatementKind::Create && verb.object == "TABLE" && !name.name.empty())
        refuseChange(db, {name.name});
}

const std::string& SiteTables::moduleOf(sqlite3* db, const std::shared_ptr<const schema::Table>& table) {
    const schema::TableSpec& spec = table->spec();
    const std::string base = std::string(kSiteTablePrefix) + spec.schemaName + '.' + spec.name;
    // The definition may have changed since, and "a"."b.c" is not "a.b"."c": then a module of another name is made, as
    // statements may still use the first one.
    for (int version = 1;; ++version) {
        const std::string name = version == 1 ? base : base + '#' + std::to_string(version);
        const auto [entry, isNew] = tables_.emplace(name, table);
        if (!isNew && entry->second != table) continue;
        if (isNew) registerSiteTable(db, name, module_, table);
        return entry->first;
    }
}

SiteStatement SiteTables::resolve(sqlite3* db, std::string_view sql, const common::CallContext& context) {
    SiteStatement statement{std::string(sql), {}, std::string(sql), {}};
    std::vector<Replacement> replacements;
    std::vector<NamedSource> sources = namedSources(sql);
    for (const NamedSource& source : sources)
        if (source.isChanged) refuseChange(db, source.name);
    for (NamedSource& source : sources) {
        const auto table = find(db, source, context);
        if (table == nullptr) continue;
        const schema::TableSpec& spec = table->spec();
        if (source.isChanged) throw refusedWrite(spec.schemaName, readOnly_);
        Replacement replacement{std::move(source), moduleOf(db, table), spec.schemaName, spec.name, {}};
        replacement.alias =
            replacement.source.alias.empty() ? replacement.source.name.back() : replacement.source.alias;
        // Two of the same name side by side can only be told apart by their schemas.
        for (Replacement& other : replacements) {
            const bool clashes = other.source.core == replacement.source.core && other.source.alias.empty() &&
                                 replacement.source.alias.empty() && other.moduleName != replacement.moduleName &&
                                 common::equalIgnoringAsciiCase(other.alias, replacement.alias);
            if (!clashes) continue;
            other.alias = other.moduleName;
            replacement.alias = replacement.moduleName;
        }
        replacements.push_back(std::move(replacement));
        statement.tables.push_back(table);
    }
    if (replacements.empty()) return statement;

    std::map<std::size_t, std::pair<std::size_t, std::string>> edits;  // by begin: end, text
    for (const Replacement& replacement : replacements) {
        std::string text = quotedName(replacement.moduleName);
        if (replacement.source.alias.empty()) text += " AS " + quotedName(replacement.alias);
        edits[replacement.source.begin] = {replacement.source.end, std::move(text)};
    }
    // ITSM.Laptops.Name: SQLite knows no schema ITSM.
    const std::vector<Token> tokens = tokenize(sql);
    for (std::size_t i = 0; i + 4 < tokens.size(); ++i) {
        if (!isIdentifier(tokens[i]) || !tokens[i + 1].is(".") || !isIdentifier(tokens[i + 2]) ||
            !tokens[i + 3].is("."))
            continue;
        if (!isIdentifier(tokens[i + 4]) && !tokens[i + 4].is("*")) continue;
        const auto named = std::find_if(replacements.begin(), replacements.end(), [&](const Replacement& replacement) {
            return replacement.source.alias.empty() &&
                   common::equalIgnoringAsciiCase(replacement.schemaName, unquoted(tokens[i])) &&
                   common::equalIgnoringAsciiCase(replacement.tableName, unquoted(tokens[i + 2]));
        });
        if (named != replacements.end()) edits[tokens[i].offset] = {tokens[i + 2].end(), quotedName(named->alias)};
    }
    std::string text;
    std::size_t copied = 0;
    for (const auto& [begin, edit] : edits) {
        text.append(sql.substr(copied, begin - copied)).append(edit.second);
        statement.edits.push_back({begin, edit.first, edit.second.size()});
        copied = edit.first;
    }
    statement.sql = text.append(sql.substr(copied));
    return statement;
}

}  // namespace assetsodbc::sqlengine
