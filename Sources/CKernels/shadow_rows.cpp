#include "clones.hpp"
#include "shadow_kernels.h"
#include "splitmix.hpp"

namespace {

__attribute__((always_inline)) inline uint64_t word(uint64_t seed, uint64_t counter) {
    return splitmix::mixed(seed + (counter + 1) * splitmix::step);
}

}  // namespace

CK_CLONES
void ck_shadow_rows(const double *members, int32_t d, const int32_t *bases, int64_t base_count,
                    const int32_t *neighbors, int32_t k, uint64_t seed, int64_t count,
                    double *out) {
    const uint64_t pairs = static_cast<uint64_t>(base_count) * static_cast<uint64_t>(k);
    for (int64_t i = 0; i < count; ++i) {
        const uint64_t at = static_cast<uint64_t>(i) * 2;
        const uint64_t pair = ((word(seed, at) >> 32) * pairs) >> 32;
        const double step = static_cast<double>(word(seed, at + 1) >> 11) * 0x1p-53;
        const double *base = members + static_cast<int64_t>(bases[pair / k]) * d;
        const double *neighbor = members + static_cast<int64_t>(neighbors[pair]) * d;
        double *row = out + i * d;
        for (int32_t f = 0; f < d; ++f) row[f] = base[f] + step * (neighbor[f] - base[f]);
    }
}
