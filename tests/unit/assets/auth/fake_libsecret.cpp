// The functions of libsecret that the driver uses, over the environment variables FAKE_SECRET_TEXT and
// FAKE_SECRET_NAME: one entry, kept in this process. With FAKE_SECRET_ERROR set, each fails as a keyring that nobody
// unlocks.
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

void secret_password_free(char* text) {
    free(text);
}

void g_error_free(GlibError* error) {
    free(error->message);
    free(error);
}

}  // extern "C"

#pragma GCC visibility pop
