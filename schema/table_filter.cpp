#include "schema/table_filter.h"

#include "common/unicode.h"

namespace assetsodbc::schema {

bool NameCondition::matches(std::string_view name) const {
    if (exact && !common::equalIgnoringAsciiCase(*exact, name)) return false;
    return !test || test(name);
}

}  // namespace assetsodbc::schema
