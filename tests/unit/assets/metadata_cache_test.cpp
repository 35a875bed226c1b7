#include "assets/metadata_cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "assets/metadata_snapshot.h"
#include "tests/unit/assets/fake_clock.h"

namespace assetsodbc::assets {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

// Every member differs from that of a fresh struct.
ObjectSchema someSchema(std::int64_t id = 3) {
    ObjectSchema schema;
    schema.id = id;
    schema.workspaceId = "ws";
    schema.globalId = "ws:3";
    schema.name = "IT \"assets\" \n 😀";
    schema.objectSchemaKey = "ITSM";
    schema.status = "Ok";
    schema.description = "";
    schema.created = "2024-01-31T10:00:00.000Z";
    schema.updated = "2024-02-01T10:00:00.000Z";
    schema.objectCount = 5000000000;
    schema.objectTypeCount = 7;
    schema.canManage = false;
    return schema;
}

ObjectType someType() {
    ObjectType type;
    type.id = 11;
    type.workspaceId = "ws";
    type.globalId = "ws:11";
    type.name = std::string("a\0b", 3);
    type.description = "d";
    type.icon = {"uuid", "Icon", "u16", "u48"};
    type.position = -2;
    type.created = "c";
    type.updated = "u";
    type.objectCount = -1;
    type.parentObjectTypeId = 9;
    type.type = 0;
    type.objectSchemaId = 3;
    type.inherited = type.abstractObjectType = type.parentObjectTypeInherited = true;
    return type;
}

AttributeDefinition someAttribute() {
    AttributeDefinition attribute;
    attribute.id = 21;
    attribute.objectTypeId = 11;
    attribute.objectSchemaId = 3;
    attribute.workspaceId = "ws";
    attribute.globalId = "ws:21";
    attribute.name = "  Owner ";
    attribute.type = 1;
    attribute.defaultTypeId = -1;
    attribute.defaultTypeName = "None";
    attribute.description = "d";
    attribute.referenceTypeId = 2;
    attribute.referenceTypeName = "Link";
    attribute.referenceObjectTypeId = 77;
    attribute.referenceObjectSchemaId = 4;
    attribute.referenceObjectTypeName = "People";
    attribute.typeValue = "77";
    attribute.typeValueMulti = {"a", "", "b"};
    attribute.additionalValue = "x";
    attribute.minimumCardinality = 0;
    attribute.maximumCardinality = -1;
    attribute.suffix = "GB";
    attribute.regexValidation = "[A-Z]";
    attribute.options = "a,b";
    attribute.qlQuery = "Name = \"x\"";
    attribute.position = 5;
    for (auto flag : {&AttributeDefinition::isTypeTold, &AttributeDefinition::label, &AttributeDefinition::editable,
                      &AttributeDefinition::system, &AttributeDefinition::sortable, &AttributeDefinition::summable,
                      &AttributeDefinition::indexed, &AttributeDefinition::removable, &AttributeDefinition::hidden,
                      &AttributeDefinition::includeChildObjectTypes, &AttributeDefinition::uniqueAttribute})
        attribute.*flag = true;
    return attribute;
}

class MetadataCacheTest : public ::testing::Test {
protected:
    MetadataCacheTest() {
        std::string pattern = (fs::temp_directory_path() / "metadata-cache-XXXXXX").string();
        root = ::mkdtemp(pattern.data());
        directory = root / "one" / "two";
    }
    ~MetadataCacheTest() override { fs::remove_all(root); }

