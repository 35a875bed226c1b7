// Sequences of calls that bind, set descriptor fields, copy descriptors, execute and fetch, on a connection whose
// answers come from memory. Each byte is a decision of tests/odbc/random_calls.
#include <cstdint>
#include <string>

#include "tests/fuzz/require.h"
#include "tests/odbc/random_calls/caller.h"
#include "tests/unit/driver/fake_session.h"

using namespace assetsodbc;
using namespace assetsodbc::randomcalls;

namespace {

class Application : public driver::test::OpenStatement {
public:
    explicit Application(driver::WideUnit unit) : unit_(unit) {
        SetUp();
        scripts["two ?"] = {
            scripts["numbers"].columns,
            scripts["numbers"].rows,
            {{schema::bigInt(), sqlengine::Nullability::Yes}, {schema::wvarchar(20), sqlengine::Nullability::Yes}},
            std::nullopt};
    }
    void run(Choices& choices) {
        static const Texts texts{{"numbers", "texts", "one ?", "two ?", "none", "breaks", "unknown"},
                                 {"numbers", "texts"},
                                 {"one ?", "two ?"},
                                 {"URL"},
                                 {"c1", "%", "", "Zo\xC3\xAB \xF0\x9F\x98\x80"}};
        Caller caller(choices, texts, [](const std::string& complaint) {
            std::fprintf(stderr, "%s\n", complaint.c_str());
            REQUIRE(!"an answer as ODBC has it");
        });
        caller.adopt(SQL_HANDLE_ENV, env, SQL_NULL_HANDLE);
        caller.adopt(SQL_HANDLE_DBC, dbc, env);
        caller.adopt(SQL_HANDLE_STMT, stmt, dbc);
        for (int calls = 0; calls < 200 && !choices.isExhausted(); ++calls) {
            caller.call(kDescriptors | kParameters | kResults | kExecution | kDiagnostics);
        }
    }

private:
    void TestBody() override {}
    driver::WideUnit wideUnit() const override { return unit_; }
    driver::WideUnit unit_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    ByteChoices choices(data + 1, size - 1);
    Application application((data[0] & 1) != 0 ? driver::WideUnit::Utf16 : driver::WideUnit::Utf32);
    application.run(choices);
    return 0;
}
