#pragma once

#include <stdint.h>
#include <string.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "neighbor_kernels.h"

namespace neighbors {

/// Doubles in one vector.
constexpr int64_t lanes = 8;

/// Eight numbers side by side, at any address that a number may have.
typedef double vector __attribute__((vector_size(lanes * sizeof(double)), aligned(sizeof(double))));

inline const vector &at(const double *numbers) {
    return *reinterpret_cast<const vector *>(numbers);
}

struct Found {
    double distance;
    int32_t index;
};

inline bool nearer(const Found &a, const Found &b) {
    return a.distance < b.distance || (a.distance == b.distance && a.index < b.index);
}

/// The squared distance by its definition.
inline double distance_to(const ck_rows &rows, int64_t row, const double *numbers,
                          const int32_t *codes) {
    const double *own = rows.numbers + row * rows.d;
    double sum = 0;
    for (int32_t f = 0; f < rows.d; ++f) {
        const double difference = own[f] - numbers[f];
        sum += difference * difference;
    }
    int32_t differing = 0;
    for (int32_t f = 0; f < rows.c; ++f) differing += rows.codes[row * rows.c + f] != codes[f];
    return sum + differing * rows.mismatch;
}

/// Writes the nearest of `found`, sorted, where the answer to query `q` belongs.
inline void write_answer(const ck_queries &queries, int64_t q, const Found *found, size_t size) {
    for (size_t j = 0; j < static_cast<size_t>(queries.count); ++j) {
        const bool is_found = j < size && found[j].index >= 0;
        queries.out_index[q * queries.count + j] = is_found ? found[j].index : -1;
        queries.out_distance[q * queries.count + j] =
            is_found ? found[j].distance : std::numeric_limits<double>::infinity();
    }
}

}  // namespace neighbors
