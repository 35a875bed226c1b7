#include "schema/site/site_tables.h"

namespace assetsodbc::schema {

struct SiteTables::State {};

SiteTables::SiteTables(assets::Client&, assets::MetadataCache&, SiteTableOptions) {}
SiteTables::~SiteTables() = default;
std::vector<std::string> SiteTables::schemaNames(const common::CallContext&) {
    return {};
}
std::shared_ptr<const Table> SiteTables::find(std::string_view, std::string_view, const common::CallContext&) {
    return nullptr;
}
std::vector<std::string> SiteTables::schemasWith(std::string_view, const common::CallContext&) {
    return {};
}
std::vector<std::shared_ptr<const TableSpec>> SiteTables::specs(const TableFilter&, const common::CallContext&) {
    return {};
}
std::vector<std::string> SiteTables::knownNames() const {
    return {};
}

}  // namespace assetsodbc::schema
