#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Rows in the order of their release, and the random words of one seed.
///
/// A row is drawn by a whole number below a bound (rows × neighbors; masked rejection, one word a
/// try) and, after those of all rows, by a step in 0...1 (two words). Rows with equal numbers lie
/// between the same two records.
typedef struct {
    /// Words of the Mersenne Twister, in order.
    const uint32_t *words;
    int64_t word_count;
    /// n × d coordinates, of about unit size.
    const double *rows;
    int64_t n;
    int32_t d;
    /// Bound on the error of a coordinate.
    double rounding;
    /// Lengths of segments up to `near_length` are near, above `far_length` far.
    double near_length, far_length;
    /// Logarithm of how much likelier the right draws are than wrong ones to show a segment that is
    /// near, in between, far.
    double log_odds[3];
    /// Draws are given up when the sum of these falls below.
    double least_log_odds;
} ck_replay;

/// Bounds `first...last` that all give the same draws.
typedef struct {
    int64_t first, last;
    /// The word that the first step is made of.
    int64_t position;
} ck_replay_bounds;

/// The bounds in `low...high` whose draws the rows do not refute.
///
/// - Parameters:
///   - low, high: from 2; one mask has to hold for all: no power of two is in `low..<high`.
///   - found: room for `high - low + 1`.
/// - Returns: how many were found.
/// Cost: O(n) and about √bound rows per bound whose draws are wrong.
int64_t ck_replay_scan(const ck_replay *replay, int64_t low, int64_t high, ck_replay_bounds *found);

#ifdef __cplusplus
}
#endif
