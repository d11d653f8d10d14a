#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How the pairs of neighbors of one point lie to it, within a tolerance.
typedef struct {
    /// Pairs in line with the point and on one side of it: lines that end there.
    int32_t ends;
    /// Pairs with the point between them: chords through it.
    int32_t chords;
    /// The first pairs that end there, the nearer neighbor first, or -1.
    int32_t end_pairs[3][2];
} ck_chords;

/// The chords and the ends of lines at each of `count` subjects, among its neighbors.
///
/// Three points are in line if the middle one is within `tolerance` of the line through the others,
/// the more generously the less the three errors average out: the bound for the middle one at the
/// share t of the way is `tolerance * sqrt(1 + t^2 + (1 - t)^2)`. Distances below about 1e-8 of
/// those to the neighbors are not told apart. O(count m^2 d).
///
/// - coordinates: row-major, `d` values each.
/// - neighbors: `count * m` indices, nearest first, -1 for none.
void ck_chords_near(const double *coordinates, int32_t d, const int32_t *subjects, int64_t count,
                    const int32_t *neighbors, int32_t m, double tolerance, ck_chords *out);

/// Adds to `totals[s]` the pairs that are in line by `tolerances[s]`, for ascending tolerances.
void ck_chord_ladder(const double *coordinates, int32_t d, const int32_t *subjects, int64_t count,
                     const int32_t *neighbors, int32_t m, const double *tolerances, int32_t steps,
                     int64_t *totals);

#ifdef __cplusplus
}
#endif
