// A type Laptops with an attribute of every kind, as a table over a site that answers what a test says.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "assets/client.h"
#include "assets/discovery.h"
#include "common/error.h"
#include "common/warnings.h"
#include "schema/site/object_table_builder.h"
#include "schema/site/object_type_table.h"
#include "schema/site/pushdown_memory.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::schema::testing {

using common::Error;
using common::ErrorKind;

inline assets::AttributeDefinition definitionOf(std::int64_t id, const char* name, int type, int defaultType = 0,
                                                int maximum = 1) {
    assets::AttributeDefinition definition;
    definition.id = id;
    definition.objectTypeId = 5;
    definition.name = name;
    definition.type = type;
    definition.isTypeTold = true;
    if (type == 0) definition.defaultTypeId = defaultType;
    definition.maximumCardinality = maximum;
    definition.position = static_cast<std::int32_t>(id);
    return definition;
}

inline std::vector<assets::AttributeDefinition> laptopAttributes() {
    std::vector<assets::AttributeDefinition> all = {
        definitionOf(10, "Key", 0),          definitionOf(11, "Name", 0),        definitionOf(12, "Created", 0, 6),
        definitionOf(13, "Updated", 0, 6),   definitionOf(20, "Cores", 0, 1),    definitionOf(21, "Weight", 0, 3),
        definitionOf(22, "Leased", 0, 2),    definitionOf(23, "Bought", 0, 4),   definitionOf(24, "Wakes", 0, 5),
        definitionOf(25, "Seen", 0, 6),      definitionOf(26, "Notes", 0, 9),    definitionOf(27, "Office", 1),
        definitionOf(28, "Owner", 2),        definitionOf(29, "Team", 4),        definitionOf(30, "Status", 7),
        definitionOf(31, "Project", 6),      definitionOf(32, "Tags", 0, 0, -1), definitionOf(33, "Checked", 0, 4, 5),
        definitionOf(34, "Disks", 1, 0, -1),
    };
    for (std::size_t i = 0; i < 4; ++i) all[i].system = i != 1;
    all[1].label = true;
    return all;
}

inline assets::ObjectType laptopType() {
    assets::ObjectType type;
    type.id = 5;
    type.name = "Laptops";
    return type;
}

// A value of an attribute as the site sends it: {"objectTypeAttributeId":"20","objectAttributeValues":[…]}.
inline std::string attributeJson(std::int64_t id, const std::string& values) {
    return R"({"objectTypeAttributeId":")" + std::to_string(id) + R"(","objectAttributeValues":[)" + values + "]}";
}
inline std::string valueJson(const std::string& text) {
    return R"({"value":")" + text + R"(","displayValue":"shown","searchValue":")" + text + "\"}";
}

inline std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : ",") + part;
    return all;
}

