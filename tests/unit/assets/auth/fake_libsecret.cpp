// The functions of libsecret that the driver uses, over the environment variables FAKE_SECRET_TEXT and
// FAKE_SECRET_NAME: one entry, kept in this process. With FAKE_SECRET_ERROR set, each fails as a keyring that nobody
// unlocks. With FAKE_SECRET_LOCKED set, all that may prompt aborts; what does not finds the keyring locked.
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#pragma GCC visibility push(default)

extern "C" {

struct GlibError {
    std::uint32_t domain;
    int code;
    char* message;
};

struct Attribute {
    const char* name;
    int type;
};

struct Schema {
    const char* name;
    int flags;
    Attribute attributes[32];
};

static bool fails(const Schema* schema, GlibError** error) {
    const char* const text = getenv("FAKE_SECRET_ERROR");
    if (strcmp(schema->name, "org.assetsodbc.Tokens") != 0 || strcmp(schema->attributes[0].name, "entry") != 0)
        std::abort();
    if (getenv("FAKE_SECRET_LOCKED") != nullptr) std::abort();
    if (text == nullptr) return false;
    *error = static_cast<GlibError*>(std::malloc(sizeof **error));
    (*error)->message = strdup(text);
    return true;
}

// The value of the one attribute; the list ends with a null pointer.
static const char* entryOf(va_list attributes) {
    if (strcmp(va_arg(attributes, const char*), "entry") != 0) std::abort();
    const char* const name = va_arg(attributes, const char*);
    if (va_arg(attributes, const char*) != nullptr) std::abort();
    return name;
}

static bool isKept(const char* name) {
    const char* const kept = getenv("FAKE_SECRET_NAME");
    return kept != nullptr && strcmp(kept, name) == 0;
}

int secret_password_store_sync(const Schema* schema, const char* collection, const char* label, const char* text,
                               void* cancellable, GlibError** error, ...) {
    if (collection != nullptr || cancellable != nullptr || strlen(label) == 0) std::abort();
    if (fails(schema, error)) return 0;
    va_list attributes;
    va_start(attributes, error);
    setenv("FAKE_SECRET_NAME", entryOf(attributes), 1);
    va_end(attributes);
    setenv("FAKE_SECRET_TEXT", text, 1);
    return 1;
}

char* secret_password_lookup_sync(const Schema* schema, void* cancellable, GlibError** error, ...) {
    if (cancellable != nullptr) std::abort();
    if (fails(schema, error)) return nullptr;
    va_list attributes;
    va_start(attributes, error);
    const bool known = isKept(entryOf(attributes));
    va_end(attributes);
    return known ? strdup(getenv("FAKE_SECRET_TEXT")) : nullptr;
}

int secret_password_clear_sync(const Schema* schema, void* cancellable, GlibError** error, ...) {
    if (cancellable != nullptr) std::abort();
    if (fails(schema, error)) return 0;
    va_list attributes;
    va_start(attributes, error);
    const bool known = isKept(entryOf(attributes));
    va_end(attributes);
    if (known) unsetenv("FAKE_SECRET_NAME");
    return known ? 1 : 0;
}

// The attributes are the name, the item and the secret the text; the collection is any object.
void* secret_attributes_build(const Schema*, GlibError** error, ...) {
    va_list attributes;
    va_start(attributes, error);
    char* const name = strdup(entryOf(attributes));
    va_end(attributes);
    return name;
}

struct List {
    void* data;
    List* next;
    List* previous;
};

List* secret_service_search_sync(void* service, const Schema*, void* attributes, int flags, void* cancellable,
                                 GlibError**) {
    if (service != nullptr || cancellable != nullptr || flags != ((1 << 1) | (1 << 3))) std::abort();
    if (!isKept(static_cast<const char*>(attributes))) return nullptr;
    List* const list = static_cast<List*>(std::calloc(1, sizeof(List)));
    list->data = strdup(getenv("FAKE_SECRET_TEXT"));
    return list;
}

void* secret_collection_for_alias_sync(void*, const char* alias, int flags, void*, GlibError**) {
    if (strcmp(alias, "default") != 0 || flags != 0) std::abort();
    return strdup(alias);
}

int secret_item_get_locked(void*) {
    return getenv("FAKE_SECRET_LOCKED") == nullptr ? 0 : 1;
}

int secret_collection_get_locked(void*) {
    return getenv("FAKE_SECRET_LOCKED") == nullptr ? 0 : 1;
}

void* secret_item_get_secret(void* item) {
    return strdup(static_cast<const char*>(item));
}

const char* secret_value_get_text(void* value) {
    return static_cast<const char*>(value);
}

void secret_value_unref(void* value) {
    free(value);
}

void g_hash_table_unref(void* attributes) {
    free(attributes);
}

void g_object_unref(void* object) {
    free(object);
}

void g_list_free(List* list) {
    free(list);
}

void secret_password_free(char* text) {
    free(text);
}

void g_error_free(GlibError* error) {
    free(error->message);
    free(error);
}

}  // extern "C"

#pragma GCC visibility pop
