// The consistency check of descriptor records: "Consistency Checks" under SQLSetDescRec in the ODBC reference. It is
// made whenever a buffer is bound to a record, and when an application asks for it on an implementation parameter
// descriptor.
#pragma once

#include "driver/descriptor_record.h"
#include "driver/tables/descriptor_fields.h"

namespace assetsodbc::driver {

// Throws OdbcError HY021, saying which field does not fit. Application descriptors hold C types, the implementation
// parameter descriptor SQL types.
void requireConsistent(DescriptorRole role, const DescriptorRecord& record);

}  // namespace assetsodbc::driver
