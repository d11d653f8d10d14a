#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "detection_kernels.h"
#include "splitmix.hpp"

/// A row (the first) and the rows near it, relative to it and scaled.
class Patch {
public:
    Patch(const ck_table &table, int32_t subject, const int32_t *neighbors, int32_t m)
        : d(table.d) {
        ids.push_back(subject);
        for (int32_t j = 0; j < m; ++j) {
            if (neighbors[j] >= 0 && neighbors[j] != subject) ids.push_back(neighbors[j]);
        }
        values.resize(ids.size() * static_cast<size_t>(d));
        for (size_t i = 0; i < ids.size(); ++i) {
            const double *row = table.coordinates + static_cast<int64_t>(ids[i]) * d;
            std::copy(row, row + d, values.begin() + static_cast<int64_t>(i) * d);
        }
    }

    int32_t count() const { return static_cast<int32_t>(ids.size()); }

    /// The rows but the first, relative to it, each column divided by its scale.
    void relative(const double *scales, std::vector<double> &out) const {
        out.resize(values.size() - static_cast<size_t>(d));
        for (size_t i = 0; i + d < values.size(); ++i) {
            const size_t f = i % static_cast<size_t>(d);
            out[i] = (values[i + d] - values[f]) / scales[f];
        }
    }

    /// Row numbers in the table.
    std::vector<int32_t> ids;
    /// Row-major.
    std::vector<double> values;
    int32_t d;
};

/// Lets rows of a patch that are near each other exchange values, again and again.
class Exchange {
public:
    Exchange(const Patch &patch, const double *ranges, uint64_t seed);

    /// A patch after exchanges: rows are paired at random with one of their nearest, and the two
    /// exchange each column or do not, with equal chances.
    const Patch &next();

private:
    uint64_t bits() { return splitmix::next(state_); }
    int32_t below(size_t bound) { return static_cast<int32_t>((bits() >> 32) * bound >> 32); }

    static constexpr int32_t near_count = 5;
    const Patch &original_;
    Patch exchanged_;
    /// For each row its nearest ones.
    std::vector<int32_t> nearest_;
    std::vector<int32_t> order_;
    std::vector<uint8_t> taken_;
    uint64_t state_;
};
