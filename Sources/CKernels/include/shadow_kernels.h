#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Rows drawn as SMOTE draws them: a base and one of its neighbors, each with equal chances, and a
/// place between the two.
///
/// - members: row-major, `d` values each.
/// - bases: row numbers among `members`, `base_count` of them, less than 2^32 / k.
/// - neighbors: `k` row numbers for each base.
/// - seed: equal seeds give equal rows; the draws are numbers of a counter (SplitMix64, Steele, Lea
///   and Flood 2014), so that a stream costs nothing to start.
/// - out: `count * d` values. O(count d).
void ck_shadow_rows(const double *members, int32_t d, const int32_t *bases, int64_t base_count,
                    const int32_t *neighbors, int32_t k, uint64_t seed, int64_t count, double *out);

/// What a release looks like as a whole: for each column the least value, the lower quartile, the
/// mean, the median, the upper quartile and the largest value, then the lower triangle of the
/// covariance matrix (divided by `count - 1`; 0 for a single row), row by row.
///
/// Quartiles are interpolated between neighbors in rank, as NumPy does by default. A column with a
/// value that is not finite has NaN for all of its numbers.
///
/// - rows: row-major, `d` values each; at least one row.
/// - out: `6 d + d (d + 1) / 2` values. O(count d^2).
void ck_release_summary(const double *rows, int64_t count, int32_t d, double *out);

/// One condition of a counting query.
typedef struct {
    /// Number of the query; ascending from 0 without gaps.
    int32_t query;
    int32_t column;
    /// Both ends are included.
    double low, high;
} ck_condition;

/// How many rows meet all conditions of a query, for every query.
///
/// - rows: row-major, `d` values each. O(count d + count conditions).
void ck_count_queries(const double *rows, int64_t count, int32_t d, const ck_condition *conditions,
                      int64_t condition_count, int64_t *counts);

#ifdef __cplusplus
}
#endif
