#include "assets/auth/secret_service.h"

#include <dlfcn.h>

#include <cstdint>
#include <vector>

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

struct GlibList {
    void* data;
    GlibList* next;
    GlibList* previous;
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

constexpr int kSearchAll = 1 << 1, kLoadSecrets = 1 << 3;  // but not 1 << 2, which unlocks

constexpr const char* kEntry = "entry";
const Schema kSchema = {"org.assetsodbc.Tokens", 0, {{kEntry, 0}, {nullptr, 0}}, 0, {}};

using Store = int (*)(const Schema*, const char* collection, const char* label, const char* text, void* cancellable,
                      GlibError**, ...);
using Lookup = char* (*)(const Schema*, void* cancellable, GlibError**, ...);
using Clear = int (*)(const Schema*, void* cancellable, GlibError**, ...);
using BuildAttributes = void* (*)(const Schema*, GlibError**, ...);
using Search = GlibList* (*)(void* service, const Schema*, void* attributes, int flags, void* cancellable, GlibError**);
using FindCollection = void* (*)(void* service, const char* alias, int flags, void* cancellable, GlibError**);
using IsLocked = int (*)(void* itemOrCollection);
using SecretOf = void* (*)(void* item);
using TextOf = const char* (*)(void* secretValue);
using Release = void (*)(void*);
using FreeList = void (*)(GlibList*);
using FreeText = void (*)(char*);
using FreeError = void (*)(GlibError*);

Error unavailable(const std::string& problem) {
    return {ErrorKind::InvalidArgument, "The Secret Service cannot be used: " + problem +
                                            ". Install libsecret and unlock a keyring, or set OAuthStorage=File."};
}

Error locked() {
    return {ErrorKind::InvalidArgument,
            "The keyring with the OAuth tokens is locked, and the application forbids prompts or there is no display. "
            "Unlock the keyring of the desktop session and try again, or set OAuthStorage=File."};
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
    BuildAttributes buildAttributes = nullptr;
    Search search = nullptr;
    FindCollection findCollection = nullptr;
    IsLocked isItemLocked = nullptr, isCollectionLocked = nullptr;
    SecretOf secretOf = nullptr;
    TextOf textOf = nullptr;
    Release releaseSecret = nullptr, releaseAttributes = nullptr, releaseObject = nullptr;
    FreeList freeList = nullptr;
    FreeText freeText = nullptr;
    FreeError freeError = nullptr;

    using Object = std::unique_ptr<void, Release>;

    // What the item holds; nullopt where it is locked.
    std::optional<Secret> textIn(void* item) const {
        if (isItemLocked(item) != 0) return std::nullopt;
        const Object value(secretOf(item), releaseSecret);
        const char* const text = value == nullptr ? nullptr : textOf(value.get());
        if (text == nullptr) throw unavailable("it did not hand out the entry");
        return Secret(std::string(text));
    }

    void throwIfFailed(GlibError* error) const {
        if (error == nullptr) return;
        const std::string message = error->message == nullptr ? "it gives no reason" : error->message;
        freeError(error);
        throw unavailable(message);
    }
};

SecretService::SecretService(Prompting prompting, const std::string& library)
    : prompting_(prompting), library_(std::make_unique<Library>()) {
    // Never unloaded: GLib cannot be.
    void* const handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (handle == nullptr) throw unavailable("libsecret is not installed (" + library + " cannot be loaded)");
    load(handle, "secret_password_store_sync", library_->store);
    load(handle, "secret_password_lookup_sync", library_->lookup);
    load(handle, "secret_password_clear_sync", library_->clear);
    load(handle, "secret_password_free", library_->freeText);
    load(handle, "secret_attributes_build", library_->buildAttributes);
    load(handle, "secret_service_search_sync", library_->search);
    load(handle, "secret_collection_for_alias_sync", library_->findCollection);
    load(handle, "secret_item_get_locked", library_->isItemLocked);
    load(handle, "secret_collection_get_locked", library_->isCollectionLocked);
    load(handle, "secret_item_get_secret", library_->secretOf);
    load(handle, "secret_value_get_text", library_->textOf);
    load(handle, "secret_value_unref", library_->releaseSecret);
    load(handle, "g_hash_table_unref", library_->releaseAttributes);
    load(handle, "g_object_unref", library_->releaseObject);
    load(handle, "g_list_free", library_->freeList);
    load(handle, "g_error_free", library_->freeError);
}

SecretService::~SecretService() = default;

// By a search, which unlocks nothing unless it is told to.
std::optional<Secret> SecretService::findUnlocked(const std::string& name) const {
    GlibError* error = nullptr;
    const Library::Object attributes(library_->buildAttributes(&kSchema, &error, kEntry, name.c_str(), nullptr),
                                     library_->releaseAttributes);
    library_->throwIfFailed(error);
    const std::unique_ptr<GlibList, FreeList> items(
        library_->search(nullptr, &kSchema, attributes.get(), kSearchAll | kLoadSecrets, nullptr, &error),
        library_->freeList);
    library_->throwIfFailed(error);
    std::vector<Library::Object> found;
    for (const GlibList* item = items.get(); item != nullptr; item = item->next)
        found.emplace_back(item->data, library_->releaseObject);
    for (const auto& item : found)
        if (auto text = library_->textIn(item.get())) return text;
    if (!found.empty()) throw locked();
    return std::nullopt;
}

// Where nobody may be asked to unlock or to make it.
void SecretService::requireUnlockedCollection() const {
    GlibError* error = nullptr;
    const Library::Object collection(library_->findCollection(nullptr, "default", 0, nullptr, &error),
                                     library_->releaseObject);
    library_->throwIfFailed(error);
    if (collection == nullptr || library_->isCollectionLocked(collection.get()) != 0) throw locked();
}

std::optional<Secret> SecretService::find(const std::string& name) const {
    if (prompting_ == Prompting::Forbidden) return findUnlocked(name);
    GlibError* error = nullptr;
    char* const text = library_->lookup(&kSchema, nullptr, &error, kEntry, name.c_str(), nullptr);
    library_->throwIfFailed(error);
    if (text == nullptr) return std::nullopt;
    Secret secret{std::string(text)};
    library_->freeText(text);
    return secret;
}

void SecretService::store(const std::string& name, const std::string& label, const Secret& text) const {
    if (prompting_ == Prompting::Forbidden) requireUnlockedCollection();
    GlibError* error = nullptr;
    const int stored = library_->store(&kSchema, nullptr, label.c_str(), text.reveal().c_str(), nullptr, &error, kEntry,
                                       name.c_str(), nullptr);
    library_->throwIfFailed(error);
    if (stored == 0) throw unavailable("it did not store the entry");
}

bool SecretService::remove(const std::string& name) const {
    if (prompting_ == Prompting::Forbidden && !findUnlocked(name)) return false;
    GlibError* error = nullptr;
    const int removed = library_->clear(&kSchema, nullptr, &error, kEntry, name.c_str(), nullptr);
    library_->throwIfFailed(error);
    return removed != 0;
}

}  // namespace assetsodbc::assets
