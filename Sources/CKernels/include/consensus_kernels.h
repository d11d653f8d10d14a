#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The rows that lines with errors are sought among: row-major, `n` rows of `d` values, every
/// column in a unit in which the errors of all columns are about alike.
typedef struct {
    const double *coordinates;
    int64_t n;
    int32_t d;
} ck_noisy_rows;

/// How many neighbors lie near one line with a subject, for a ladder of tolerances.
///
/// The tolerance of rung k is `least * 2^k`. Counted are, for the best line through the subject and
/// one of its neighbors, further neighbors whose deviation, in units in which it varies as a single
/// coordinate does, is within the tolerance. Rows within some tolerances of the subject or of each
/// other say nothing and are left out.
///
/// - neighbors: `count * m` indices, -1 for none.
/// - flip: not 0 for the chance level: the offset of each neighbor gets signs of its own, drawn
///   from this seed, column by column. Lines through the subject break, distances stay.
/// - out: `count * rungs` counts.
void ck_consensus_ladder(const ck_noisy_rows *rows, const int32_t *subjects, int64_t count,
                         const int32_t *neighbors, int32_t m, double least, int32_t rungs,
                         uint64_t flip, int32_t *out);

/// The neighbor through which the line from a subject passes most rows, and how many besides the
/// two; -1 and 0 if there is no such neighbor.
typedef struct {
    int32_t neighbor;
    int32_t rows;
} ck_consensus;

/// The best line through each subject.
///
/// - is_free: one flag per row of `rows`; only free rows are counted and drawn a line through.
/// - tolerance: as on the ladder.
void ck_best_lines(const ck_noisy_rows *rows, const uint8_t *is_free, const int32_t *subjects,
                   int64_t count, const int32_t *neighbors, int32_t m, double tolerance,
                   ck_consensus *out);

/// A line of best fit in the sense of least squares of the distances.
///
/// Starts with the line through two rows and alternates between taking the rows near it and
/// fitting; rows beyond an empty stretch that is longer than chance allows are left out.
///
/// - candidates: rows that may be on the line.
/// - tolerance: largest distance of a row from the fitted line.
/// - center: `d` values: the mean of the rows.
/// - direction: `d` values: a unit vector.
/// - members: room for `count` rows; those on the line, in order along it.
/// - along: room for `count` values: where each of them is, from the center.
/// - returns: the number of members; 0 if there are fewer than 3.
int32_t ck_fit_line(const ck_noisy_rows *rows, int32_t from, int32_t through, const int32_t *candidates,
                    int32_t count, double tolerance, double *center, double *direction,
                    int32_t *members, double *along);

#ifdef __cplusplus
}
#endif