    MetadataCache cache(const std::string& site = "https://a.example", const std::string& account = "me",
                        seconds timeToLive = seconds(3600)) {
        return MetadataCache({directory.string(), site, account, timeToLive}, clock);
    }
    void saveSome() {
        MetadataCache writer = cache();
        Endpoint endpoint;
        endpoint.deployment = Deployment::DataCenter;
        endpoint.siteUrl = "https://a.example";
        endpoint.baseUrl = "https://a.example/rest";
        endpoint.alternateBaseUrl = "https://b.example";
        endpoint.workspaceId = "w";
        endpoint.cloudId = "c";
        endpoint.usesIql = true;
        writer.setEndpoint(endpoint);
        writer.setObjectSchemas({someSchema()});
        writer.setObjectTypes(3, {someType()});
        writer.setAttributes(11, {someAttribute(), {}});
        writer.save();
    }
    // The one file of the directory.
    fs::path file() const {
        for (const auto& entry : fs::directory_iterator(directory)) return entry.path();
        return {};
    }
    std::size_t fileCount() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory), fs::directory_iterator()));
    }
    static std::string textOf(const fs::path& path) {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }
    static void write(const fs::path& path, std::string_view text) {
        std::ofstream(path, std::ios::binary | std::ios::trunc).write(text.data(), static_cast<long>(text.size()));
    }
    static mode_t modeOf(const fs::path& path) {
        struct stat status = {};
        ::lstat(path.c_str(), &status);
        return status.st_mode & 07777;
    }
    bool knowsAnything() {
        const MetadataCache reader = cache();
        return reader.endpoint() || reader.objectSchemas() || reader.objectTypes(3) || reader.attributes(11);
    }

    fs::path root, directory;
    testing::FakeClock clock;
};

TEST_F(MetadataCacheTest, KeepsEveryMemberForTheNextConnection) {
    saveSome();
    const MetadataCache reader = cache();
    ASSERT_TRUE(reader.endpoint() && reader.objectSchemas() && reader.objectTypes(3) && reader.attributes(11));
    EXPECT_EQ(reader.endpoint()->deployment, Deployment::DataCenter);
    EXPECT_EQ(reader.endpoint()->baseUrl, "https://a.example/rest");
    EXPECT_EQ(reader.endpoint()->alternateBaseUrl, "https://b.example");
    EXPECT_TRUE(reader.endpoint()->usesIql);
    const ObjectSchema &schema = reader.objectSchemas()->at(0), same = someSchema();
    EXPECT_EQ(schema.name, same.name);
    EXPECT_EQ(schema.description, same.description);
    EXPECT_EQ(schema.objectCount, same.objectCount);
    EXPECT_EQ(schema.canManage, same.canManage);
    const ObjectType& type = reader.objectTypes(3)->at(0);
    EXPECT_EQ(type.name, someType().name);
    EXPECT_EQ(type.icon.url48, "u48");
    EXPECT_EQ(type.objectCount, -1);
    EXPECT_EQ(type.parentObjectTypeId, 9);
    EXPECT_EQ(type.type, 0);
    EXPECT_TRUE(type.parentObjectTypeInherited);
    const AttributeDefinition& attribute = reader.attributes(11)->at(0);
    EXPECT_EQ(attribute.typeValueMulti, someAttribute().typeValueMulti);
    EXPECT_EQ(attribute.minimumCardinality, 0);
    EXPECT_EQ(attribute.maximumCardinality, -1);
    EXPECT_EQ(attribute.qlQuery, someAttribute().qlQuery);
    EXPECT_TRUE(attribute.isTypeTold && attribute.uniqueAttribute && attribute.hidden);
    const AttributeDefinition& bare = reader.attributes(11)->at(1);
    EXPECT_FALSE(bare.isTypeTold || bare.suffix || bare.minimumCardinality || bare.label);
}

// What is written, read and written again is the same text: no member is forgotten on either way.
TEST_F(MetadataCacheTest, ReadsAllThatItWrites) {
    saveSome();
    const std::string first = textOf(file());
    MetadataCache again = cache();
    ASSERT_TRUE(again.endpoint());
    again.setEndpoint(Endpoint(*again.endpoint()));
    again.save();
    EXPECT_EQ(textOf(file()), first);
    for (const char* member : {"summable", "referenceObjectSchemaId", "suffix", "regexValidation", "canManage", "icon"})
        EXPECT_NE(first.find(member), std::string::npos) << member;
}

