// Keeps the descriptors of the program that we are part of from those that it starts for us.
#pragma once

#include <spawn.h>

namespace assetsodbc::common {

// Of all from `first` on.
inline void closeDescriptorsFrom(posix_spawn_file_actions_t& files, int first) {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
    ::posix_spawn_file_actions_addclosefrom_np(&files, first);
#else
    constexpr int kUsual = 256;  // older systems cannot close all
    for (int number = first; number < kUsual; ++number) ::posix_spawn_file_actions_addclose(&files, number);
#endif
}

}  // namespace assetsodbc::common
