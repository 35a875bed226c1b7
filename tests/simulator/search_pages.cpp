#include "tests/simulator/search_pages.h"

#include <algorithm>

namespace assetsodbc::simulator {
namespace {

constexpr std::size_t kBlockSize = 25;
constexpr std::size_t kBlockOverhead = 600;  // of a kept block besides its compressed bytes

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash ^= value + 0x9E3779B97F4A7C15ULL + (hash << 6) + (hash >> 2);
    hash *= 0xBF58476D1CE4E5B9ULL;
    return hash ^ (hash >> 31);
}

std::uint64_t keyOf(const SearchPage& page, const std::vector<Id>& ids) {
    const ObjectForm& form = page.form;
    std::uint64_t key = mix(page.shape->isCloud() ? 1 : 2, page.objects->version());
    key =
        mix(key, (form.attributes ? 1u : 0u) | (form.extendedInfo ? 2u : 0u) | static_cast<unsigned>(form.depth) << 2);
    for (const Id id : ids) key = mix(key, static_cast<std::uint64_t>(id));
    return key;
}

void noteType(std::vector<Id>& typeIds, Id typeId) {
    if (std::find(typeIds.begin(), typeIds.end(), typeId) == typeIds.end()) typeIds.push_back(typeId);
}

// Rows, separated by commas; notes the types that appear.
void writeRows(std::string& out, const SearchPage& page, const std::vector<Id>& ids, std::vector<Id>& typeIds) {
    JsonWriter json(out);
    for (const Id id : ids) {
        const auto object = page.objects->find(id);
        if (object == nullptr) continue;
        noteType(typeIds, object->typeId);
        page.shape->object(json, *page.objects, *object, page.form);
    }
}

void writeDefinitions(std::string& out, const SearchPage& page, const std::vector<Id>& typeIds) {
    JsonWriter json(out);
    for (const Id typeId : typeIds) {
        for (const auto* definition : page.shape->site().attributesOf(typeId)) {
            page.shape->definition(json, *definition, page.definitionForm);
        }
    }
}

std::string closeRows(const SearchPage& page) {
    switch (page.definitions) {
        case Definitions::Absent:
            return "]";
        case Definitions::EmptyList:
            return R"(],"objectTypeAttributes":[])";
        case Definitions::OfTheRows:
            break;
    }
    return R"(],"objectTypeAttributes":[)";
}

std::string tailOf(const SearchPage& page) {
    return page.definitions == Definitions::OfTheRows ? "]" + page.tail : page.tail;
}

}  // namespace

Reply SearchPages::render(const SearchPage& page, bool gzipped) {
    Reply reply;
    reply.body = gzipped ? renderGzipped(page) : renderPlain(page);
    reply.encoded = gzipped;
    reply.servedObjects = page.ids;
    return reply;
}

std::string SearchPages::renderPlain(const SearchPage& page) const {
    std::string out;
    out.reserve(std::min<std::size_t>(page.ids.size() * (page.form.attributes ? 8192 : 2048) + 64 * 1024, 64u << 20));
    out += page.head;
    std::vector<Id> typeIds;
    writeRows(out, page, page.ids, typeIds);
    out += closeRows(page);
    if (page.definitions == Definitions::OfTheRows) writeDefinitions(out, page, typeIds);
    return out += tailOf(page);
}

std::string SearchPages::renderGzipped(const SearchPage& page) {
    static const DeflatedPart kComma = deflatePart(",");
    GzipJoiner joiner;
    joiner.add(page.head);
    std::vector<Id> typeIds;
    std::size_t done = 0;
    while (done < page.ids.size()) {
        const std::size_t size = std::min(kBlockSize - (page.startAt + done) % kBlockSize, page.ids.size() - done);
        const auto first = page.ids.begin() + static_cast<std::ptrdiff_t>(done);
        const auto rows = block(page, std::vector<Id>(first, first + static_cast<std::ptrdiff_t>(size)));
        if (done > 0) joiner.add(kComma);
        joiner.add(rows->part);
        for (const Id typeId : rows->typeIds) noteType(typeIds, typeId);
        done += size;
    }
    joiner.add(closeRows(page));
    if (page.definitions == Definitions::OfTheRows) joiner.add(definitionsPart(page, typeIds));
    joiner.add(tailOf(page));
    return joiner.finish();
}

std::shared_ptr<const SearchPages::Block> SearchPages::block(const SearchPage& page, std::vector<Id> ids) {
    const std::uint64_t key = keyOf(page, ids);
    if (auto found = findBlock(key, ids)) return found;
    auto made = std::make_shared<Block>();
    std::string text;
    writeRows(text, page, ids, made->typeIds);
    made->part = deflatePart(text);
    made->ids = std::move(ids);
    keepBlock(key, made);
    return made;
}

std::shared_ptr<const SearchPages::Block> SearchPages::findBlock(std::uint64_t key, const std::vector<Id>& ids) {
    const std::lock_guard lock(mutex_);
    const auto found = byKey_.find(key);
    if (found == byKey_.end() || found->second->block->ids != ids) return nullptr;
    kept_.splice(kept_.begin(), kept_, found->second);
    return found->second->block;
}

void SearchPages::keepBlock(std::uint64_t key, const std::shared_ptr<const Block>& block) {
    const std::lock_guard lock(mutex_);
    if (byKey_.count(key) != 0) return;
    kept_.push_front({key, block});
    byKey_[key] = kept_.begin();
    keptBytes_ += block->part.bytes.size() + kBlockOverhead;
    while (keptBytes_ > cacheBytes_ && !kept_.empty()) {
        keptBytes_ -= kept_.back().block->part.bytes.size() + kBlockOverhead;
        byKey_.erase(kept_.back().key);
        kept_.pop_back();
    }
}

DeflatedPart SearchPages::definitionsPart(const SearchPage& page, const std::vector<Id>& typeIds) {
    std::string key = page.shape->isCloud() ? "c" : "d";
    if (page.definitionForm.objectType) key += 't';
    for (const Id typeId : typeIds) key += ' ' + std::to_string(typeId);
    {
        const std::lock_guard lock(mutex_);
        const auto found = definitions_.find(key);
        if (found != definitions_.end()) return found->second;
    }
    std::string text;
    writeDefinitions(text, page, typeIds);
    auto part = deflatePart(text);
    const std::lock_guard lock(mutex_);
    static constexpr std::size_t kMostKept = 1000;
    if (definitions_.size() >= kMostKept) definitions_.clear();
    return definitions_.emplace(key, std::move(part)).first->second;
}

}  // namespace assetsodbc::simulator
