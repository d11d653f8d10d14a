#pragma once

#include <cstdint>

#include "clones.hpp"

/// `out[a]` = inner product of vector `a` with `vector`. The lanes are vectors, so every sum keeps
/// the order of the columns. `columns` is column-major, each `stride` long.
CK_CLONES
static void column_products(const double *columns, int64_t stride, int32_t d, const double *vector,
                            double *__restrict out) {
    for (int64_t a = 0; a < stride; ++a) out[a] = 0;
    for (int32_t f = 0; f < d; ++f) {
        const double *column = columns + f * stride;
        const double value = vector[f];
        for (int64_t a = 0; a < stride; ++a) out[a] += column[a] * value;
    }
}
