// The styles of Transact-SQL's CONVERT: dates and times in the spellings of other countries, to text and back.
#pragma once

#include "sqlengine/functions/call.h"

namespace assetsodbc::sqlengine {

// (value, style) and (value, style, length): a date, time or timestamp in the style's spelling, cut to the length. Any
// other value is the text that it is.
void styledText(Call& call);
// (text, style): what the text in the style's spelling means.
void styledDate(Call& call);
void styledTime(Call& call);
void styledTimestamp(Call& call);

}  // namespace assetsodbc::sqlengine
