#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A table whose rows are looked at a neighborhood at a time.
///
/// - coordinates: row-major, `n` rows of `d` values, no column constant.
/// - units: per column half a unit of the last digit that its values are given with.
/// - ranges: per column its largest value less its least.
typedef struct {
    const double *coordinates;
    int64_t n;
    int32_t d;
    const double *units;
    const double *ranges;
} ck_table;

/// How nearly a row lies between two rows near it: the largest deviation of a coordinate from the
/// straight line, for the best pair. Not counted are pairs that differ in one column only, and
/// rows at a simple share of the way (a half, a third, …), as counts and regular series have them,
/// and rows with no other row beside the line that is nearer, as on a smooth curve.
/// Infinite beyond what is of interest.
typedef struct {
    /// In units of each column.
    double units;
    /// In ranges of each column.
    double ranges;
} ck_between;

/// - neighbors: `count * m` rows near each subject, -1 for none.
void ck_rows_between(const ck_table *table, const int32_t *subjects, int64_t count,
                     const int32_t *neighbors, int32_t m, ck_between *out);

/// The same `replicates` times, after rows near each other exchanged some of their values: that
/// keeps what values there are and how columns go together, and destroys lines.
///
/// - seed: with the number of the subject it decides what is exchanged.
/// - out: `count * replicates`, by subject.
void ck_rows_between_exchanged(const ck_table *table, const int32_t *subjects, int64_t count,
                               const int32_t *neighbors, int32_t m, int32_t replicates,
                               uint64_t seed, ck_between *out);

/// The lines of at least three rows through a row, within tolerances.
typedef struct {
    /// Lines with rows on both sides of it.
    int32_t inside;
    /// Lines that end in it.
    int32_t ending;
    /// The nearest rows on either side along the first line inside which it lies, or -1.
    int32_t before, after;
    /// Two rows of each of the first lines that end in it, the nearest first, or -1.
    int32_t ends[2][2];
} ck_row_lines;

/// - tolerances: per column.
void ck_lines_of_rows(const ck_table *table, const double *tolerances, const int32_t *subjects,
                      int64_t count, const int32_t *neighbors, int32_t m, ck_row_lines *out);

/// How nearly each subject lies in a plane with three of its neighbors, in units of each column;
/// infinite beyond what is of interest. With `replicates` above 0 after exchanges, as above.
///
/// - out: `count * max(1, replicates)`, by subject.
void ck_rows_in_planes(const ck_table *table, const int32_t *subjects, int64_t count,
                       const int32_t *neighbors, int32_t m, int32_t replicates, uint64_t seed,
                       double *out);

/// For each subject 1 if it lies in the box that two of its neighbors span, else 0.
void ck_rows_in_boxes(const ck_table *table, const int32_t *subjects, int64_t count,
                      const int32_t *neighbors, int32_t m, uint8_t *out);

#ifdef __cplusplus
}
#endif
