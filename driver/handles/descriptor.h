// A descriptor: one of the four that every statement has, or one that the application allocated on the connection.
// Bindings live here and nowhere else: SQLBindCol and SQLBindParameter write records. An implementation row descriptor
// has no records of its own; it shows the columns of its statement's result.
#pragma once

#include <vector>

#include "driver/descriptor_record.h"
#include "driver/handles/handle.h"
#include "driver/tables/descriptor_fields.h"
#include "sqlengine/query.h"

namespace assetsodbc::driver {

class Connection;

struct DescriptorContents {
    DescriptorHeader header;
    std::vector<DescriptorRecord> records;
};

class Descriptor : public Handle {
public:
    static constexpr HandleKind kKind = HandleKind::Descriptor;
    using Columns = std::vector<sqlengine::ResultColumn>;

    // `allocType` tells an explicit descriptor (SQL_DESC_ALLOC_USER) from an implicit one.
    Descriptor(Connection& connection, DescriptorRole role, SQLSMALLINT allocType);

    DescriptorRole role() const noexcept { return role_; }
    Connection& connection() noexcept { return connection_; }
    bool isExplicit() const noexcept { return header_.allocType == SQL_DESC_ALLOC_USER; }

    const DescriptorHeader& header() const noexcept { return header_; }
    DescriptorHeader& changeHeader();

    // The highest record, bookmarks (record 0) not counted.
    SQLSMALLINT count() const;
    void setCount(SQLSMALLINT count);
    // Record 0 is the bookmark. nullptr beyond count().
    const DescriptorRecord* record(SQLSMALLINT number) const;
    // Makes the record when it is not there yet.
    DescriptorRecord& changeRecord(SQLSMALLINT number);
    // Forgets where a record is bound; when it is the last one, the count falls to the last bound one.
    void unbind(SQLSMALLINT number);
    // Lets the count fall to the last bound record. The records beyond it are kept aside: bound again, they have the
    // fields that they had.
    void dropUnboundTail();
    // What SQLCopyDesc copies: everything but the kind of allocation.
    DescriptorContents contents() const;
    void setContents(DescriptorContents contents);
    // Grows with every change, so that what was derived from the descriptor knows when it is stale.
    std::uint64_t revision() const noexcept { return revision_; }

    // Implementation row descriptors: what they show; nullptr when the statement is not prepared.
    void showColumns(const Columns* columns);
    const Columns* columns() const noexcept { return columns_; }
    // Implementation row descriptors: the attribute SQL_ATTR_USE_BOOKMARKS of the statement, which must outlive this.
    void followBookmarks(const SQLULEN& useBookmarks) noexcept { useBookmarks_ = &useBookmarks; }
    bool hasBookmark() const noexcept { return useBookmarks_ == nullptr || *useBookmarks_ != SQL_UB_OFF; }

    std::string tag() const override;
    const common::Log& log() const override;
    bool isOdbc2() const override;

private:
    Connection& connection_;
    DescriptorRole role_;
    std::uint64_t number_;
    DescriptorHeader header_;
    std::vector<DescriptorRecord> records_{1};  // the bookmark record is always there
    SQLSMALLINT count_ = 0;                     // of the records that are shown
    const Columns* columns_ = nullptr;
    const SQLULEN* useBookmarks_ = nullptr;
    std::uint64_t revision_ = 1;
};

}  // namespace assetsodbc::driver