TEST_F(MetadataCacheTest, IsPrivateToTheUser) {
    saveSome();
    EXPECT_EQ(modeOf(file()), 0600U);
    EXPECT_EQ(modeOf(directory), 0700U);
    EXPECT_EQ(modeOf(directory.parent_path()), 0700U);
    EXPECT_EQ(fileCount(), 1U);
    EXPECT_EQ(file().filename().string().find("example"), std::string::npos);
    EXPECT_EQ(textOf(file()).find("\"me\""), std::string::npos);
}

TEST_F(MetadataCacheTest, BelongsToOneSiteAndAccount) {
    saveSome();
    EXPECT_TRUE(knowsAnything());
    EXPECT_FALSE(cache("https://a.example", "you").objectSchemas());
    EXPECT_FALSE(cache("https://b.example", "me").objectSchemas());
    // Also where a file is put in another's place.
    MetadataCache other = cache("https://b.example", "me");
    other.setObjectSchemas({});
    other.save();
    const fs::path own = file();
    for (const auto& entry : fs::directory_iterator(directory))
        if (entry.path() != own) fs::rename(own, entry.path());
    EXPECT_FALSE(cache("https://b.example", "me").objectTypes(3));
    EXPECT_FALSE(cache("https://a.example", "me").objectTypes(3));
}

TEST_F(MetadataCacheTest, ForgetsWithTime) {
    saveSome();
    clock.advance(seconds(3599));
    MetadataCache reader = cache();
    EXPECT_TRUE(reader.objectSchemas());
    reader.setObjectTypes(4, {});
    clock.advance(seconds(1));
    EXPECT_FALSE(reader.objectSchemas());
    EXPECT_FALSE(reader.attributes(11));
    EXPECT_TRUE(reader.objectTypes(4));
    reader.save();
    EXPECT_EQ(textOf(file()).find("Owner"), std::string::npos) << "what is too old is not kept";
}

TEST_F(MetadataCacheTest, TellsHowOldAttributesAre) {
    saveSome();
    clock.advance(seconds(61));
    MetadataCache reader = cache();
    EXPECT_EQ(reader.ageOfAttributes(11), seconds(61));
    EXPECT_EQ(reader.ageOfAttributes(12), std::nullopt);
    reader.setAttributes(11, {});
    EXPECT_EQ(reader.ageOfAttributes(11), seconds(0));
    reader.forgetAttributes(11);
    EXPECT_EQ(reader.ageOfAttributes(11), std::nullopt);
}

TEST_F(MetadataCacheTest, DoesNotTrustAFileOfTheFuture) {
    clock.advance(seconds(7200));
    saveSome();
    clock.advance(seconds(-7200));
    EXPECT_FALSE(knowsAnything());
}

TEST_F(MetadataCacheTest, WithNoTimeToLiveServesThisConnectionOnly) {
    MetadataCache once = cache("https://a.example", "me", seconds(0));
    once.setObjectSchemas({someSchema()});
    clock.advance(seconds(100000));
    EXPECT_TRUE(once.objectSchemas());
    once.save();
    EXPECT_FALSE(fs::exists(directory));
}

TEST_F(MetadataCacheTest, WritesNothingWhereNothingChangedOrNoDirectoryIsGiven) {
    MetadataCache idle = cache();
    idle.objectSchemas();
    idle.save();
    EXPECT_FALSE(fs::exists(directory));
    MetadataCache nowhere({"", "https://a.example", "me", seconds(3600)}, clock);
    nowhere.setObjectSchemas({someSchema()});
    nowhere.save();
    EXPECT_TRUE(nowhere.objectSchemas());
}

TEST_F(MetadataCacheTest, CountsItsChangesAndKeepsPointersUntilThen) {
    MetadataCache memory = cache();
    const auto before = memory.version();
    memory.setObjectSchemas({someSchema()});
    EXPECT_GT(memory.version(), before);
    const auto schemas = memory.objectSchemas();
    EXPECT_EQ(memory.objectSchemas(), schemas);
    const auto between = memory.version();
    memory.forgetObjectSchemas();
    EXPECT_GT(memory.version(), between);
    EXPECT_FALSE(memory.objectSchemas());
    EXPECT_EQ(schemas->at(0).id, 3) << "held by whoever asked";
    memory.setAttributes(1, {});
    memory.setObjectTypes(2, {});
    memory.forgetAttributes(1);
    memory.forgetObjectTypes(2);
    EXPECT_FALSE(memory.attributes(1) || memory.objectTypes(2));
    memory.setAttributes(1, {});
    memory.forgetEverything();
    EXPECT_FALSE(memory.attributes(1));
}

