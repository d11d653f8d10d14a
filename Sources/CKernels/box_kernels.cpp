#include "box_kernels.h"
#include "splitmix.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <vector>

namespace {

/// A number that spreads over all bits, the same for the same column.
uint64_t column_number(uint64_t column) {
    return splitmix::mixed((column + 1) * splitmix::step);
}

/// On which side of the subject a candidate lies in every column, as a number: that of the opposite
/// corner has the other sign. Two sides have the same number by chance once in 2^64.
struct Corner {
    uint64_t side;
    double square;
    int32_t row;
};

}  // namespace

ck_box ck_box_around(const double *values, int32_t d, int32_t subject, const uint8_t *is_tied,
                     const int32_t *candidates, int64_t count, int32_t in_order) {
    const double *x = values + static_cast<int64_t>(subject) * d;
    std::vector<Corner> corners;
    for (int64_t i = 0; i < count; ++i) {
        const int32_t row = candidates[i];
        if (row < 0 || row == subject) continue;
        const double *y = values + static_cast<int64_t>(row) * d;
        Corner corner = {0, 0, row};
        bool fits = true;
        for (int32_t f = 0; f < d && fits; ++f) {
            const double difference = y[f] - x[f];
            fits = (difference == 0) == (is_tied[f] != 0);
            corner.square += difference * difference;
            if (difference > 0) corner.side += column_number(f);
            if (difference < 0) corner.side -= column_number(f);
        }
        if (fits) corners.push_back(corner);
    }
    if (!in_order) {
        std::sort(corners.begin(), corners.end(), [](const Corner &a, const Corner &b) {
            return a.square < b.square || (a.square == b.square && a.row < b.row);
        });
    }
    std::unordered_map<uint64_t, int32_t> seen;
    for (const Corner &corner : corners) {
        const auto opposite = seen.find(~corner.side + 1);
        if (opposite != seen.end()) return {opposite->second, corner.row, corner.square};
        seen.emplace(corner.side, corner.row);
    }
    return {-1, -1, std::numeric_limits<double>::infinity()};
}
