// Puts search answers together: head, rows, attribute definitions, tail. Rows of a gzipped answer come from blocks of
// 25 that are compressed once and kept (least recently used go first when the memory bound is reached), so that the
// second scan of a site costs the server little more than copying. Thread-safe.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "tests/simulator/gzip.h"
#include "tests/simulator/reply.h"
#include "tests/simulator/shape.h"

namespace assetsodbc::simulator {

enum class Definitions { Absent, EmptyList, OfTheRows };

struct SearchPage {
    const Shape* shape = nullptr;
    std::shared_ptr<const ObjectSet> objects;
    ObjectForm form;
    DefinitionForm definitionForm;
    Definitions definitions = Definitions::OfTheRows;
    std::size_t startAt = 0;
    std::vector<Id> ids;
    std::string head;  // up to and including the bracket that opens the rows
    std::string tail;  // from after the bracket that closes the definitions
};

class SearchPages {
public:
    explicit SearchPages(std::size_t cacheBytes) : cacheBytes_(cacheBytes) {}

    Reply render(const SearchPage& page, bool gzipped);

private:
    struct Block {
        std::vector<Id> ids;
        std::vector<Id> typeIds;  // in order of first appearance
        DeflatedPart part;
    };
    struct Kept {
        std::uint64_t key = 0;
        std::shared_ptr<const Block> block;
    };

    std::string renderPlain(const SearchPage& page) const;
    std::string renderGzipped(const SearchPage& page);
    std::shared_ptr<const Block> block(const SearchPage& page, std::vector<Id> ids);
    std::shared_ptr<const Block> findBlock(std::uint64_t key, const std::vector<Id>& ids);
    void keepBlock(std::uint64_t key, const std::shared_ptr<const Block>& block);
    DeflatedPart definitionsPart(const SearchPage& page, const std::vector<Id>& typeIds);

    const std::size_t cacheBytes_;
    std::mutex mutex_;
    std::list<Kept> kept_;  // most recently used first
    std::unordered_map<std::uint64_t, std::list<Kept>::iterator> byKey_;
    std::size_t keptBytes_ = 0;
    std::unordered_map<std::string, DeflatedPart> definitions_;
};

}  // namespace assetsodbc::simulator
