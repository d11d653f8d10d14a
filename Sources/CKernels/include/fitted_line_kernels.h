#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Lines fitted to rows with errors, each on a stretch between its outermost rows.
///
/// Distances are in a unit in which the errors of all coordinates are alike.
typedef struct {
    /// `n * d` values each: a place on every line, from which the others are measured, and a unit
    /// vector along it.
    const double *centers, *directions;
    /// Where the stretch begins and ends, seen from the center.
    const double *low, *high;
    /// How far beyond either end the record may be that the line ends in.
    const double *reach;
    /// The variance of a line's distance at its center, and what it grows by with the square of the
    /// distance from there.
    const double *variance, *growth;
    int64_t n;
    int32_t d;
} ck_fitted_lines;

/// Where two lines come nearest to each other.
typedef struct {
    int32_t first, second;
    /// Squared gap over its variance; infinite if the place is no end of one of the lines, or the
    /// lines are nearly parallel.
    double gap;
    /// Mean of the variances of the two lines there, in each coordinate.
    double variance;
} ck_near_meeting;

/// The meetings of one line with each of `count` others.
///
/// - places: `count * d` values: the mean of the two nearest places, the better known one with more
///   weight.
void ck_near_meetings(const ck_fitted_lines *lines, int32_t first, const int32_t *others,
                      int32_t count, ck_near_meeting *out, double *places);

/// Those of `count` lines that end at a place.
///
/// - variance: of the place itself, in each coordinate.
/// - limit: largest squared distance of the line from the place over its variance.
/// - is_taken: two flags per line, for its low and its high end: such an end is passed over.
/// - found: room for `count` lines; sides: likewise: 0 for the low, 1 for the high end.
/// - returns: how many were found.
int32_t ck_lines_ending_at(const ck_fitted_lines *lines, const int32_t *candidates, int32_t count,
                           const double *place, double variance, double limit,
                           const uint8_t *is_taken, int32_t *found, uint8_t *sides);

/// The place nearest to `count` lines, by least squares of the distances over their variances.
///
/// - place: `d` values: where to begin, and the answer.
/// - covariance: `d * d` values: of the answer's error.
/// - returns: 0 if the lines fix no place.
int32_t ck_nearest_place(const ck_fitted_lines *lines, const int32_t *members, int32_t count,
                         double *place, double *covariance);

#ifdef __cplusplus
}
#endif
