#include "assets/auth/token_store.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "assets/auth/secret_service.h"
#include "assets/auth/token_file.h"
#include "assets/auth/token_text.h"
#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;
using common::Secret;

constexpr const char* kDefaultFolder = "/assetsodbc/tokens";

std::string homeDirectory() {
    const char* const home = std::getenv("HOME");
    if (home != nullptr && *home == '/') return home;
    std::array<char, 16384> buffer{};
    struct passwd entry = {};
    struct passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        return found->pw_dir;
    throw Error(ErrorKind::InvalidArgument,
                "There is no home directory to keep OAuth tokens in. Set HOME, or give OAuthSettingsLocation.");
}

std::string defaultDirectory() {
    const char* const data = std::getenv("XDG_DATA_HOME");
    if (data != nullptr && *data == '/') return std::string(data) + kDefaultFolder;
    return homeDirectory() + "/.local/share" + kDefaultFolder;
}

bool isDirectory(const std::string& path) {
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool isFile(const std::string& path) {
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0 && !S_ISDIR(status.st_mode);
}

std::string absolute(const std::string& path) {
    if (path.rfind("~/", 0) == 0) return homeDirectory() + path.substr(1);
    if (path.front() == '/') return path;
    throw Error(
        ErrorKind::InvalidArgument,
        "OAuthSettingsLocation must be an absolute path, or begin with ~/: programs are started in many places.");
}

// A file where there is one, or where the last name has an ending, as in the settings of other products.
TokenFile fileFor(const std::string& location, const TokenOwner& owner) {
    if (location.empty()) return {defaultDirectory(), owner.fileName()};
    std::string path = absolute(location);
    const bool endsWithSlash = path.back() == '/';
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    const std::size_t slash = path.rfind('/');
    const std::string name = path.substr(slash + 1);
    const bool hasEnding = name.find('.', 1) != std::string::npos;
    if (endsWithSlash || isDirectory(path) || (!isFile(path) && !hasEnding)) return {path, owner.fileName()};
    return {slash == 0 ? "/" : path.substr(0, slash), name};
}

std::string descriptionOf(const TokenOwner& entry, TokenOwner wanted) {
    std::string text = "holds the sign-in of client " + entry.client + " to " + entry.site +
                       (entry.account.empty() ? "" : " as " + entry.account);
    wanted.seed.clear();
    if (wanted.owns(entry))
        text +=
            ", which did not begin with the OAuthRefreshToken, OAuthVerifier or OAuthAccessToken of this "
            "connection: remove the file to begin anew, or leave that property out to use what is there";
    return text;
}

}  // namespace

struct TokenStore::Lock::Held {
    std::unique_ptr<TokenFile::Lock> lock;
};

TokenStore::Lock::Lock(std::unique_ptr<Held> held) : held_(std::move(held)) {}
TokenStore::Lock::Lock(Lock&&) noexcept = default;
TokenStore::Lock& TokenStore::Lock::operator=(Lock&&) noexcept = default;
TokenStore::Lock::~Lock() = default;

// The text of one entry, wherever it lies. The lock is a file in any case.
class TokenStore::Backend {
public:
    Backend(TokenFile file, TokenOwner whose) : file_(std::move(file)), owner_(std::move(whose)) {}
    virtual ~Backend() = default;

    virtual std::string place() const = 0;
    virtual std::optional<Secret> find() const = 0;
    virtual void keep(TokenFile::Lock& lock, const Secret& text) const = 0;
    virtual bool remove(TokenFile::Lock& lock) const = 0;
    virtual void prepare(TokenFile::Lock&) const {}
    virtual std::string stamp() const { return {}; }
    virtual void allowPrompts() {}

    const TokenFile& file() const { return file_; }
    const TokenOwner& owner() const { return owner_; }

private:
    TokenFile file_;
    TokenOwner owner_;
};

