#include "tests/simulator/search_pages.h"

#include <algorithm>

namespace assetsodbc::simulator {
namespace {

constexpr std::size_t kBlockSize = 25;

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash ^= value + 0x9E3779B97F4A7C15ULL + (hash << 6) + (hash >> 2);
    hash *= 0xBF58476D1CE4E5B9ULL;
    return hash ^ (hash >> 31);
}

std::uint64_t keyOf(const SearchPage& page, const std::vector<Id>& ids, bool deflated) {
    const ObjectForm& form = page.form;
    std::uint64_t key = mix((page.shape->isCloud() ? 1u : 2u) | (deflated ? 4u : 0u), page.objects->version());
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

std::string SearchPages::renderPlain(const SearchPage& page) {
    const Blocks blocks = blocksOf(page, false);
    std::size_t size = page.head.size() + page.tail.size() + 64 * 1024;
    for (const auto& rows : blocks) size += rows->part.bytes.size() + 1;
    std::string out;
    out.reserve(size);
    out += page.head;
    std::vector<Id> typeIds;
    for (const auto& rows : blocks) {
        if (rows != blocks.front()) out += ',';
        out += rows->part.bytes;
        for (const Id typeId : rows->typeIds) noteType(typeIds, typeId);
    }
    out += closeRows(page);
    if (page.definitions == Definitions::OfTheRows) writeDefinitions(out, page, typeIds);
    return out += tailOf(page);
}

std::string SearchPages::renderGzipped(const SearchPage& page) {
    static const DeflatedPart kComma = deflatePart(",");
    const Blocks blocks = blocksOf(page, true);
    GzipJoiner joiner;
    joiner.add(page.head);
    std::vector<Id> typeIds;
    for (const auto& rows : blocks) {
        if (rows != blocks.front()) joiner.add(kComma);
        joiner.add(rows->part);
        for (const Id typeId : rows->typeIds) noteType(typeIds, typeId);
    }
    joiner.add(closeRows(page));
    if (page.definitions == Definitions::OfTheRows) joiner.add(definitionsPart(page, typeIds));
    joiner.add(tailOf(page));
    return joiner.finish();
}

// Cut where the position in the whole result is a multiple of the block size, so that pages of other sizes meet the
// same blocks.
SearchPages::Blocks SearchPages::blocksOf(const SearchPage& page, bool deflated) {
    Blocks blocks;
    std::size_t done = 0;
    while (done < page.ids.size()) {
        const std::size_t size = std::min(kBlockSize - (page.startAt + done) % kBlockSize, page.ids.size() - done);
        const auto first = page.ids.begin() + static_cast<std::ptrdiff_t>(done);
        blocks.push_back(block(page, {first, first + static_cast<std::ptrdiff_t>(size)}, deflated));
        done += size;
    }
    return blocks;
}

std::shared_ptr<const RowBlock> SearchPages::block(const SearchPage& page, std::vector<Id> ids, bool deflated) {
    const std::uint64_t key = keyOf(page, ids, deflated);
    if (auto found = blocks_.find(key, ids)) return found;
    auto made = std::make_shared<RowBlock>();
    std::string text;
    writeRows(text, page, ids, made->typeIds);
    if (deflated) {
        made->part = deflatePart(text);
    } else {
        text.shrink_to_fit();
        made->part.bytes = std::move(text);
    }
    made->ids = std::move(ids);
    blocks_.keep(key, made);
    return made;
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
