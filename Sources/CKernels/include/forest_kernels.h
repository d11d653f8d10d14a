#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Rows of two classes as trees are grown on them: in each column every different value has a code,
/// ascending with the values; a missing value (NaN) has the largest.
typedef struct {
    /// By column, `rows` codes each.
    const int32_t *codes;
    /// The different values of one column after the other, ascending.
    const double *values;
    /// For each column where its values begin, and the end of the last.
    const int64_t *starts;
    /// One per row, 1 or 0.
    const uint8_t *labels;
    int64_t rows;
    int32_t columns;
} ck_forest_table;

/// How a tree is grown.
typedef struct {
    /// Columns that a split chooses from, at least 1; columns in which the rows at hand do not
    /// differ count, but one in which they do is looked for until there is none left.
    int32_t columns_tried;
    /// Levels below the root at most, and the least weight of a leaf.
    int32_t depth, least_weight;
    /// Decides which columns are tried.
    uint64_t seed;
} ck_tree_growth;

/// Codes and different values of one column; the number of values.
///
/// - column: `rows` values, `stride` apart.
/// - codes, values: room for `rows` each. O(rows log rows).
int64_t ck_forest_codes(const double *column, int64_t rows, int64_t stride, int32_t *codes,
                        double *values);

/// Grows a tree on weighted rows by the Gini impurity, and adds to each of `shares` the share of
/// positive rows in the leaf that a query falls into.
///
/// A split lies midway between two neighboring values; what is missing goes with larger values.
/// Of splits that are equally good the first one found is taken.
///
/// - weights: how often each row counts; rows with 0 are left out.
/// - queries: row-major, `queries_count` rows.
/// O(rows columns_tried levels).
void ck_forest_tree(ck_forest_table table, const int32_t *weights, ck_tree_growth growth,
                    const double *queries, int64_t queries_count, double *shares);

#ifdef __cplusplus
}
#endif
