#include "assets/metadata_snapshot.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <type_traits>
#include <utility>

#include "assets/json_text.h"

namespace assetsodbc::assets {

namespace {

using rapidjson::Value;
using Writer = rapidjson::Writer<rapidjson::StringBuffer>;
using Time = std::chrono::system_clock::time_point;

// Raised with every change of what the members mean. Members that are the same as in a fresh struct are left out.
constexpr std::int64_t kFormat = 1;

// The members of each struct, once for writing and reading: visit(name, member).
template <typename Icon_, typename Visit>
void members(Icon_& icon, Visit& visit, const Icon*) {
    visit("id", icon.id);
    visit("name", icon.name);
    visit("url16", icon.url16);
    visit("url48", icon.url48);
}

template <typename Endpoint_, typename Visit>
void members(Endpoint_& endpoint, Visit& visit, const Endpoint*) {
    visit("isDataCenter", endpoint.deployment);
    visit("siteUrl", endpoint.siteUrl);
    visit("baseUrl", endpoint.baseUrl);
    visit("alternateBaseUrl", endpoint.alternateBaseUrl);
    visit("workspaceId", endpoint.workspaceId);
    visit("cloudId", endpoint.cloudId);
    visit("usesIql", endpoint.usesIql);
}

template <typename Schema, typename Visit>
void members(Schema& schema, Visit& visit, const ObjectSchema*) {
    visit("id", schema.id);
    visit("workspaceId", schema.workspaceId);
    visit("globalId", schema.globalId);
    visit("name", schema.name);
    visit("objectSchemaKey", schema.objectSchemaKey);
    visit("status", schema.status);
    visit("description", schema.description);
    visit("created", schema.created);
    visit("updated", schema.updated);
    visit("objectCount", schema.objectCount);
    visit("objectTypeCount", schema.objectTypeCount);
    visit("canManage", schema.canManage);
}

template <typename Type, typename Visit>
void members(Type& type, Visit& visit, const ObjectType*) {
    visit("id", type.id);
    visit("workspaceId", type.workspaceId);
    visit("globalId", type.globalId);
    visit("name", type.name);
    visit("description", type.description);
    visit("icon", type.icon);
    visit("position", type.position);
    visit("created", type.created);
    visit("updated", type.updated);
    visit("objectCount", type.objectCount);
    visit("parentObjectTypeId", type.parentObjectTypeId);
    visit("type", type.type);
    visit("objectSchemaId", type.objectSchemaId);
    visit("inherited", type.inherited);
    visit("abstractObjectType", type.abstractObjectType);
    visit("parentObjectTypeInherited", type.parentObjectTypeInherited);
}

template <typename Attribute, typename Visit>
void members(Attribute& attribute, Visit& visit, const AttributeDefinition*) {
    visit("id", attribute.id);
    visit("objectTypeId", attribute.objectTypeId);
    visit("objectSchemaId", attribute.objectSchemaId);
    visit("workspaceId", attribute.workspaceId);
    visit("globalId", attribute.globalId);
    visit("name", attribute.name);
    visit("label", attribute.label);
    visit("type", attribute.type);
    visit("isTypeTold", attribute.isTypeTold);
    visit("defaultTypeId", attribute.defaultTypeId);
    visit("defaultTypeName", attribute.defaultTypeName);
    visit("description", attribute.description);
    visit("referenceTypeId", attribute.referenceTypeId);
    visit("referenceTypeName", attribute.referenceTypeName);
    visit("referenceObjectTypeId", attribute.referenceObjectTypeId);
    visit("referenceObjectSchemaId", attribute.referenceObjectSchemaId);
    visit("referenceObjectTypeName", attribute.referenceObjectTypeName);
    visit("typeValue", attribute.typeValue);
    visit("typeValueMulti", attribute.typeValueMulti);
    visit("additionalValue", attribute.additionalValue);
    visit("editable", attribute.editable);
    visit("system", attribute.system);
    visit("sortable", attribute.sortable);
    visit("summable", attribute.summable);
    visit("indexed", attribute.indexed);
    visit("removable", attribute.removable);
    visit("hidden", attribute.hidden);
    visit("includeChildObjectTypes", attribute.includeChildObjectTypes);
    visit("uniqueAttribute", attribute.uniqueAttribute);
    visit("minimumCardinality", attribute.minimumCardinality);
    visit("maximumCardinality", attribute.maximumCardinality);
    visit("suffix", attribute.suffix);
    visit("regexValidation", attribute.regexValidation);
    visit("options", attribute.options);
    visit("qlQuery", attribute.qlQuery);
    visit("position", attribute.position);
}

class SnapshotWriter {
public:
    std::string textOf(const MetadataSnapshot& snapshot, std::string_view site) {
        json_.StartObject();
        key("format");
        json_.Int64(kFormat);
        key("site");
        text(site);
        told("endpoint", snapshot.endpoint);
        told("objectSchemas", snapshot.objectSchemas);
        toldById("objectTypes", snapshot.objectTypes);
        toldById("attributes", snapshot.attributes);
        json_.EndObject();
        return {buffer_.GetString(), buffer_.GetSize()};
    }