class TokenStore::FileBackend : public Backend {
public:
    using Backend::Backend;
    std::string place() const override { return "the file " + file().path(); }
    std::optional<Secret> find() const override { return file().read(); }
    void keep(TokenFile::Lock& lock, const Secret& text) const override { file().replace(lock, text); }
    bool remove(TokenFile::Lock& lock) const override { return file().remove(lock); }
    void prepare(TokenFile::Lock& lock) const override { file().makeRoom(lock); }
    std::string stamp() const override { return file().stamp(); }
};

class TokenStore::SecretServiceBackend : public Backend {
public:
    SecretServiceBackend(TokenFile file, TokenOwner whose, SecretService::Prompting prompting)
        : Backend(std::move(file), std::move(whose)), service_(prompting) {}
    std::string place() const override { return "the Secret Service, entry " + owner().fileName(); }
    std::optional<Secret> find() const override { return service_.find(owner().fileName()); }
    void keep(TokenFile::Lock&, const Secret& text) const override {
        service_.store(owner().fileName(), "OAuth tokens for " + owner().site, text);
    }
    void allowPrompts() override { service_.allowPrompts(); }
    bool remove(TokenFile::Lock&) const override { return service_.remove(owner().fileName()); }

private:
    SecretService service_;
};

TokenStore::TokenStore(const OAuthSettings& settings) {
    TokenOwner owner = TokenOwner::of(settings);
    if (settings.storage == OAuthSettings::Storage::SecretService) {
        TokenFile lockFile(defaultDirectory(), owner.fileName());
        const auto prompting =
            settings.mayPrompt ? SecretService::Prompting::Allowed : SecretService::Prompting::Forbidden;
        backend_ = std::make_unique<SecretServiceBackend>(std::move(lockFile), std::move(owner), prompting);
    } else {
        TokenFile file = fileFor(settings.storeLocation, owner);
        backend_ = std::make_unique<FileBackend>(std::move(file), std::move(owner));
    }
    loginCommand_ = settings.loginCommand();
}

TokenStore::~TokenStore() = default;

std::string TokenStore::place() const {
    return backend_->place();
}

void TokenStore::allowPrompts() {
    backend_->allowPrompts();
}

std::string TokenStore::stamp() const {
    return backend_->stamp();
}

std::optional<TokenSet> TokenStore::read() const {
    const auto text = backend_->find();
    if (!text) return std::nullopt;
    ReadTokens found = fromText(backend_->owner(), text->reveal());
    if (found.state == TokenTextState::Good) return std::move(found.tokens);
    if (found.state == TokenTextState::Damaged)
        throw Error(ErrorKind::AuthenticationFailed,
                    "The OAuth tokens in " + place() +
                        " are damaged. Nothing was changed there; log in anew with: " + loginCommand_);
    refuseForeign(found.state == TokenTextState::OfAnother ? descriptionOf(found.owner, backend_->owner())
                                                           : "was not written by this driver");
}

void TokenStore::refuseForeign(const std::string& what) const {
    throw Error(ErrorKind::AuthenticationFailed, "The place for OAuth tokens is taken: " + place() + " " + what +
                                                     ". Give a directory as OAuthSettingsLocation, or another file.");
}

TokenStore::Lock TokenStore::lock(const common::CallContext& context, const common::Clock& clock) {
    auto held = std::make_unique<Lock::Held>();
    held->lock = backend_->file().lock(context, clock);
    backend_->prepare(*held->lock);
    return Lock(std::move(held));
}

void TokenStore::write(Lock& lock, const TokenSet& tokens) {
    read();  // nothing of another's, nor what somebody may want to look at, is overwritten
    backend_->keep(*lock.held_->lock, toText(backend_->owner(), tokens));
}

void TokenStore::replace(Lock& lock, const TokenSet& tokens) {
    requireReplaceable();
    backend_->keep(*lock.held_->lock, toText(backend_->owner(), tokens));
}

void TokenStore::requireReplaceable() const {
    const auto text = backend_->find();
    if (text && fromText(backend_->owner(), text->reveal()).state != TokenTextState::Damaged) read();
}

bool TokenStore::remove(Lock& lock) {
    requireReplaceable();
    return backend_->remove(*lock.held_->lock);
}

}  // namespace assetsodbc::assets