TEST_F(MetadataCacheTest, IgnoresAndReplacesWhatIsNoFileOfItsOwn) {
    saveSome();
    const fs::path path = file();
    const std::string good = textOf(path);
    const auto isReplacedAfter = [&](const std::function<void()>& spoil, const char* what) {
        fs::remove_all(path);
        spoil();
        EXPECT_FALSE(knowsAnything()) << what;
        saveSome();
        EXPECT_EQ(modeOf(path), 0600U) << what;
        EXPECT_TRUE(knowsAnything()) << what;
    };
    const fs::path target = root / "target";
    isReplacedAfter(
        [&] {
            write(target, good);
            fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write);
            fs::create_symlink(target, path);
        },
        "a link, even to a good file");
    EXPECT_EQ(textOf(target), good) << "nothing is written through the link";
    isReplacedAfter([&] { fs::create_symlink(root / "nothing", path); }, "a link to nothing");
    isReplacedAfter([&] { ::mkfifo(path.c_str(), 0600); }, "a pipe that nobody writes to");
    isReplacedAfter(
        [&] {
            write(path, good);
            fs::permissions(path, fs::perms(0644));
        },
        "a file that others may read");
    if (::geteuid() == 0)
        isReplacedAfter(
            [&] {
                write(path, good);
                fs::permissions(path, fs::perms(0600));
                EXPECT_EQ(::chown(path.c_str(), 12345, 12345), 0);
            },
            "somebody else's file");
    // A directory in its place cannot be replaced; it is no cache, and no failure.
    fs::remove_all(path);
    fs::create_directory(path);
    EXPECT_FALSE(knowsAnything());
    saveSome();
    EXPECT_FALSE(knowsAnything());
    EXPECT_EQ(fileCount(), 1U) << "nothing half written is left behind";
}

TEST_F(MetadataCacheTest, UsesNoDirectoryThatOthersMayChange) {
    saveSome();
    fs::permissions(directory, fs::perms(0777));
    EXPECT_FALSE(knowsAnything());
    fs::remove(file());
    saveSome();
    EXPECT_EQ(fileCount(), 0U);
}

TEST_F(MetadataCacheTest, SurvivesADirectoryThatCannotBeMade) {
    directory = "/proc/nothing/here";
    saveSome();
    EXPECT_FALSE(knowsAnything());
    write(root / "plain", "x");
    directory = root / "plain" / "below";
    saveSome();
    EXPECT_FALSE(knowsAnything());
}

// The text alone: a file for each would keep the disk busy for a minute.
TEST_F(MetadataCacheTest, IgnoresEveryTruncatedText) {
    saveSome();
    const std::string good = textOf(file());
    for (std::size_t length = 0; length < good.size(); ++length)
        ASSERT_FALSE(snapshotOfText(std::string_view(good).substr(0, length), "https://a.example")) << length;
    EXPECT_TRUE(snapshotOfText(good, "https://a.example"));
}

TEST_F(MetadataCacheTest, SurvivesEveryAlteredText) {
    saveSome();
    const std::string good = textOf(file());
    std::mt19937 random(1);  // NOLINT: the same every time
    for (int round = 0; round < 20000; ++round) {
        std::string bad = good;
        for (int changes = 1 + static_cast<int>(random() % 4); changes > 0; --changes) {
            const std::size_t at = random() % bad.size();
            static constexpr std::string_view kBytes = "{}[]\",:0-9e\\n\xFF";
            if (random() % 3 == 0)
                bad.erase(at, 1 + random() % 20);
            else
                bad[at] = kBytes[random() % kBytes.size()];
        }
        snapshotOfText(bad, "https://a.example");
    }
}