// A cell as a person would write it.
inline std::string shown(const CellView& cell) {
    if (isNull(cell)) return "NULL";
    if (const auto* const number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (const auto* const number = std::get_if<double>(&cell)) return std::to_string(*number);
    return std::string(std::get<std::string_view>(cell));
}

class ObjectTypeTableTest : public ::testing::TestWithParam<assets::Deployment> {
protected:
    bool isCloud() const { return GetParam() == assets::Deployment::Cloud; }

    std::string objectJson(int id, const std::vector<std::string>& values, int typeId = 5) const {
        const std::string quote = isCloud() ? "\"" : "";
        return R"({"id":)" + quote + std::to_string(id) + quote + R"(,"label":"Laptop )" + std::to_string(id) +
               R"(","objectKey":"IT-)" + std::to_string(id) + R"(","objectType":{"id":)" + quote +
               std::to_string(typeId) + quote +
               R"(,"name":"Laptop"},"created":"2024-01-31T10:00:00.000Z","updated":"2024-02-01T10:00:00.000+0100",)" +
               R"("hasAvatar":true,"attributes":[)" + joined(values) + "]}";
    }
    // A page that starts at `start` of `total` objects.
    std::string pageJson(const std::vector<std::string>& objects, const std::string& definitions, std::size_t start,
                         std::size_t total) const {
        const bool isLast = start + objects.size() >= total;
        return std::string(isCloud() ? R"({"values":[)" : R"({"objectEntries":[)") + joined(objects) +
               R"(],"objectTypeAttributes":[)" + definitions + "]," +
               (isCloud() ? R"("isLast":)" + std::string(isLast ? "true" : "false")
                          : R"("startIndex":)" + std::to_string(start + 1) + R"(,"totalFilterCount":)" +
                                std::to_string(total)) +
               "}";
    }
    static std::size_t parameterOf(const assets::Request& request, const std::string& name) {
        const std::string query = "&" + request.query;
        return std::stoul(query.substr(query.find("&" + name + "=") + name.size() + 2));
    }
    // Every search is answered by this page.
    void answerWith(const std::vector<std::string>& objects, const std::string& definitions = "") {
        page_ = pageJson(objects, definitions, 0, objects.size());
    }

    std::shared_ptr<const Table> table() {
        if (!table_) table_ = tableOf(objectTableShape({{"ITSM", "Laptops"}, {{type_, attributes}}, {}}));
        return table_;
    }
    std::shared_ptr<const Table> bridge(std::int64_t attributeId, const char* name) {
        return tableOf(bridgeTableShape({{"ITSM", "Laptops"}, {{type_, attributes}}, {}}, attributeId, name));
    }
    std::shared_ptr<const Table> tableOf(ObjectTableShape shape) {
        if (!client_) connect();
        return makeObjectTypeTable(std::make_shared<const ObjectTableShape>(std::move(shape)),
                                   {*client_, memory, options, [this] { ++stale; }, [this] { return stale > 0; }});
    }

    std::unique_ptr<RowStream> scan(const Table& scanned, const std::vector<std::string>& columns,
                                    std::vector<Constraint> constraints = {}) {
        ScanRequest request;
        request.columnsUsed.resize(scanned.spec().columns.size());
        for (const std::string& column : columns) request.columnsUsed[indexOf(scanned, column)] = true;
        for (const std::string& column : scanned.spec().primaryKey)
            request.columnsUsed[indexOf(scanned, column)] = true;
        request.constraints = std::move(constraints);
        return scanned.scan(request, context);
    }
    static std::size_t indexOf(const Table& scanned, const std::string& column) {
        const auto index = scanned.spec().columnIndex(column);
        if (!index) throw std::logic_error("no column " + column);
        return *index;
    }

    // All rows as text: "a | b".
    std::vector<std::string> rowsOf(const Table& scanned, const std::vector<std::string>& columns) {
        std::vector<std::string> rows;
        const auto stream = scan(scanned, columns);
        while (stream->next(context)) {
            std::string row;
            for (const std::string& column : columns)
                row += (row.empty() ? "" : " | ") + shown(stream->cell(indexOf(scanned, column)));
            rows.push_back(row);
        }
        return rows;
    }
    std::vector<std::string> rows(const std::vector<std::string>& columns) { return rowsOf(*table(), columns); }

    // The error that reading the columns ends with.
    Error failure(const std::vector<std::string>& columns) {
        try {
            rows(columns);
        } catch (const Error& error) {
            return error;
        }
        ADD_FAILURE() << "did not fail";
        return Error(ErrorKind::Internal, "");
    }

    std::vector<common::Warning> listenedTo(const std::function<void()>& call) {
        common::Warnings warnings;
        context.context.warnings = &warnings;
        call();
        context.context.warnings = nullptr;
        return warnings.take();
    }

    const std::vector<assets::Request>& requests() const { return transport_->requests; }

    std::vector<assets::AttributeDefinition> attributes = laptopAttributes();
    SiteTableOptions options;
    PushdownMemory memory;
    int stale = 0;
    assets::testing::Context context;
    std::function<std::string(const assets::Request&)> answerOf = [this](const assets::Request&) { return page_; };

private:
    void connect() {
        transport_ = std::make_unique<assets::testing::FakeTransport>(
            [this](const assets::Request& request) { return assets::testing::answer(200, answerOf(request)); });
        endpoint_.deployment = GetParam();
        endpoint_.baseUrl = "https://site.example/v1";
        client_ = std::make_unique<assets::Client>(*transport_, endpoint_, clock_, assets::ClientOptions());
    }

    std::string page_;
    assets::ObjectType type_ = laptopType();
    assets::testing::FakeClock clock_;
    assets::Endpoint endpoint_;
    std::unique_ptr<assets::testing::FakeTransport> transport_;
    std::unique_ptr<assets::Client> client_;
    std::shared_ptr<const Table> table_;
};

}  // namespace assetsodbc::schema::testing
