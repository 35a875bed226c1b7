#include "driver/application.h"

#include <gtest/gtest.h>

namespace assetsodbc::driver {
namespace {

TEST(Application, OnlyLibreOfficeIsTreatedSpecially) {
    EXPECT_TRUE(traitsOfProgram("soffice.bin").keepsConcurrency);
    for (const char* other : {"", "isql", "soffice", "python3", "EXCEL.EXE"}) {
        EXPECT_FALSE(traitsOfProgram(other).keepsConcurrency) << other;
    }
    EXPECT_FALSE(applicationTraits().keepsConcurrency) << "this test is not LibreOffice";
}

}  // namespace
}  // namespace assetsodbc::driver