TEST_F(MetadataCacheTest, IgnoresAndReplacesGarbage) {
    saveSome();
    const fs::path path = file();
    const std::string good = textOf(path);
    for (const std::string& text :
         {std::string(), good.substr(0, good.size() - 1), std::string(1 << 20, '['), std::string(1 << 16, '\0'),
          std::string("null"), std::string("[]"), std::string("{}"), std::string("{\"format\":1}"),
          std::string("{\"format\":99,\"site\":\"https://a.example\"}"), std::string("\"text\""),
          std::string(5000, '{')}) {
        write(path, text);
        EXPECT_FALSE(knowsAnything()) << text.substr(0, 50);
        saveSome();
        EXPECT_TRUE(knowsAnything());
    }
}

TEST_F(MetadataCacheTest, IgnoresOtherFormatsAndMembersOfOtherTypes) {
    saveSome();
    const fs::path path = file();
    const std::string good = textOf(path);
    const auto replaced = [&](std::string_view from, std::string_view to) {
        std::string text = good;
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    };
    const std::pair<const char*, const char*> changes[] = {
        {"\"format\":1", "\"format\":2"},
        {"\"objectCount\":5000000000", "\"objectCount\":\"many\""},
        {"\"objectCount\":5000000000", "\"objectCount\":1e300"},
        {"\"canManage\":false", "\"canManage\":0"},
        {"\"position\":5", "\"position\":99999999999"},
        {"\"what\":[", "\"that\":["},
        {"\"when\":", "\"when\":-"},
        {"\"when\":", "\"when\":999999"},
        {"\"11\":", "\"eleven\":"},
    };
    for (const auto& [from, to] : changes) {
        write(path, replaced(from, to));
        EXPECT_FALSE(knowsAnything()) << to;
    }
    write(path, replaced("\"status\":\"Ok\"", "\"new member\":[{}]"));
    EXPECT_TRUE(knowsAnything()) << "members of a later release do no harm";
}

TEST_F(MetadataCacheTest, StaysWholeWhenManyWriteAtOnce) {
    saveSome();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            for (int round = 0; round < 20; ++round) {
                MetadataCache own = cache();
                EXPECT_TRUE(own.objectSchemas());
                own.setObjectSchemas(std::vector<ObjectSchema>(static_cast<std::size_t>(1 + i * 50), someSchema(i)));
                own.save();
            }
        });
    for (std::thread& thread : threads) thread.join();
    const MetadataCache reader = cache();
    ASSERT_TRUE(reader.objectSchemas());
    EXPECT_EQ(reader.objectSchemas()->size(), static_cast<std::size_t>(1 + reader.objectSchemas()->at(0).id * 50));
    EXPECT_EQ(fileCount(), 1U);
}

TEST(DefaultCacheDirectory, FollowsTheUsersEnvironment) {
    const char* const home = std::getenv("HOME");
    const char* const cache = std::getenv("XDG_CACHE_HOME");
    const std::string oldHome = home == nullptr ? "" : home, oldCache = cache == nullptr ? "" : cache;
    ::setenv("HOME", "/home/me", 1);
    ::unsetenv("XDG_CACHE_HOME");
    EXPECT_EQ(defaultCacheDirectory(), "/home/me/.cache/assetsodbc");
    ::setenv("XDG_CACHE_HOME", "/cache", 1);
    EXPECT_EQ(defaultCacheDirectory(), "/cache/assetsodbc");
    ::setenv("XDG_CACHE_HOME", "relative", 1);
    EXPECT_EQ(defaultCacheDirectory(), "/home/me/.cache/assetsodbc");
    ::unsetenv("HOME");
    EXPECT_EQ(defaultCacheDirectory(), "");
    home == nullptr ? ::unsetenv("HOME") : ::setenv("HOME", oldHome.c_str(), 1);
    cache == nullptr ? ::unsetenv("XDG_CACHE_HOME") : ::setenv("XDG_CACHE_HOME", oldCache.c_str(), 1);
}

}  // namespace
}  // namespace assetsodbc::assets
