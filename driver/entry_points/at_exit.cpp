// What the library keeps for the whole process (handles, caches, tables of facts) is not destroyed when the process
// exits: threads may still be in the middle of a call then, and the application's own exit handlers may still call.
// The compiler registers the destructors of static objects here; the definition is the library's own (exports.map).

extern "C" int __cxa_atexit(void (*)(void*), void*, void*) noexcept {  // NOLINT: the name is the ABI's
    return 0;
}
