#include "schema/tables/icons.h"

#include <algorithm>

#include "assets/client.h"
#include "schema/key_constraints.h"
#include "schema/tables/record_table.h"

namespace assetsodbc::schema {
namespace {

using assets::Icon;

const RecordColumns<Icon>& columns() {
    static const RecordColumns<Icon> kColumns = {
        {{"Id", varchar(64), false, Push::Eq | Push::In, "Id of the icon: a number or a UUID."}, member<&Icon::id>},
        {{"Name", wvarchar(255), true, Push::None, "Name of the icon."}, member<&Icon::name>},
        {{"Url16", wvarchar(2048), true, Push::None, "URL of the icon, 16 pixels wide."}, optionalMember<&Icon::url16>},
        {{"Url48", wvarchar(2048), true, Push::None, "URL of the icon, 48 pixels wide."}, optionalMember<&Icon::url48>},
    };
    return kColumns;
}

constexpr std::size_t kId = 0;

// Ids are numbers and UUIDs; nothing else is worth a request.
bool canBeIconId(const std::string& text) {
    const auto isIdCharacter = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), isIdCharacter);
}

std::vector<std::string> iconIdsOf(const Constraint& constraint) {
    auto ids = textsOf(constraint);
    ids.erase(std::remove_if(ids.begin(), ids.end(), [](const auto& id) { return !canBeIconId(id); }), ids.end());
    return ids;
}

class IconsTable final : public Table {
public:
    explicit IconsTable(assets::Client& client) : client_(client) {}

    const TableSpec& spec() const override { return iconsSpec(); }

    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return estimateByFirstKey(offered, {{kId, 1, 1, true}}, {1, 200});
    }

    std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext&) const override {
        return std::make_unique<RecordStream<Icon>>(columns(), rows(request));
    }

private:
    NextBatch<Icon> rows(const ScanRequest& request) const {
        const Constraint* byId = constraintOn(request, kId);
        if (byId == nullptr) {
            return oneBatch<Icon>([this](const auto& context) { return client_.globalIcons(context); });
        }
        return batchPerKey<Icon, std::string>(
            knownKeys(iconIdsOf(*byId)), [this](const std::string& id, const auto& context) {
                auto icon = client_.icon(id, context);
                // A site may read '007' as 7, whose row is not the one asked for and may come a second time.
                return icon && icon->id == id ? std::vector{std::move(*icon)} : std::vector<Icon>();
            });
    }

    assets::Client& client_;
};

}  // namespace

const TableSpec& iconsSpec() {
    static const TableSpec spec = {
        "Assets",
        "Icons",
        TableKind::Table,
        "Icons of object types. Listed are the global ones only; an icon of one schema may be found by its Id.",
        specsOf(columns()),
        {"Id"},
        {}};
    return spec;
}

std::unique_ptr<Table> makeIconsTable(assets::Client& client) {
    return std::make_unique<IconsTable>(client);
}

}  // namespace assetsodbc::schema
