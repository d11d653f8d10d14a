#pragma once
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a column of mixed rows holds.
enum {
    /// Numbers in units of their range: they count by their difference.
    ck_mixed_number,
    /// Numbers of a column without a range: they are equal or not.
    ck_mixed_constant,
    /// Numbers of levels: they are equal or not.
    ck_mixed_category
};

/// Columns of numbers and categories, and how their differences become one distance.
///
/// The distance of two rows is the sum over the columns, in order and without contraction, of the
/// weight times the term, divided by the divisor. A term is |a − b| for numbers, at most 1 by
/// Gower's rule, and 0 or 1 for constants and categories. A value that is NaN is missing: by
/// Gower's rule both missing count 0 and one missing 1; by Anonymeter's both missing count 1, and
/// so does one missing, unless it is a number: then the distance is not a number.
typedef struct {
    int32_t width;
    /// Gower's rule; else Anonymeter's.
    bool is_gower;
    /// For each column what it holds.
    const uint8_t *kinds;
    /// For each column.
    const double *weights;
    double divisor;
} ck_mixed_columns;

/// Rows to search among.
typedef struct {
    /// Row-major, `n` rows of as many values as there are columns.
    const double *values;
    /// At most 2³¹ − 2.
    int64_t n;
} ck_mixed_rows;

/// What to look for, and where the answers go.
typedef struct {
    /// Row-major, `n` rows of as many values as there are columns.
    const double *values;
    int64_t n;
    /// Neighbors of each, 0 or more.
    int32_t count;
    /// Where the queries are rows of those searched among, and none is its own neighbor: the number
    /// of the first of them; else -1.
    int64_t first_row;
    /// `n * count` each, nearest first; where there are fewer rows than `count` the rest is -1 and
    /// infinity.
    int32_t *out_index;
    double *out_distance;
} ck_mixed_queries;

/// Rows rounded to integers of 16 bits, to find out quickly which rows cannot be near.
///
/// Weights are finite, 0 or more. `scale` is such that for all columns together `scale` times the
/// weight is at most 65 000, and 16 000 for each.
typedef struct {
    /// Columns that count 0 or 1, and columns of numbers. Columns without weight are left out.
    int32_t labels, numbers;
    /// Which columns they are: the labels, then the numbers.
    const int32_t *columns;
    /// What each of them adds at most: `scale` times its weight, rounded down; 1 or more.
    const uint16_t *most;
    /// For each of them, used for numbers: the value that becomes 0, and `scale` times the weight.
    const double *origins, *steps;
    double scale;
    /// `ck_mixed_screen_size` codes; not needed for filling.
    const uint16_t *tiles;
} ck_mixed_screen;

enum {
    /// Rows in a tile of a screen.
    ck_mixed_tile_rows = 64
};

/// Codes that the tiles of `n` rows have.
int64_t ck_mixed_screen_size(const ck_mixed_screen *screen, int64_t n);

/// Fills the tiles of `rows`, `ck_mixed_screen_size` codes; what pads the last tile is 0.
void ck_mixed_screen_fill(const ck_mixed_columns *columns, const ck_mixed_screen *screen,
                          const ck_mixed_rows *rows, uint16_t *tiles);

/// The nearest rows, exact; ties go to the lower number, a distance that is not a number is never
/// near.
///
/// - screen: NULL to compare every query with every row in double precision; else only rows that a
///   lower bound of their distance does not rule out are.
/// - Cost: O(queries n width) time; beside the answers a few hundred kilobytes.
void ck_mixed_nearest(const ck_mixed_columns *columns, const ck_mixed_screen *screen,
                      const ck_mixed_rows *rows, const ck_mixed_queries *queries);

#ifdef __cplusplus
}
#endif
