#include "driver/handles/statement_state.h"

#include <array>
#include <cstddef>

#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

enum class Verdict { Yes, Sequence, Cursor, NotNow, NoResult };
constexpr Verdict kYes = Verdict::Yes;
constexpr Verdict kSeq = Verdict::Sequence;   // HY010
constexpr Verdict kCur = Verdict::Cursor;     // 24000
constexpr Verdict kNow = Verdict::NotNow;     // HY011
constexpr Verdict kNone = Verdict::NoResult;  // 07005

struct CallRow {
    StatementCall call;
    std::array<Verdict, 10> byState;  // S1 to S10
};

// clang-format off
constexpr std::array kCalls = {
    //                                            S1    S2     S3    S4    S5    S6    S7    S8    S9    S10
    CallRow{StatementCall::Prepare,            {{kYes, kYes,  kYes, kYes, kCur, kCur, kCur, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::Execute,            {{kSeq, kYes,  kYes, kYes, kCur, kCur, kCur, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::DescribeResult,     {{kSeq, kNone, kYes, kNone, kYes, kYes, kYes, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::CountResult,        {{kSeq, kYes,  kYes, kYes, kYes, kYes, kYes, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::DescribeParameters, {{kSeq, kYes,  kYes, kYes, kYes, kYes, kYes, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::Bind,               {{kYes, kYes,  kYes, kYes, kYes, kYes, kYes, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::Fetch,              {{kSeq, kSeq,  kSeq, kCur, kYes, kYes, kSeq, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::ExtendedFetch,      {{kSeq, kSeq,  kSeq, kCur, kYes, kSeq, kYes, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::ReadRow,            {{kSeq, kSeq,  kSeq, kCur, kCur, kYes, kYes, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::BulkOperations,     {{kSeq, kSeq,  kSeq, kCur, kYes, kYes, kSeq, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::CloseCursor,        {{kCur, kCur,  kCur, kCur, kYes, kYes, kYes, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::MoreResults,        {{kYes, kYes,  kYes, kYes, kYes, kYes, kYes, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::RowCount,           {{kSeq, kSeq,  kSeq, kYes, kYes, kYes, kYes, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::ParamData,          {{kSeq, kSeq,  kSeq, kSeq, kSeq, kSeq, kSeq, kYes, kSeq, kYes}}},
    CallRow{StatementCall::PutData,            {{kSeq, kSeq,  kSeq, kSeq, kSeq, kSeq, kSeq, kSeq, kYes, kYes}}},
    CallRow{StatementCall::CursorSetting,      {{kYes, kNow,  kNow, kYes, kCur, kCur, kCur, kSeq, kSeq, kSeq}}},
    CallRow{StatementCall::NameCursor,         {{kYes, kYes,  kYes, kYes, kCur, kCur, kCur, kSeq, kSeq, kSeq}}},
};
// clang-format on

constexpr bool inOrder() {
    for (std::size_t i = 0; i < kCalls.size(); ++i) {
        if (kCalls[i].call != static_cast<StatementCall>(i)) return false;
    }
    return true;
}
static_assert(inOrder(), "rows are found by position");

constexpr std::array kStateNames = {
    "nothing was prepared or executed",
    "a statement without a result is prepared",
    "a statement is prepared but not executed",
    "the statement has no result",
    "a cursor is open; close it first (SQLCloseCursor)",
    "a cursor is open and was fetched from; close it first (SQLCloseCursor)",
    "a cursor is open and SQLExtendedFetch was used on it",
    "data-at-execution parameters are awaited (SQLParamData, or SQLCancel)",
    "data-at-execution parameters are awaited (SQLPutData, or SQLCancel)",
    "data-at-execution parameters are awaited (SQLParamData, SQLPutData, or SQLCancel)",
};

}  // namespace

void requireAllowed(StatementCall call, StatementState state) {
    const char* const situation = kStateNames[static_cast<std::size_t>(state)];
    switch (kCalls[static_cast<std::size_t>(call)].byState[static_cast<std::size_t>(state)]) {
        case Verdict::Yes:
            return;
        case Verdict::Sequence:
            throw OdbcError(SqlState::FunctionSequence, std::string("Function sequence error: ") + situation + ".");
        case Verdict::Cursor:
            throw OdbcError(SqlState::InvalidCursorState, std::string("Invalid cursor state: ") + situation + ".");
        case Verdict::NotNow:
            throw OdbcError(SqlState::AttributeCannotBeSetNow,
                            std::string("The attribute cannot be set now: ") + situation + ".");
        case Verdict::NoResult:
            throw OdbcError(SqlState::NotACursorSpecification, "The statement has no result columns to describe.");
    }
}

}  // namespace assetsodbc::driver
