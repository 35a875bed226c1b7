#include "driver/handles/handle.h"

#include <array>
#include <atomic>

namespace assetsodbc::driver {

std::uint64_t nextHandleNumber(HandleKind kind) {
    static std::array<std::atomic<std::uint64_t>, SQL_HANDLE_DESC + 1> numbers{};
    return ++numbers[static_cast<std::size_t>(kind)];
}

}  // namespace assetsodbc::driver
