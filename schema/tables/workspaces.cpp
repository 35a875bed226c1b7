#include "assets/client.h"
#include "assets/discovery.h"
#include "common/error.h"
#include "schema/tables/site_configuration.h"
#include "schema/tables/snapshot_table.h"

namespace assetsodbc::schema {
namespace {

using assets::Endpoint;

const RecordColumns<Endpoint>& columns() {
    static const RecordColumns<Endpoint> kColumns = {
        {{"WorkspaceId", varchar(64), false, Push::None, "Id of the Assets workspace."},
         member<&Endpoint::workspaceId>},
        {{"CloudId", varchar(64), true, Push::None, "Id of the Cloud site, where it is known."},
         optionalMember<&Endpoint::cloudId>},
        {{"SiteUrl", wvarchar(2048), false, Push::None, "Address of the site."}, member<&Endpoint::siteUrl>},
    };
    return kColumns;
}

}  // namespace

void requireCloud(const assets::Client& client, const char* what, const char* instead) {
    if (client.endpoint().deployment == assets::Deployment::Cloud) return;
    throw common::Error(common::ErrorKind::Unsupported,
                        std::string(what) + " is told by Cloud only, and this site is Data Center. " + instead);
}

const TableSpec& workspacesSpec() {
    static const TableSpec spec = {
        "Assets",
        "Workspaces",
        TableKind::Table,
        "The Assets workspace of this connection, told without a request. Data Center has no workspace, and no row.",
        specsOf(columns()),
        {"WorkspaceId"},
        {}};
    return spec;
}

std::unique_ptr<Table> makeWorkspacesTable(const assets::Client& client) {
    constexpr Cost kCost = {0, 1};
    return std::make_unique<SnapshotTable<Endpoint>>(workspacesSpec(), columns(), kCost, [&client](const auto&) {
        const Endpoint& endpoint = client.endpoint();
        const bool isCloud = endpoint.deployment == assets::Deployment::Cloud;
        return isCloud ? std::vector{endpoint} : std::vector<Endpoint>();
    });
}

}  // namespace assetsodbc::schema
