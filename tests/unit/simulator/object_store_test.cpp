#include "tests/simulator/object_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace assetsodbc::simulator {
namespace {

Object objectOf(Id id, Id typeId) {
    Object object;
    object.id = id;
    object.typeId = typeId;
    return object;
}

MemoryStore fiveObjects() {
    return MemoryStore({objectOf(5, 1), objectOf(1, 1), objectOf(3, 2), objectOf(9, 1), objectOf(7, 2)});
}

using Ids = std::vector<Id>;

TEST(MemoryStore, ListsIdsAscending) {
    const MemoryStore store = fiveObjects();
    EXPECT_EQ(store.snapshot()->all().all(), (Ids{1, 3, 5, 7, 9}));
}

TEST(MemoryStore, SelectsByTypeRangeAndIds) {
    const MemoryStore store = fiveObjects();
    IdFilter filter;
    filter.typeIds = {1};
    EXPECT_EQ(store.snapshot()->select(filter).all(), (Ids{1, 5, 9}));
    filter.lowest = 2;
    filter.highest = 8;
    EXPECT_EQ(store.snapshot()->select(filter).all(), (Ids{5}));
    filter = {};
    filter.ids = {9, 4, 3, 9};
    EXPECT_EQ(store.snapshot()->select(filter).all(), (Ids{3, 9}));
    filter.typeIds = {2};
    EXPECT_EQ(store.snapshot()->select(filter).all(), (Ids{3}));
}

TEST(MemoryStore, KeepsASnapshotAsItWas) {
    MemoryStore store = fiveObjects();
    const auto before = store.snapshot();
    EXPECT_TRUE(store.erase(3));
    Object changed = objectOf(5, 1);
    changed.created = 77;
    store.put(changed);
    store.put(objectOf(4, 1));
    EXPECT_EQ(before->all().all(), (Ids{1, 3, 5, 7, 9}));
    EXPECT_EQ(before->find(5)->created, 0);
    EXPECT_EQ(store.snapshot()->all().all(), (Ids{1, 4, 5, 7, 9}));
    EXPECT_EQ(store.snapshot()->find(5)->created, 77);
    EXPECT_NE(before->version(), store.snapshot()->version());
}

TEST(MemoryStore, AnswersFalseWhenThereIsNothingToErase) {
    MemoryStore store = fiveObjects();
    EXPECT_FALSE(store.erase(2));
    EXPECT_EQ(store.snapshot()->find(2), nullptr);
}

TEST(MemoryStore, NeverGivesOutAnIdTwice) {
    MemoryStore store = fiveObjects();
    EXPECT_EQ(store.allocateId(), 10);
    store.put(objectOf(20, 1));
    EXPECT_TRUE(store.erase(20));
    EXPECT_EQ(store.allocateId(), 21);
}

TEST(MemoryStore, IsReadWhileItIsWritten) {
    MemoryStore store = fiveObjects();
    std::thread writer([&store] {
        for (Id id = 100; id < 400; ++id) store.put(objectOf(id, 3));
        for (Id id = 100; id < 400; id += 2) store.erase(id);
    });
    for (int i = 0; i < 200; ++i) {
        const auto objects = store.snapshot();
        const auto ids = objects->all().all();
        EXPECT_EQ(ids.size(), objects->size());
        EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    }
    writer.join();
    EXPECT_EQ(store.snapshot()->size(), 155U);
}

TEST(IdList, ScattersTheSameWayEveryTime) {
    Ids ids;
    for (Id id = 1; id <= 1000; ++id) ids.push_back(id);
    const Ids scattered = IdList(ids).scattered().all();
    EXPECT_EQ(scattered, IdList(ids).scattered().all());
    EXPECT_FALSE(std::is_sorted(scattered.begin(), scattered.end()));
    EXPECT_TRUE(std::is_permutation(ids.begin(), ids.end(), scattered.begin()));
}

TEST(IdList, KeepsTheOrderOfTheOthersWhenOneIsMissing) {
    Ids ids;
    for (Id id = 1; id <= 300; ++id) ids.push_back(id);
    Ids expected = IdList(ids).scattered().all();
    expected.erase(std::find(expected.begin(), expected.end(), 42));
    ids.erase(ids.begin() + 41);
    EXPECT_EQ(IdList(ids).scattered().all(), expected);
}

TEST(IdList, ScattersALongListToo) {
    Ids ids;
    for (Id id = 1; id <= 250'000; ++id) ids.push_back(id);
    Ids scattered = IdList(ids).scattered().all();
    EXPECT_FALSE(std::is_sorted(scattered.begin(), scattered.end()));
    std::sort(scattered.begin(), scattered.end());
    EXPECT_EQ(scattered, ids);
}

TEST(IdList, SlicesUpToItsEnd) {
    const IdList list(Ids{4, 5, 6});
    EXPECT_EQ(list.slice(1, 1), (Ids{5}));
    EXPECT_EQ(list.slice(2, 10), (Ids{6}));
    EXPECT_EQ(list.slice(3, 10), Ids{});
    EXPECT_EQ(list.slice(99, 1), Ids{});
    EXPECT_EQ(list.reversed().all(), (Ids{6, 5, 4}));
    EXPECT_TRUE(IdList().scattered().reversed().all().empty());
}

}  // namespace
}  // namespace assetsodbc::simulator
