#include "sqlengine/join_rows.h"

#include <algorithm>
#include <cmath>

#include "sqlengine/join_key.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::Comparison;

constexpr double kKeysPerRequest = 200;
// Of what loading costs, so much may be spent on lookups whose values are seen coming: each serves many rows.
constexpr double kPatience = 4;
// Rows of one request, where the table does not tell.
constexpr double kUsualRows = 100;
constexpr double kDistrust = 4;
// Less than any page: rows do not explain why a scan takes several requests.
constexpr double kFewRows = 25;
// What a map takes for an entry besides its text, about.
constexpr std::size_t kEntryBytes = 96;

schema::ScanEstimate estimateOf(const schema::Table& table, const schema::ScanRequest& request) {
    std::vector<schema::ConstraintShape> shapes;
    for (const auto& constraint : request.constraints) shapes.push_back({constraint.column, constraint.comparison});
    return table.estimate(shapes);
}

schema::ScanRequest withConstraint(schema::ScanRequest request, std::size_t column, std::vector<schema::Value> values) {
    const Comparison comparison = values.size() == 1 ? Comparison::Eq : Comparison::In;
    request.constraints.push_back({column, comparison, std::move(values)});
    return request;
}

// Whether a list costs less than its values one by one. Some tables take a list and ask for each value: who stops early
// would wait for rows that nobody reads.
bool isOneRequest(const schema::ScanEstimate& one, const schema::ScanEstimate& many) {
    const bool hasFewRows = one.rows < kFewRows && many.rows < kFewRows * many.requests;
    return !hasFewRows || one.requests < 1 || many.requests < 2 * one.requests;
}

}  // namespace

JoinIndex& IndexedScan::by(const std::vector<std::size_t>& columns) {
    auto& index = indexes_[columns];
    if (index == nullptr) index = std::make_unique<JoinIndex>(memory_, scan_, columns);
    return *index;
}

JoinRows::JoinRows(RowMemory& memory, const schema::Table& table, schema::ScanRequest request)
    : memory_(memory), table_(table), request_(std::move(request)) {
    const schema::ScanEstimate whole = table_.estimate({});
    requestsOfAll_ = whole.requests;
    rowsPerRequest_ = whole.requests > 1 ? std::max(1.0, whole.rows / whole.requests) : kUsualRows;
    if (request_.constraints.empty()) return;
    // How many rows meet a constraint is a guess; of a table more is known.
    requestsOfAll_ = std::min(requestsOfAll_, kDistrust * estimateOf(table_, request_).requests);
}

JoinRows::~JoinRows() {
    memory_.discountOther(counted_);
}

const std::shared_ptr<IndexedScan>& JoinRows::load(const common::CallContext& context) {
    if (all_ == nullptr) {
        auto rows = table_.scan(request_, context);
        auto scan = std::make_shared<SharedScan>(memory_, request_.columnsUsed, std::move(rows));
        all_ = std::make_shared<IndexedScan>(memory_, std::move(scan));
    }
    return all_;
}

LookupColumn& JoinRows::by(std::size_t column) {
    const auto [found, isNew] = columns_.try_emplace(column);
    if (isNew) {
        const auto one = estimateOf(table_, withConstraint(request_, column, {schema::Value()}));
        const auto many = estimateOf(table_, withConstraint(request_, column, {schema::Value(), schema::Value()}));
        found->second.isUnique = one.uniqueRow;
        found->second.takesLists = !many.taken.empty() && many.taken.back() && isOneRequest(one, many);
    }
    return found->second;
}

std::shared_ptr<IndexedScan> JoinRows::ask(std::size_t column, const std::vector<schema::Value>& values,
                                           const common::CallContext& context) {
    LookupColumn& lookup = by(column);
    const schema::ScanRequest request = withConstraint(request_, column, values);
    auto scan = std::make_shared<SharedScan>(memory_, request_.columnsUsed, table_.scan(request, context));
    auto indexed = std::make_shared<IndexedScan>(memory_, std::move(scan));
    indexed->keys = values.size();
    for (const schema::Value& value : values) {
        std::string text = textOf(value);
        const std::size_t size = text.size() + kEntryBytes;
        lookup.asked[std::move(text)] = indexed;
        memory_.countOther(size);
        counted_ += size;
    }
    lookup.scans.push_back(indexed);
    return indexed;
}

// In requests, about: by the rows that came.
double JoinRows::spentOn(const LookupColumn& column) const {
    double spent = 0;
    for (const auto& scan : column.scans) {
        spent += std::max(1.0, std::ceil(static_cast<double>(scan->scan()->size()) / rowsPerRequest_));
    }
    return spent;
}

// Like renting until the rent has reached the price. Where each request serves a page of outer rows, and the outer
// table's own pages cost as much, waiting longer never costs more than twice the better way and mostly less.
bool JoinRows::isWorthLoading(std::size_t column, bool isSeen) {
    const LookupColumn& lookup = by(column);
    if (requestsOfAll_ <= 1 || memory_.otherBytes() > memory_.mostBytes()) return true;
    const double spent = spentOn(lookup);
    if (spent < requestsOfAll_) return false;
    if (!isSeen || !lookup.takesLists || spent >= kPatience * requestsOfAll_) return true;
    const double outerPages = static_cast<double>(lookup.lookups) / rowsPerRequest_;
    const double batches = static_cast<double>(lookup.asked.size()) / kKeysPerRequest;
    return spent + requestsOfAll_ <= outerPages + batches + 2;
}

bool JoinRows::shouldLoad(std::size_t column, bool isSeen) {
    isDecided_ = isDecided_ || isWorthLoading(column, isSeen);
    return isDecided_;
}

}  // namespace assetsodbc::sqlengine
