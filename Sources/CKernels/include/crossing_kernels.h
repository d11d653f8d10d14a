#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Straight lines.
///
/// - origins: row-major, `n` rows of `d` values: a point of each line.
/// - units: likewise: the direction of each, of length 1.
/// - lengths: how far apart the points are that the line was drawn through.
/// - errors: bound on the absolute error of a coordinate of these points.
typedef struct {
    const double *origins, *units, *lengths, *errors;
    int64_t n;
    int32_t d;
} ck_straight_lines;

/// A place where two lines meet.
typedef struct {
    int32_t first, second;
    /// How far from the origin of the first line.
    double along;
    /// Bound on the absolute error of a coordinate of the place.
    double error;
} ck_crossing_place;

typedef struct {
    ck_crossing_place *items;
    int64_t count;
    int64_t capacity;
} ck_crossing_places;

void ck_crossing_places_free(ck_crossing_places *list);

/// Appends where `line` meets each of the lines after it, number `from` or later. O(n d).
///
/// - largest_error: places known less well are left out, and so are lines that are nearly parallel.
void ck_crossings_of(const ck_straight_lines *lines, int32_t line, int64_t from,
                     double largest_error, ck_crossing_places *out);

/// Writes the lines that pass through a place to `out`, at most `capacity` of them; answers how many
/// there are. O(n d).
int64_t ck_lines_at(const ck_straight_lines *lines, const double *place, double error,
                    int32_t *out, int64_t capacity);

#ifdef __cplusplus
}
#endif
