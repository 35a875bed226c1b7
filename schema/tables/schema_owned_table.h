// A table of things that are either global or of one object schema, listed by the site for each schema by itself:
// status types and reference types. A thing is one row, however often it is listed.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "schema/key_constraints.h"
#include "schema/tables/record_table.h"
#include "schema/tables/site_walk.h"

namespace assetsodbc::schema {

// Which of the lists a scan needs.
struct OwnerSelection {
    bool global = true;
    std::function<std::vector<std::int64_t>(const common::CallContext&)> schemaIds;
    IdSource source = IdSource::SiteList;
};

ScanEstimate estimateByOwner(const std::vector<ConstraintShape>& offered, std::size_t ownerColumn);
OwnerSelection ownersOf(const ScanRequest& request, std::size_t ownerColumn, assets::Client& client);

// Record has an `id` and an optional `objectSchemaId`.
template <class Record>
class SchemaOwnedTable final : public Table {
public:
    // The list of one schema, or the global one. Throws what the site cannot tell.
    using List = std::vector<Record> (*)(assets::Client& client, std::optional<std::int64_t> schemaId,
                                         const common::CallContext& context);
    // Client, spec and columns must outlive the table.
    SchemaOwnedTable(assets::Client& client, const TableSpec& spec, const RecordColumns<Record>& columns, List list)
        : client_(client),
          spec_(spec),
          columns_(columns),
          list_(list),
          ownerColumn_(*spec.columnIndex("ObjectSchemaId")) {}

    const TableSpec& spec() const override { return spec_; }
    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return estimateByOwner(offered, ownerColumn_);
    }
    std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext&) const override {
        return std::make_unique<RecordStream<Record>>(
            columns_, oneBatch<Record>([this, owners = ownersOf(request, ownerColumn_, client_)](const auto& context) {
                return Collection(client_, list_, context).of(owners);
            }));
    }

private:
    class Collection {
    public:
        Collection(assets::Client& client, List list, const common::CallContext& context)
            : client_(client), list_(list), context_(context) {}

        std::vector<Record> of(const OwnerSelection& owners) {
            if (owners.global)
                for (const auto& [id, record] : global()) add(record);
            for (const std::int64_t schemaId : owners.schemaIds(context_)) addSchema(schemaId, owners.source);
            std::vector<Record> records;
            for (auto& [id, record] : found_) records.push_back(std::move(record));
            return records;
        }

    private:
        // Asked for at most once.
        const std::map<std::int64_t, Record>& global() {
            if (!global_) {
                global_.emplace();
                for (Record& record : list_(client_, std::nullopt, context_))
                    global_->try_emplace(record.id, std::move(record));
            }
            return *global_;
        }

        // A thing in a schema's list that names no schema is either global or the schema's own; the global list knows.
        void addSchema(std::int64_t schemaId, IdSource source) {
            auto records = entriesOf(source, "object schema " + std::to_string(schemaId),
                                     [&] { return list_(client_, schemaId, context_); });
            for (Record& record : records) {
                if (!record.objectSchemaId && global().count(record.id) == 0) record.objectSchemaId = schemaId;
                add(std::move(record));
            }
        }

        // Of two that are the same, the one that says whose it is.
        void add(Record record) {
            const auto [at, isNew] = found_.try_emplace(record.id, record);
            if (!isNew && !at->second.objectSchemaId) at->second = std::move(record);
        }

        assets::Client& client_;
        List list_;
        const common::CallContext& context_;
        std::optional<std::map<std::int64_t, Record>> global_;
        std::map<std::int64_t, Record> found_;
    };

    assets::Client& client_;
    const TableSpec& spec_;
    const RecordColumns<Record>& columns_;
    List list_;
    std::size_t ownerColumn_;
};

}  // namespace assetsodbc::schema
