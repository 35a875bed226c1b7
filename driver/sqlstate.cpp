#include "driver/sqlstate.h"

#include <array>
#include <cstddef>

namespace assetsodbc::driver {

namespace {

using common::ErrorKind;

struct StateRow {
    SqlState state;
    std::string_view code, odbc2;
};

// ODBC 2 spellings after "SQLSTATE Mappings" of the ODBC reference; states that ODBC 2 lacks keep their ODBC 3 code.
constexpr std::array kStates = {
    StateRow{SqlState::GeneralWarning, "01000", "01000"},
    StateRow{SqlState::StringTruncated, "01004", "01004"},
    StateRow{SqlState::InvalidConnectionStringAttribute, "01S00", "01S00"},
    StateRow{SqlState::ErrorInRow, "01S01", "01S01"},
    StateRow{SqlState::OptionValueChanged, "01S02", "01S02"},
    StateRow{SqlState::FetchBeforeFirstRowset, "01S06", "01S06"},
    StateRow{SqlState::FractionalTruncation, "01S07", "01004"},
    StateRow{SqlState::WrongParameterCount, "07002", "07001"},
    StateRow{SqlState::NotACursorSpecification, "07005", "24000"},
    StateRow{SqlState::RestrictedDataType, "07006", "07006"},
    StateRow{SqlState::InvalidDescriptorIndex, "07009", "S1002"},
    StateRow{SqlState::UnableToConnect, "08001", "08001"},
    StateRow{SqlState::ConnectionInUse, "08002", "08002"},
    StateRow{SqlState::ConnectionNotOpen, "08003", "08003"},
    StateRow{SqlState::ConnectionRejected, "08004", "08004"},
    StateRow{SqlState::CommunicationLinkFailure, "08S01", "08S01"},
    StateRow{SqlState::StringRightTruncation, "22001", "22001"},
    StateRow{SqlState::IndicatorRequired, "22002", "22002"},
    StateRow{SqlState::NumericOutOfRange, "22003", "22003"},
    StateRow{SqlState::InvalidDatetimeFormat, "22007", "22008"},
    StateRow{SqlState::DatetimeOverflow, "22008", "22008"},
    StateRow{SqlState::IntervalOverflow, "22015", "22015"},
    StateRow{SqlState::InvalidCharacterValue, "22018", "22005"},
    StateRow{SqlState::IntegrityConstraintViolation, "23000", "23000"},
    StateRow{SqlState::InvalidCursorState, "24000", "24000"},
    StateRow{SqlState::InvalidTransactionState, "25000", "25000"},
    StateRow{SqlState::TransactionStateUnknown, "25S01", "25S01"},
    StateRow{SqlState::InvalidAuthorization, "28000", "28000"},
    StateRow{SqlState::InvalidCursorName, "34000", "34000"},
    StateRow{SqlState::DuplicateCursorName, "3C000", "3C000"},
    StateRow{SqlState::SerializationFailure, "40001", "40001"},
    StateRow{SqlState::SyntaxErrorOrAccess, "42000", "37000"},
    StateRow{SqlState::TableExists, "42S01", "S0001"},
    StateRow{SqlState::TableNotFound, "42S02", "S0002"},
    StateRow{SqlState::IndexExists, "42S11", "S0011"},
    StateRow{SqlState::IndexNotFound, "42S12", "S0012"},
    StateRow{SqlState::ColumnExists, "42S21", "S0021"},
    StateRow{SqlState::ColumnNotFound, "42S22", "S0022"},
    StateRow{SqlState::GeneralError, "HY000", "S1000"},
    StateRow{SqlState::MemoryAllocation, "HY001", "S1001"},
    StateRow{SqlState::InvalidApplicationBufferType, "HY003", "S1003"},
    StateRow{SqlState::InvalidSqlDataType, "HY004", "S1004"},
    StateRow{SqlState::AssociatedStatementNotPrepared, "HY007", "S1010"},
    StateRow{SqlState::OperationCanceled, "HY008", "S1008"},
    StateRow{SqlState::InvalidNullPointer, "HY009", "S1009"},
    StateRow{SqlState::FunctionSequence, "HY010", "S1010"},
    StateRow{SqlState::AttributeCannotBeSetNow, "HY011", "S1011"},
    StateRow{SqlState::InvalidTransactionOperation, "HY012", "S1012"},
    StateRow{SqlState::CannotModifyIrd, "HY016", "HY016"},
    StateRow{SqlState::InvalidUseOfAutoDescriptor, "HY017", "HY017"},
    StateRow{SqlState::NonCharacterInPieces, "HY019", "S1000"},
    StateRow{SqlState::ConcatenateNull, "HY020", "S1000"},
    StateRow{SqlState::InconsistentDescriptor, "HY021", "HY021"},
    StateRow{SqlState::InvalidAttributeValue, "HY024", "S1009"},
    StateRow{SqlState::InvalidStringOrBufferLength, "HY090", "S1090"},
    StateRow{SqlState::InvalidDescriptorField, "HY091", "S1091"},
    StateRow{SqlState::InvalidAttributeIdentifier, "HY092", "S1092"},
    StateRow{SqlState::FunctionTypeOutOfRange, "HY095", "S1095"},
    StateRow{SqlState::InvalidInformationType, "HY096", "S1096"},
    StateRow{SqlState::ColumnTypeOutOfRange, "HY097", "S1097"},
    StateRow{SqlState::ScopeOutOfRange, "HY098", "S1098"},
    StateRow{SqlState::NullableTypeOutOfRange, "HY099", "S1099"},
    StateRow{SqlState::UniquenessOptionOutOfRange, "HY100", "S1100"},
    StateRow{SqlState::AccuracyOptionOutOfRange, "HY101", "S1101"},
    StateRow{SqlState::InvalidRetrievalCode, "HY103", "S1103"},
    StateRow{SqlState::InvalidPrecisionOrScale, "HY104", "S1104"},
    StateRow{SqlState::InvalidParameterType, "HY105", "S1105"},
    StateRow{SqlState::FetchTypeOutOfRange, "HY106", "S1106"},
    StateRow{SqlState::RowValueOutOfRange, "HY107", "S1107"},
    StateRow{SqlState::InvalidCursorPosition, "HY109", "S1109"},
    StateRow{SqlState::InvalidDriverCompletion, "HY110", "S1110"},
    StateRow{SqlState::InvalidBookmark, "HY111", "S1111"},
    StateRow{SqlState::OptionalFeatureNotImplemented, "HYC00", "S1C00"},
    StateRow{SqlState::TimeoutExpired, "HYT00", "S1T00"},
    StateRow{SqlState::ConnectionTimeoutExpired, "HYT01", "S1T00"},
    StateRow{SqlState::DriverDoesNotSupport, "IM001", "IM001"},
};

const StateRow& rowOf(SqlState state) {
    for (const StateRow& row : kStates) {
        if (row.state == state) return row;
    }
    return rowOf(SqlState::GeneralError);
}

struct KindRow {
    ErrorKind kind;
    SqlState running, connecting;
};

constexpr std::array kKinds = {
    KindRow{ErrorKind::AuthenticationFailed, SqlState::InvalidAuthorization, SqlState::InvalidAuthorization},
    KindRow{ErrorKind::ScopeMissing, SqlState::SyntaxErrorOrAccess, SqlState::SyntaxErrorOrAccess},
    KindRow{ErrorKind::Forbidden, SqlState::SyntaxErrorOrAccess, SqlState::ConnectionRejected},
    KindRow{ErrorKind::NotFound, SqlState::GeneralError, SqlState::UnableToConnect},
    KindRow{ErrorKind::RateLimited, SqlState::GeneralError, SqlState::ConnectionRejected},
    KindRow{ErrorKind::Timeout, SqlState::TimeoutExpired, SqlState::TimeoutExpired},
    KindRow{ErrorKind::Cancelled, SqlState::OperationCanceled, SqlState::OperationCanceled},
    KindRow{ErrorKind::Unreachable, SqlState::CommunicationLinkFailure, SqlState::UnableToConnect},
    KindRow{ErrorKind::TlsFailure, SqlState::CommunicationLinkFailure, SqlState::UnableToConnect},
    KindRow{ErrorKind::BadResponse, SqlState::CommunicationLinkFailure, SqlState::UnableToConnect},
    KindRow{ErrorKind::ServerError, SqlState::CommunicationLinkFailure, SqlState::UnableToConnect},
    KindRow{ErrorKind::InvalidQuery, SqlState::SyntaxErrorOrAccess, SqlState::SyntaxErrorOrAccess},
    KindRow{ErrorKind::ResultChanged, SqlState::GeneralError, SqlState::GeneralError},
    KindRow{ErrorKind::ValueUnreadable, SqlState::InvalidCharacterValue, SqlState::InvalidCharacterValue},
    KindRow{ErrorKind::SyntaxError, SqlState::SyntaxErrorOrAccess, SqlState::SyntaxErrorOrAccess},
    KindRow{ErrorKind::NoSuchTable, SqlState::TableNotFound, SqlState::TableNotFound},
    KindRow{ErrorKind::NoSuchColumn, SqlState::ColumnNotFound, SqlState::ColumnNotFound},
    KindRow{ErrorKind::AmbiguousName, SqlState::SyntaxErrorOrAccess, SqlState::SyntaxErrorOrAccess},
    KindRow{ErrorKind::Unsupported, SqlState::OptionalFeatureNotImplemented, SqlState::OptionalFeatureNotImplemented},
    KindRow{ErrorKind::InvalidArgument, SqlState::GeneralError, SqlState::GeneralError},
    KindRow{ErrorKind::OutOfMemory, SqlState::MemoryAllocation, SqlState::MemoryAllocation},
    KindRow{ErrorKind::Internal, SqlState::GeneralError, SqlState::GeneralError},
    KindRow{ErrorKind::NumericOverflow, SqlState::NumericOutOfRange, SqlState::NumericOutOfRange},
    KindRow{ErrorKind::ConstraintViolation, SqlState::IntegrityConstraintViolation, SqlState::GeneralError},
    KindRow{ErrorKind::SerializationFailure, SqlState::SerializationFailure, SqlState::GeneralError},
    KindRow{ErrorKind::TableExists, SqlState::TableExists, SqlState::TableExists},
    KindRow{ErrorKind::IndexExists, SqlState::IndexExists, SqlState::IndexExists},
    KindRow{ErrorKind::NoSuchIndex, SqlState::IndexNotFound, SqlState::IndexNotFound},
    KindRow{ErrorKind::ColumnExists, SqlState::ColumnExists, SqlState::ColumnExists},
    KindRow{ErrorKind::StringTooLong, SqlState::StringRightTruncation, SqlState::StringRightTruncation},
    KindRow{ErrorKind::DateTimeUnreadable, SqlState::InvalidDatetimeFormat, SqlState::InvalidDatetimeFormat},
    KindRow{ErrorKind::DateTimeOverflow, SqlState::DatetimeOverflow, SqlState::DatetimeOverflow},
    KindRow{ErrorKind::InvalidTransactionState, SqlState::InvalidTransactionState, SqlState::GeneralError},
};

}  // namespace

std::string_view code(SqlState state) {
    return rowOf(state).code;
}

std::string_view codeOdbc2(SqlState state) {
    return rowOf(state).odbc2;
}

SqlState sqlStateOf(common::ErrorKind kind, bool whileConnecting) {
    for (const KindRow& row : kKinds) {
        if (row.kind == kind) return whileConnecting ? row.connecting : row.running;
    }
    return SqlState::GeneralError;
}

}  // namespace assetsodbc::driver
