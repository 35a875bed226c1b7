// The object types of the site inside SQLite. They come by the thousand, and in more schemas than SQLite can attach, so
// none is created beforehand: a statement's text is searched for the names of tables, those of object types are looked
// up in the catalog, and each becomes an eponymous virtual table of its own module, "ITSM.Laptops", that SQLite finds
// by that name wherever it is written. The statement is rewritten to say so (docs/adr/0014):
//     SELECT Laptops.Name FROM ITSM.Laptops   becomes   SELECT Laptops.Name FROM "ITSM.Laptops" AS "Laptops"
// One per engine; not thread-safe.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sqlengine/site_sources.h"
#include "sqlengine/virtual_table.h"

struct sqlite3;

namespace assetsodbc::schema {
class Catalog;
}

namespace assetsodbc::sqlengine {

struct SiteStatement {
    std::string sql;
    std::vector<std::shared_ptr<const schema::Table>> tables;  // of the site, that it names
    std::string written;                                       // the text before
    struct Edit {
        std::size_t begin, end;  // in `written`
        std::size_t length;      // of what stands in its place
    };
    std::vector<Edit> edits;  // ascending

    // Where in `written` stands what stands at `offset` of `sql`.
    std::size_t writtenOffset(std::size_t offset) const;
};

class SiteTables {
public:
    // Catalog and module must outlive the object; the connection may be closed before or after it.
    // readOnly: see StatementGuard.
    SiteTables(const schema::Catalog& catalog, TableModule& module, bool readOnly)
        : catalog_(catalog), module_(module), readOnly_(readOnly) {}
    SiteTables(const SiteTables&) = delete;
    SiteTables& operator=(const SiteTables&) = delete;

    // Once per connection, for the types of columns. Throws Error{Internal}.
    void registerFunctions(sqlite3* db);

    // Looks up the names of the statement and makes the tables. May ask the site. Throws Error{NoSuchTable} for a name
    // without a schema that several object schemas have; names that nobody knows are left to SQLite. A statement that
    // would change a table of the site is refused (refusedWrite); nothing is asked for it unless a table is named that
    // nobody knows yet and that has no schema.
    SiteStatement resolve(sqlite3* db, std::string_view sql, const common::CallContext& context);

    // Refuses a CREATE, DROP or ALTER of what is none of the connection's own, without asking the site.
    void refuseDefinition(sqlite3* db, std::string_view sql) const;

    // By the name that SQLite knows; nullptr when it is none of ours.
    const schema::TableSpec* specOf(std::string_view moduleName) const;

private:
    struct Replacement;
    std::shared_ptr<const schema::Table> find(sqlite3* db, const NamedSource& source,
                                              const common::CallContext& context);
    std::shared_ptr<const schema::Table> findAnywhere(const std::string& name, const common::CallContext& context);
    // Throws where the name, in one or two parts, is known to be none of the connection's own.
    void refuseChange(sqlite3* db, const std::vector<std::string>& name) const;
    // The name that SQLite knows the table by; makes the module when there is none yet.
    const std::string& moduleOf(sqlite3* db, const std::shared_ptr<const schema::Table>& table);

    const schema::Catalog& catalog_;
    TableModule& module_;
    bool readOnly_;
    std::map<std::string, std::shared_ptr<const schema::Table>, std::less<>> tables_;  // by module name
};

}  // namespace assetsodbc::sqlengine
