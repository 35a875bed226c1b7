// The benchmark program; each file says what its figures hold.
#include <benchmark/benchmark.h>

BENCHMARK_MAIN();
