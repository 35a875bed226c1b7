#include "driver/query_result.h"

#include "common/error.h"

namespace assetsodbc::driver {

void QueryResult::start(const common::CallContext& context) {
    if (step(context)) progress_ = Progress::FirstRowWaiting;
}

bool QueryResult::next(const common::CallContext& context) {
    switch (progress_) {
        case Progress::FirstRowWaiting:
            progress_ = Progress::Running;
            return true;
        case Progress::Ended:
            return false;
        case Progress::Failed:
            throw common::Error(common::ErrorKind::Internal,
                                "The result ended with an error before its last row; execute the statement again.");
        case Progress::NotStarted:
        case Progress::Running:
            break;
    }
    return step(context);
}

bool QueryResult::step(const common::CallContext& context) {
    progress_ = Progress::Failed;  // unless step returns
    const bool hasRow = query_.step(context);
    progress_ = hasRow ? Progress::Running : Progress::Ended;
    return hasRow;
}

}  // namespace assetsodbc::driver
