#include "driver/application.h"

#include <gtest/gtest.h>

namespace assetsodbc::driver {
namespace {

TEST(Application, OnlyLibreOfficeNeedsFullPieces) {
    EXPECT_TRUE(traitsOfProgram("soffice.bin").needsFullPieces);
    for (const char* other : {"", "isql", "soffice", "python3", "EXCEL.EXE"}) {
        EXPECT_FALSE(traitsOfProgram(other).needsFullPieces) << other;
    }
    EXPECT_FALSE(applicationTraits().needsFullPieces) << "this test is not LibreOffice";
}

}  // namespace
}  // namespace assetsodbc::driver