    // A member of a struct.
    template <typename T>
    void operator()(const char* name, const T& member) {
        if (isDefault(member)) return;
        key(name);
        write(member);
    }

private:
    void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
    void text(std::string_view value) { json_.String(value.data(), static_cast<rapidjson::SizeType>(value.size())); }

    template <typename T>
    static bool isDefault(const std::optional<T>& member) {
        return !member;
    }
    template <typename T>
    static bool isDefault(const std::vector<T>& member) {
        return member.empty();
    }
    static bool isDefault(const Icon& icon) { return icon.id.empty() && icon.name.empty(); }
    template <typename T>
    static bool isDefault(const T& member) {
        return member == T();
    }

    void write(bool value) { json_.Bool(value); }
    void write(std::int32_t value) { json_.Int64(value); }
    void write(std::int64_t value) { json_.Int64(value); }
    void write(const std::string& value) { text(value); }
    void write(Deployment value) { json_.Bool(value == Deployment::DataCenter); }
    template <typename T>
    void write(const std::optional<T>& value) {
        write(*value);
    }
    template <typename T>
    void write(const std::vector<T>& values) {
        json_.StartArray();
        for (const T& value : values) write(value);
        json_.EndArray();
    }
    template <typename T, typename = std::enable_if_t<std::is_class_v<T>>>
    void write(const T& value) {
        json_.StartObject();
        members(value, *this, static_cast<const T*>(nullptr));
        json_.EndObject();
    }

    template <typename T>
    void told(std::string_view name, const Told<T>& entry) {
        if (entry.what == nullptr) return;
        key(name);
        json_.StartObject();
        key("when");
        json_.Int64(std::chrono::duration_cast<std::chrono::milliseconds>(entry.when.time_since_epoch()).count());
        key("what");
        write(*entry.what);
        json_.EndObject();
    }
    template <typename T>
    void toldById(const char* name, const std::map<std::int64_t, Told<T>>& entries) {
        key(name);
        json_.StartObject();
        for (const auto& [id, entry] : entries) told(std::to_string(id), entry);
        json_.EndObject();
    }

    rapidjson::StringBuffer buffer_;
    Writer json_{buffer_};
};

// Reads what SnapshotWriter writes. Whatever is not of that shape spoils all of it: isGood() is false then.
class SnapshotReader {
public:
    bool isGood() const { return isGood_; }

    MetadataSnapshot read(const Value& root, std::string_view site) {
        MetadataSnapshot snapshot;
        std::int64_t format = 0;
        std::string keptSite;
        object_ = &root;
        require(root.IsObject());
        if (!isGood_) return snapshot;
        (*this)("format", format);
        (*this)("site", keptSite);
        require(format == kFormat && keptSite == site);
        if (!isGood_) return snapshot;
        told(root, "endpoint", snapshot.endpoint);
        told(root, "objectSchemas", snapshot.objectSchemas);
        toldById(root, "objectTypes", snapshot.objectTypes);
        toldById(root, "attributes", snapshot.attributes);
        return snapshot;
    }

