#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The `count` nearest of `n` points for each query, by squared Euclidean distance, exact; ties
/// in order of index.
///
/// A distance is summed column by column, in order, without contraction, so it is the same on
/// every instruction set and equal to that of a plain loop.
///
/// A distance too large for a `double` is infinite and comes last; a point whose distance is not a
/// number is never near.
///
/// - points: column-major; column f starts at `points + f * stride`, where `stride` is a multiple
///   of 8 and at least `n`: what lies between is read and ignored. At most 2³¹ − 1 points.
/// - d: columns, 0 or more; without a column all distances are 0.
/// - queries: row-major, `query_count` rows of `d` values.
/// - excluded: for each query the index of a point to leave out, or -1; may be NULL.
/// - out_index, out_distance: `query_count * count` entries each, nearest first; where there are
///   fewer than `count` points the rest is -1 and infinity. out_distance may be NULL.
/// - Cost: O(query_count n d) time; O(count) memory per query of a small batch.
void ck_nearest(const double *points, int64_t n, int64_t stride, int32_t d, const double *queries,
                int64_t query_count, int32_t count, const int32_t *excluded, int32_t *out_index,
                double *out_distance);

#ifdef __cplusplus
}
#endif
