#include "assets/client.h"
#include "assets/request_log.h"
#include "common/date_time.h"
#include "schema/tables/record_table.h"
#include "schema/tables/system_tables.h"

namespace assetsodbc::schema {
namespace {

using assets::RequestRecord;

CellView sentAt(const RequestRecord& record, const CellPlace& place) {
    using std::chrono::duration_cast;
    const auto sinceEpoch = duration_cast<std::chrono::milliseconds>(record.sentAt.time_since_epoch());
    place.scratch = common::format(common::timestampOfMilliseconds(sinceEpoch.count()));
    return std::string_view(place.scratch);
}

CellView milliseconds(const RequestRecord& record, const CellPlace&) {
    return static_cast<double>(record.duration.count()) / 1000;
}

const RecordColumns<RequestRecord>& columns() {
    static const RecordColumns<RequestRecord> kColumns = {
        {{"number", bigInt(), false, Push::None, "Number of the request on this connection, from 1."},
         member<&RequestRecord::number>},
        {{"statement", bigInt(), false, Push::None,
          "Number of the statement that needed it; 0 for the connection itself."},
         member<&RequestRecord::statementNumber>},
        {{"sent_at", timestamp(), false, Push::None, "When it was sent (UTC)."}, sentAt},
        {{"method", varchar(16), false, Push::None, "HTTP method."}, member<&RequestRecord::method>},
        {{"host", wvarchar(255), false, Push::None, "Host that it went to."}, member<&RequestRecord::host>},
        {{"path", wlongvarchar(), false, Push::None, "Path with its query string."}, member<&RequestRecord::path>},
        {{"aql", wlongvarchar(), true, Push::None, "AQL that was sent; NULL when there was none."},
         optionalMember<&RequestRecord::aql>},
        {{"status", integer(), true, Push::None, "HTTP status; NULL when there was no answer."},
         optionalMember<&RequestRecord::status>},
        {{"rows", bigInt(), false, Push::None, "Objects or entries in the answer."}, member<&RequestRecord::rows>},
        {{"bytes", bigInt(), false, Push::None, "Length of the answer's body as transferred."},
         member<&RequestRecord::bytes>},
        {{"milliseconds", doublePrecision(), false, Push::None, "Time from sending to the end of the answer."},
         milliseconds},
        {{"retries", integer(), false, Push::None, "How often it was sent again."}, member<&RequestRecord::retries>},
    };
    return kColumns;
}

class RequestsTable final : public Table {
public:
    explicit RequestsTable(const assets::Client& client) : client_(client) {}

    const TableSpec& spec() const override { return requestsSpec(); }
    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return {0, 1000, false, std::vector<bool>(offered.size()), std::vector<bool>(offered.size())};
    }
    std::unique_ptr<RowStream> scan(const ScanRequest&, const common::CallContext&) const override {
        const auto& log = client_.requestLog().records();
        std::vector<RequestRecord> snapshot(log.begin(), log.end());
        return std::make_unique<RecordStream<RequestRecord>>(
            columns(), oneBatch<RequestRecord>([snapshot = std::move(snapshot)](const auto&) { return snapshot; }));
    }

private:
    const assets::Client& client_;
};

}  // namespace

const TableSpec& requestsSpec() {
    static const TableSpec spec = {"sys",
                                   "requests",
                                   TableKind::SystemTable,
                                   "The latest HTTP requests of this connection: what was sent, and how it went.",
                                   specsOf(columns()),
                                   {"number"},
                                   {}};
    return spec;
}

std::unique_ptr<Table> makeRequestsTable(const assets::Client& client) {
    return std::make_unique<RequestsTable>(client);
}

}  // namespace assetsodbc::schema
