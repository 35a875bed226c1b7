// Decoding pages of 100 generated objects, as the simulator serves them to a Cloud client.
#include <benchmark/benchmark.h>
#include <httplib.h>

#include <stdexcept>
#include <string>

#include "assets/json_decode.h"
#include "tests/simulator/server.h"

namespace {

using assetsodbc::assets::ObjectFields;

std::string fetchPage(bool withAttributes) {
    assetsodbc::simulator::SimulatorOptions options;
    options.objects = 1000;
    assetsodbc::simulator::Simulator simulator(options);
    simulator.start();
    httplib::Client client("127.0.0.1", simulator.port());
    client.set_basic_auth("demo@example.com", "demo-token");
    const std::string base = simulator.cloudUrl().substr(simulator.url().size());
    const auto answer = client.Post(
        base + "/object/aql?startAt=0&maxResults=100&includeAttributes=" + (withAttributes ? "true" : "false"),
        R"({"qlQuery":""})", "application/json");
    if (!answer || answer->status != 200) throw std::runtime_error("the simulator did not answer");
    return answer->body;
}

void decode(benchmark::State& state, const std::string& page, ObjectFields fields) {
    std::size_t objects = 0;
    for (auto _ : state) {
        const auto decoded = assetsodbc::assets::decodeObjects(page, fields, "benchmark");
        objects += decoded.objects.size();
        benchmark::DoNotOptimize(decoded.values.data());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(objects));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * page.size()));
}

void decodeIdentity(benchmark::State& state) {
    decode(state, fetchPage(false), ObjectFields::Identity);
}
void decodeIdentityOfFullPage(benchmark::State& state) {
    decode(state, fetchPage(true), ObjectFields::Identity);
}
void decodeAttributes(benchmark::State& state) {
    decode(state, fetchPage(true), ObjectFields::Attributes | ObjectFields::Name | ObjectFields::Created);
}

BENCHMARK(decodeIdentity);
BENCHMARK(decodeIdentityOfFullPage);
BENCHMARK(decodeAttributes);

}  // namespace
