#include "sqlengine/scan_memo.h"

#include <gtest/gtest.h>
