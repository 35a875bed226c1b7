#include "assets/auth/secret_service.h"

#include <dlfcn.h>

#include <cstdint>

#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;
using common::Secret;

// The parts of libsecret's and GLib's interfaces that are used here, which are fixed by their binary compatibility.
struct GlibError {
    std::uint32_t domain;
    int code;
    char* message;
};

struct SchemaAttribute {
    const char* name;
    int type;  // 0 = text
};

struct Schema {
    const char* name;
    int flags;
    SchemaAttribute attributes[32];
    int reserved;
    void* reservedPointers[7];
};

constexpr const char* kEntry = "entry";
const Schema kSchema = {"org.assetsodbc.Tokens", 0, {{kEntry, 0}, {nullptr, 0}}, 0, {}};

using Store = int (*)(const Schema*, const char* collection, const char* label, const char* text, void* cancellable,
                      GlibError**, ...);
using Lookup = char* (*)(const Schema*, void* cancellable, GlibError**, ...);
using Clear = int (*)(const Schema*, void* cancellable, GlibError**, ...);
using FreeText = void (*)(char*);
using FreeError = void (*)(GlibError*);

Error unavailable(const std::string& problem) {
    return {ErrorKind::InvalidArgument, "The Secret Service cannot be used: " + problem +
                                            ". Install libsecret and unlock a keyring, or set OAuthStorage=File."};
}

template <typename Function>
void load(void* library, const char* name, Function& function) {
    void* const found = ::dlsym(library, name);
    if (found == nullptr) throw unavailable(std::string("libsecret has no ") + name);
    function = reinterpret_cast<Function>(found);  // NOLINT: as dlsym() has it
}

}  // namespace

struct SecretService::Library {
    Store store = nullptr;
    Lookup lookup = nullptr;
    Clear clear = nullptr;
    FreeText freeText = nullptr;
    FreeError freeError = nullptr;

    void throwIfFailed(GlibError* error) const {
        if (error == nullptr) return;
        const std::string message = error->message == nullptr ? "it gives no reason" : error->message;
        freeError(error);
        throw unavailable(message);
    }
};

SecretService::SecretService(const std::string& library) : library_(std::make_unique<Library>()) {
    // Never unloaded: GLib cannot be.
    void* const handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (handle == nullptr) throw unavailable("libsecret is not installed (" + library + " cannot be loaded)");
    load(handle, "secret_password_store_sync", library_->store);
    load(handle, "secret_password_lookup_sync", library_->lookup);
    load(handle, "secret_password_clear_sync", library_->clear);
    load(handle, "secret_password_free", library_->freeText);
    load(handle, "g_error_free", library_->freeError);
}

SecretService::~SecretService() = default;

std::optional<Secret> SecretService::find(const std::string& name) const {
    GlibError* error = nullptr;
    char* const text = library_->lookup(&kSchema, nullptr, &error, kEntry, name.c_str(), nullptr);
    library_->throwIfFailed(error);
    if (text == nullptr) return std::nullopt;
    Secret secret{std::string(text)};
    library_->freeText(text);
    return secret;
}

void SecretService::store(const std::string& name, const std::string& label, const Secret& text) const {
    GlibError* error = nullptr;
    const int stored = library_->store(&kSchema, nullptr, label.c_str(), text.reveal().c_str(), nullptr, &error, kEntry,
                                       name.c_str(), nullptr);
    library_->throwIfFailed(error);
    if (stored == 0) throw unavailable("it did not store the entry");
}

bool SecretService::remove(const std::string& name) const {
    GlibError* error = nullptr;
    const int removed = library_->clear(&kSchema, nullptr, &error, kEntry, name.c_str(), nullptr);
    library_->throwIfFailed(error);
    return removed != 0;
}

}  // namespace assetsodbc::assets
