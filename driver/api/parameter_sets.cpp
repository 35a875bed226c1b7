#include "driver/api/parameter_sets.h"

#include <algorithm>

namespace assetsodbc::driver::api {

namespace {

bool isAtExecution(SQLLEN length) {
    return length == SQL_DATA_AT_EXEC || length <= SQL_LEN_DATA_AT_EXEC_OFFSET;
}

class SetReader {
public:
    explicit SetReader(Statement& statement)
        : statement_(statement), header_(statement.apd().header()), count_(statement.batch()->parameterCount()) {}

    ParameterSets read();

private:
    void requireParameters() const;
    void readSet(SQLULEN row, ParameterSets& sets);
    CSource sourceOf(SQLSMALLINT number, SQLULEN row) const;
    void setStatus(SQLULEN row, SQLUSMALLINT status) const;
    bool isIgnored(SQLULEN row) const {
        return header_.arrayStatus != nullptr && header_.arrayStatus[row] == SQL_PARAM_IGNORE;
    }

    Statement& statement_;
    const DescriptorHeader& header_;
    std::size_t count_;
    std::size_t reading_ = 0;  // which parameter, from 0
};

void SetReader::requireParameters() const {
    for (std::size_t i = 0; i < count_; ++i) {
        const DescriptorRecord* const record = statement_.apd().record(SQLSMALLINT(i + 1));
        if (record != nullptr && record->isBound()) continue;
        throw OdbcError(SqlState::WrongParameterCount, "The statement has " + std::to_string(count_) +
                                                           " parameter(s), but parameter " + std::to_string(i + 1) +
                                                           " is not bound (SQLBindParameter).");
    }
}

CSource SetReader::sourceOf(SQLSMALLINT number, SQLULEN row) const {
    const DescriptorRecord& bound = *statement_.apd().record(number);
    const DescriptorRecord* const described = statement_.ipd().record(number);
    CSource source;
    source.cType = bound.conciseType;
    source.wideUnit = statement_.wideUnit();
    if (described != nullptr && described->conciseType != SQL_C_DEFAULT) {
        source.sqlType = described->conciseType;
        const bool isExact = source.sqlType == SQL_DECIMAL || source.sqlType == SQL_NUMERIC;
        source.columnSize = isExact ? SQLULEN(described->precision) : described->length;
        source.decimalDigits = isExact ? described->scale : described->precision;
    }
    if (source.cType == SQL_C_DEFAULT) source.cType = defaultParameterCType(source.sqlType);
    const std::size_t fixed = fixedSizeOfCType(source.cType);
    const std::size_t elementSize = fixed != 0 ? fixed : std::size_t(std::max<SQLLEN>(0, bound.octetLength));
    source.data = boundElement(bound.data, header_, row, elementSize);
    source.bufferLength = bound.octetLength;
    source.octetLength = boundElement(bound.octetLengthPtr, header_, row, sizeof(SQLLEN));
    source.indicator = boundElement(bound.indicator, header_, row, sizeof(SQLLEN));
    return source;
}

void SetReader::readSet(SQLULEN row, ParameterSets& sets) {
    ParameterSet set{std::vector<schema::Value>(count_), row};
    std::vector<PendingParameter> pending;
    for (std::size_t i = 0; i < count_; ++i) {
        reading_ = i;
        const CSource source = sourceOf(SQLSMALLINT(i + 1), row);
        const bool isNull = source.indicator != nullptr && *source.indicator == SQL_NULL_DATA;
        if (!isNull && source.octetLength != nullptr && isAtExecution(*source.octetLength)) {
            pending.push_back({sets.sets.size(), i, const_cast<SQLPOINTER>(source.data), source, {}, false, false});
            continue;
        }
        set.values[i] = cToSql(source);
    }
    sets.sets.push_back(std::move(set));
    std::move(pending.begin(), pending.end(), std::back_inserter(sets.pending));
}

void SetReader::setStatus(SQLULEN row, SQLUSMALLINT status) const {
    if (SQLUSMALLINT* const statuses = statement_.ipd().header().arrayStatus) statuses[row] = status;
}

ParameterSets SetReader::read() {
    requireParameters();
    ParameterSets sets;
    SQLULEN* const processed = statement_.ipd().header().rowsProcessed;
    if (processed != nullptr) *processed = 0;
    const SQLULEN rows = count_ == 0 ? 1 : header_.arraySize;
    for (SQLULEN row = 0; row < rows; ++row) {
        if (processed != nullptr) *processed = row + 1;
        if (isIgnored(row)) {
            setStatus(row, SQL_PARAM_UNUSED);
            continue;
        }
        try {
            readSet(row, sets);
            setStatus(row, SQL_PARAM_DIAG_UNAVAILABLE);  // until it has run
        } catch (const OdbcError& error) {
            setStatus(row, SQL_PARAM_ERROR);
            sets.hasFailures = true;
            statement_.diagnostics().add(error.state(), error.what(), error.nativeError(), std::int64_t(row) + 1,
                                         std::int32_t(reading_) + 1);
        }
    }
    return sets;
}

}  // namespace

ParameterSets readParameterSets(Statement& statement) {
    return SetReader(statement).read();
}

}  // namespace assetsodbc::driver::api
