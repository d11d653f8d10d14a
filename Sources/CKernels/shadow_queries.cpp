#include <string.h>

#include <algorithm>
#include <vector>

#include "clones.hpp"
#include "shadow_kernels.h"

namespace {

/// Rows looked at together.
constexpr int64_t block = 512;

CK_CLONES
void narrow(const double *values, int64_t count, double low, double high, uint8_t *meets) {
    for (int64_t i = 0; i < count; ++i) {
        meets[i] &= static_cast<uint8_t>((values[i] >= low) & (values[i] <= high));
    }
}

CK_CLONES
int64_t sum(const uint8_t *meets, int64_t count) {
    int64_t total = 0;
    for (int64_t i = 0; i < count; ++i) total += meets[i];
    return total;
}

}  // namespace

void ck_count_queries(const double *rows, int64_t count, int32_t d, const ck_condition *conditions,
                      int64_t condition_count, int64_t *counts) {
    if (condition_count == 0) return;
    memset(counts, 0, sizeof(int64_t) * (conditions[condition_count - 1].query + 1));
    std::vector<double> columns(static_cast<size_t>(block) * d);
    uint8_t meets[block];
    for (int64_t start = 0; start < count; start += block) {
        const int64_t size = std::min(block, count - start);
        for (int64_t i = 0; i < size; ++i) {
            for (int32_t f = 0; f < d; ++f) columns[f * block + i] = rows[(start + i) * d + f];
        }
        for (int64_t c = 0; c < condition_count;) {
            const int32_t query = conditions[c].query;
            memset(meets, 1, size);
            for (; c < condition_count && conditions[c].query == query; ++c) {
                narrow(columns.data() + conditions[c].column * block, size, conditions[c].low,
                       conditions[c].high, meets);
            }
            counts[query] += sum(meets, size);
        }
    }
}
