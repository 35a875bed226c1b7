// Puts search answers together: head, rows, attribute definitions, tail. Rows come from blocks of 25 that are written,
// and compressed where that is asked for, once and kept, so that the second scan of a site costs the server little more
// than copying. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "tests/simulator/block_cache.h"
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
    explicit SearchPages(std::size_t cacheBytes) : blocks_(cacheBytes) {}

    Reply render(const SearchPage& page, bool gzipped);

private:
    using Blocks = std::vector<std::shared_ptr<const RowBlock>>;

    std::string renderPlain(const SearchPage& page);
    std::string renderGzipped(const SearchPage& page);
    Blocks blocksOf(const SearchPage& page, bool deflated);
    std::shared_ptr<const RowBlock> block(const SearchPage& page, std::vector<Id> ids, bool deflated);
    DeflatedPart definitionsPart(const SearchPage& page, const std::vector<Id>& typeIds);

    BlockCache blocks_;
    std::mutex mutex_;
    std::unordered_map<std::string, DeflatedPart> definitions_;
};

}  // namespace assetsodbc::simulator