    // A member of a struct.
    template <typename T>
    void operator()(const char* name, T& member) {
        const auto found = object_->FindMember(name);
        if (found != object_->MemberEnd()) read(found->value, member);
    }

private:
    void require(bool condition) { isGood_ = isGood_ && condition; }

    void read(const Value& json, bool& value) {
        require(json.IsBool());
        if (json.IsBool()) value = json.GetBool();
    }
    void read(const Value& json, std::int32_t& value) {
        require(json.IsInt());
        if (json.IsInt()) value = json.GetInt();
    }
    void read(const Value& json, std::int64_t& value) {
        require(json.IsInt64());
        if (json.IsInt64()) value = json.GetInt64();
    }
    void read(const Value& json, std::string& value) {
        require(json.IsString());
        if (json.IsString()) value.assign(json.GetString(), json.GetStringLength());
    }
    void read(const Value& json, Deployment& value) {
        bool isDataCenter = false;
        read(json, isDataCenter);
        value = isDataCenter ? Deployment::DataCenter : Deployment::Cloud;
    }
    template <typename T>
    void read(const Value& json, std::optional<T>& value) {
        read(json, value.emplace());
    }
    template <typename T>
    void read(const Value& json, std::vector<T>& values) {
        require(json.IsArray());
        if (!json.IsArray()) return;
        values.reserve(json.Size());
        for (const Value& each : json.GetArray()) read(each, values.emplace_back());
    }
    template <typename T, typename = std::enable_if_t<std::is_class_v<T>>>
    void read(const Value& json, T& value) {
        require(json.IsObject());
        if (!json.IsObject()) return;
        const Value* const outer = std::exchange(object_, &json);
        members(value, *this, static_cast<const T*>(nullptr));
        object_ = outer;
    }

    template <typename T>
    void readTold(const Value& json, Told<T>& entry) {
        const auto* const when = memberOf(json, "when");
        const auto* const what = memberOf(json, "what");
        require(when != nullptr && when->IsInt64() && what != nullptr);
        if (!isGood_) return;
        T value;
        read(*what, value);
        // Milliseconds that a clock can hold.
        constexpr std::int64_t kLatest = 1LL << 43;
        require(when->GetInt64() >= 0 && when->GetInt64() < kLatest);
        if (!isGood_) return;
        entry.what = std::make_shared<const T>(std::move(value));
        entry.when = Time(std::chrono::milliseconds(when->GetInt64()));
    }
    template <typename T>
    void told(const Value& root, const char* name, Told<T>& entry) {
        if (const Value* const json = memberOf(root, name)) readTold(*json, entry);
    }
    template <typename T>
    void toldById(const Value& root, const char* name, std::map<std::int64_t, Told<T>>& entries) {
        const Value* const all = memberOf(root, name);
        require(all != nullptr && all->IsObject());
        if (!isGood_) return;
        for (const auto& [key, json] : all->GetObject()) {
            const auto id = integerOf({key.GetString(), key.GetStringLength()});
            require(id.has_value());
            if (!isGood_) return;
            readTold(json, entries[*id]);
        }
    }
    static const Value* memberOf(const Value& json, const char* name) {
        if (!json.IsObject()) return nullptr;
        const auto found = json.FindMember(name);
        return found == json.MemberEnd() ? nullptr : &found->value;
    }

    const Value* object_ = nullptr;
    bool isGood_ = true;
};

}  // namespace

std::string snapshotText(const MetadataSnapshot& snapshot, std::string_view site) {
    return SnapshotWriter().textOf(snapshot, site);
}

std::optional<MetadataSnapshot> snapshotOfText(std::string_view text, std::string_view site) {
    // Iterative, because nobody knows how deep it is nested.
    constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
    rapidjson::Document document;
    document.Parse<kFlags>(text.data(), text.size());
    if (document.HasParseError()) return std::nullopt;
    SnapshotReader reader;
    MetadataSnapshot snapshot = reader.read(document, site);
    return reader.isGood() ? std::optional(std::move(snapshot)) : std::nullopt;
}

}  // namespace assetsodbc::assets
