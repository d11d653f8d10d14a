#pragma once

#include <math.h>

#include "mixed_distance_kernels.h"
#include "neighbor_selection.hpp"

namespace mixed {

inline bool is_missing(double value) { return value != value; }

/// What a column adds, before its weight.
inline double term(double a, double b, uint8_t kind, bool is_gower) {
    if (kind == ck_mixed_number) {
        const double apart = fabs(a - b);
        if (apart == apart) return is_gower && apart > 1 ? 1 : apart;
    } else {
        if (a == b) return 0;
        if (a == a && b == b) return 1;
    }
    if (is_missing(a) && is_missing(b)) return is_gower ? 0 : 1;
    if (is_missing(a) || is_missing(b)) {
        return !is_gower && kind != ck_mixed_category ? NAN : 1;
    }
    // Two numbers that are infinite.
    return NAN;
}

/// The distance by its definition.
inline double distance(const ck_mixed_columns &columns, const double *a, const double *b) {
    double sum = 0;
    for (int32_t f = 0; f < columns.width; ++f) {
        sum += columns.weights[f] * term(a[f], b[f], columns.kinds[f], columns.is_gower);
    }
    return sum / columns.divisor;
}

/// The nearest rows of a query that comes with many others.
class Nearest {
public:
    void start(const ck_mixed_queries &queries, int64_t query) {
        values = query;
        left_out = queries.first_row < 0 ? -1 : queries.first_row + query;
        best.start(queries.count);
    }

    /// Takes in one row.
    void compare(const ck_mixed_columns &columns, const ck_mixed_rows &rows,
                 const ck_mixed_queries &queries, int64_t row) {
        if (row == left_out) return;
        const double apart = distance(columns, rows.values + row * columns.width,
                                      queries.values + values * columns.width);
        best.take({apart, static_cast<int32_t>(row)});
    }

    /// The farthest of those found; infinite as long as there are too few.
    double farthest() const { return best.worst().distance; }

    /// Writes what was found.
    void finish(const ck_mixed_queries &queries) {
        ck_queries answers = {};
        answers.count = queries.count;
        answers.out_index = queries.out_index;
        answers.out_distance = queries.out_distance;
        best.finish(answers, values);
    }

private:
    int64_t values = 0, left_out = -1;
    neighbors::NearestOfAnyOrder best;
};

}  // namespace mixed
