// Every SQLSTATE this driver uses, with its ODBC 2 spelling and text, and the one translation from common::ErrorKind.
#pragma once

#include <string_view>

#include "common/error.h"

namespace assetsodbc::driver {

// Named as the ODBC reference names them; the codes are in sqlstate.cpp, one row each.
enum class SqlState {
    GeneralWarning,                    // 01000
    StringTruncated,                   // 01004
    InvalidConnectionStringAttribute,  // 01S00
    ErrorInRow,                        // 01S01
    OptionValueChanged,                // 01S02
    FetchBeforeFirstRowset,            // 01S06
    FractionalTruncation,              // 01S07
    WrongParameterCount,               // 07002
    NotACursorSpecification,           // 07005
    RestrictedDataType,                // 07006
    InvalidDescriptorIndex,            // 07009
    UnableToConnect,                   // 08001
    ConnectionInUse,                   // 08002
    ConnectionNotOpen,                 // 08003
    ConnectionRejected,                // 08004
    CommunicationLinkFailure,          // 08S01
    StringRightTruncation,             // 22001
    IndicatorRequired,                 // 22002
    NumericOutOfRange,                 // 22003
    InvalidDatetimeFormat,             // 22007
    DatetimeOverflow,                  // 22008
    IntervalOverflow,                  // 22015
    InvalidCharacterValue,             // 22018
    IntegrityConstraintViolation,
    InvalidCursorState,  // 24000
    InvalidTransactionState,
    TransactionStateUnknown,
    InvalidAuthorization,  // 28000
    InvalidCursorName,     // 34000
    DuplicateCursorName,   // 3C000
    SerializationFailure,
    SyntaxErrorOrAccess,  // 42000
    TableExists,
    TableNotFound,  // 42S02
    IndexExists,
    IndexNotFound,
    ColumnExists,
    ColumnNotFound,                  // 42S22
    GeneralError,                    // HY000
    MemoryAllocation,                // HY001
    InvalidApplicationBufferType,    // HY003
    InvalidSqlDataType,              // HY004
    AssociatedStatementNotPrepared,  // HY007
    OperationCanceled,               // HY008
    InvalidNullPointer,              // HY009
    FunctionSequence,                // HY010
    AttributeCannotBeSetNow,         // HY011
    InvalidTransactionOperation,     // HY012
    CannotModifyIrd,                 // HY016
    InvalidUseOfAutoDescriptor,      // HY017
    NonCharacterInPieces,            // HY019
    ConcatenateNull,                 // HY020
    InvalidAttributeValue,           // HY024
    InvalidStringOrBufferLength,     // HY090
    InvalidDescriptorField,          // HY091
    InvalidAttributeIdentifier,      // HY092
    FunctionTypeOutOfRange,          // HY095
    InvalidInformationType,          // HY096
    ColumnTypeOutOfRange,            // HY097
    ScopeOutOfRange,                 // HY098
    NullableTypeOutOfRange,          // HY099
    UniquenessOptionOutOfRange,      // HY100
    AccuracyOptionOutOfRange,        // HY101
    InvalidRetrievalCode,            // HY103
    InvalidPrecisionOrScale,         // HY104
    InvalidParameterType,            // HY105
    FetchTypeOutOfRange,             // HY106
    RowValueOutOfRange,              // HY107
    InvalidCursorPosition,           // HY109
    InvalidDriverCompletion,         // HY110
    InvalidBookmark,                 // HY111
    InconsistentDescriptor,          // HY021
    OptionalFeatureNotImplemented,   // HYC00
    TimeoutExpired,                  // HYT00
    ConnectionTimeoutExpired,        // HYT01
    DriverDoesNotSupport,            // IM001
};

std::string_view code(SqlState state);       // "42S02"
std::string_view codeOdbc2(SqlState state);  // "S0002"
SqlState sqlStateOf(common::ErrorKind kind, bool whileConnecting);

}  // namespace assetsodbc::driver
