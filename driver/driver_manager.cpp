#include "driver/driver_manager.h"

#include <dlfcn.h>
#include <link.h>

#include <cstddef>
#include <cstdint>

namespace assetsodbc::driver {

namespace {

// iODBC puts "[iODBC][Driver Manager]" in front of every message of its own, so that whatever iODBC is linked into
// holds it: Debian's iodbctest has the manager inside, and none of its symbols is visible. Kept without the first
// character, lest it be found here when the driver itself is linked into a program.
constexpr char kMarkHead = '[';
constexpr char kMarkTail[] = "iODBC][Driver Manager]";
constexpr std::size_t kMarkTailLength = sizeof kMarkTail - 1;

// Reads whatever a segment holds, also between its variables: hence no library function and no sanitizer.
__attribute__((no_sanitize("address", "undefined"), noinline)) bool holdsMark(const char* begin,
                                                                              const char* end) noexcept {
    if (static_cast<std::size_t>(end - begin) <= kMarkTailLength) return false;
    for (const char* at = begin; at < end - kMarkTailLength; ++at) {
        if (*at != kMarkHead) continue;
        std::size_t same = 0;
        while (same < kMarkTailLength && at[1 + same] == kMarkTail[same]) ++same;
        if (same == kMarkTailLength) return true;
    }
    return false;
}

bool isReadOnlyLoad(const ElfW(Phdr) & segment) noexcept {
    return segment.p_type == PT_LOAD && (segment.p_flags & PF_R) != 0 && (segment.p_flags & PF_W) == 0;
}

struct Search {
    std::uintptr_t caller;
    bool callerHoldsIodbc = false;
    bool hasIodbc = false;
    bool hasUnixOdbc = false;
};

bool contains(const dl_phdr_info& object, std::uintptr_t address) noexcept {
    for (int i = 0; i < object.dlpi_phnum; ++i) {
        const ElfW(Phdr)& segment = object.dlpi_phdr[i];
        if (segment.p_type != PT_LOAD) continue;
        const std::uintptr_t start = object.dlpi_addr + segment.p_vaddr;
        if (address >= start && address < start + segment.p_memsz) return true;
    }
    return false;
}

bool holdsIodbc(const dl_phdr_info& object) noexcept {
    for (int i = 0; i < object.dlpi_phnum; ++i) {
        const ElfW(Phdr)& segment = object.dlpi_phdr[i];
        if (!isReadOnlyLoad(segment)) continue;
        const char* const start = reinterpret_cast<const char*>(object.dlpi_addr + segment.p_vaddr);
        if (holdsMark(start, start + segment.p_memsz)) return true;
    }
    return false;
}

int visit(dl_phdr_info* object, std::size_t, void* data) noexcept {
    Search& search = *static_cast<Search*>(data);
    const ManagerName name = managerNamed(object->dlpi_name == nullptr ? "" : object->dlpi_name);
    search.hasIodbc |= name == ManagerName::Iodbc;
    search.hasUnixOdbc |= name == ManagerName::UnixOdbc;
    if (contains(*object, search.caller)) search.callerHoldsIodbc = holdsIodbc(*object);
    return 0;
}

}  // namespace

ManagerName managerNamed(std::string_view path) noexcept {
    const std::string_view file = path.substr(path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1);
    const auto isLibrary = [&](std::string_view name) {
        return file.substr(0, name.size()) == name && file.size() > name.size() &&
               (file[name.size()] == '.' || file[name.size()] == '-');
    };
    if (isLibrary("libiodbc")) return ManagerName::Iodbc;
    if (isLibrary("libodbc")) return ManagerName::UnixOdbc;
    return ManagerName::Other;
}

WideUnit wideUnitOfCaller(const void* caller) noexcept {
    Dl_info object{};
    if (dladdr(caller, &object) != 0 && object.dli_fname != nullptr) {
        const ManagerName name = managerNamed(object.dli_fname);
        if (name == ManagerName::Iodbc) return WideUnit::Utf32;
        if (name == ManagerName::UnixOdbc) return WideUnit::Utf16;
    }
    Search search{reinterpret_cast<std::uintptr_t>(caller)};
    dl_iterate_phdr(visit, &search);
    // A caller of neither name and without a manager inside is a shim; then the only manager there is decides.
    const bool isIodbc = search.callerHoldsIodbc || (search.hasIodbc && !search.hasUnixOdbc);
    return isIodbc ? WideUnit::Utf32 : WideUnit::Utf16;
}

}  // namespace assetsodbc::driver
