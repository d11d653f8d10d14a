#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Two rows that a row can have been drawn between, column by column.
typedef struct {
    /// The rows, nearest first, or -1 if there are none.
    int32_t near, far;
    /// Squared distance of the farther of them; infinite if there are none.
    double square;
} ck_box;

/// The first two of `candidates` that span a box strictly around the subject: in every column where
/// `is_tied` is 0 one lies below and one above it, in every other both have its very value.
///
/// - values: row-major, `d` values each; rows nearer to the subject are taken first, by squared
///   distance, unless `in_order` is 1: then they are taken as they come. O(candidates d).
ck_box ck_box_around(const double *values, int32_t d, int32_t subject, const uint8_t *is_tied,
                     const int32_t *candidates, int64_t count, int32_t in_order);

#ifdef __cplusplus
}
#endif
