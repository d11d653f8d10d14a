#pragma once
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Rows to search among, or to search for: numbers and categories.
///
/// The squared distance of two rows is the sum over the numbers, column by column, in order and
/// without contraction, plus `mismatch` times the number of category columns that differ. It is the
/// same on every instruction set and equal to that of a plain loop.
///
/// A distance too large for a `double` is infinite and comes last; a row whose distance is not a
/// number is never near. Equally near rows come in order of number.
typedef struct {
    /// Row-major, `n` rows of `d` values.
    const double *numbers;
    /// Row-major, `n` rows of `c` level numbers; may be NULL where `c` is 0.
    const int32_t *codes;
    /// At most 2³¹ − 2.
    int64_t n;
    int32_t d, c;
    /// Finite, 0 or more.
    double mismatch;
} ck_rows;

/// What to look for, and where the answers go.
typedef struct {
    /// Row-major, `n` rows of `d` values.
    const double *numbers;
    /// Row-major, `n` rows of `c` level numbers; may be NULL where `c` is 0.
    const int32_t *codes;
    int64_t n;
    /// Neighbors of each, 0 or more.
    int32_t count;
    /// For each a row to leave out, or -1; may be NULL.
    const int32_t *excluded;
    /// `n * count` each, nearest first; where there are fewer rows than `count` the rest is -1 and
    /// infinity.
    int32_t *out_index;
    double *out_distance;
} ck_queries;

/// The nearest rows by comparing every query with every row in double precision.
///
/// - Cost: O(queries n (d + c)) time, a few hundred kilobytes of memory.
void ck_nearest_plain(const ck_rows *rows, const ck_queries *queries);

/// Rows rounded to single precision, to find out quickly which rows cannot be near.
typedef struct {
    /// `ck_screen_size` values.
    const float *tiles;
    /// What was subtracted from each of the `d` columns.
    const double *center;
    /// What it was multiplied with after that: a power of two.
    double scale;
    /// The largest distance of a row from the center, after scaling.
    double radius;
} ck_screen;

/// Values that the tiles of a screen have.
int64_t ck_screen_size(int64_t n, int32_t d, int32_t c);

/// Fills the tiles that hold the rows `first..<last`, where `first` is a multiple of
/// `ck_screen_lanes`; the largest distance of one of them from the center.
double ck_screen_fill(const ck_rows *rows, const double *center, double scale, int64_t first,
                      int64_t last, float *tiles);

enum {
    /// Rows in a tile of a screen.
    ck_screen_lanes = 64
};

/// The nearest rows, exact: rows that a proven bound on the rounding errors of the screen cannot
/// rule out are compared in double precision.
///
/// - rows: no number is NaN or infinite; `d + c` is at most 4096, every level below 2²⁴; after
///   centering the largest magnitude is between 2⁻⁴⁰⁰ and 2⁴⁰⁰ and becomes, scaled, at most 1;
///   `mismatch` becomes, scaled twice, at most 2⁶⁰.
/// - Cost: O(queries n (d + c)) time.
void ck_nearest_screened(const ck_rows *rows, const ck_screen *screen, const ck_queries *queries);

/// Rows without categories as points whose coordinates are integers of 16 bits: they rule out rows
/// twice as fast as single precision or faster, unless a row far out makes the integers coarse.
typedef struct {
    /// `ck_integer_screen_size` values.
    const int32_t *tiles;
    /// What was subtracted from each of the `d` columns.
    const double *center;
    /// What it was multiplied with after that.
    double scale;
    /// The largest distance of a row, after scaling, from the point it was rounded to.
    double residual;
} ck_integer_screen;

enum {
    /// The largest distance from the center that a row may have after scaling, but for roundings
    /// of double precision.
    ck_integer_radius = 32700
};

/// Whether this processor can multiply pairs of such integers at once; without, single precision is
/// faster.
bool ck_multiplies_pairs(void);

/// Values that the tiles of such a screen have.
int64_t ck_integer_screen_size(int64_t n, int32_t d);

/// Fills the tiles that hold the rows `first..<last`, where `first` is a multiple of
/// `ck_screen_lanes`; the largest distance of one of them from the point it is rounded to.
double ck_integer_screen_fill(const ck_rows *rows, const double *center, double scale,
                              int64_t first, int64_t last, int32_t *tiles);

/// The nearest rows, exact: by `integers`, then, for queries far out and those for which too many
/// rows stay in doubt, by `singles`; how many those were.
///
/// - rows: as for `ck_nearest_screened`, and `c` is 0.
/// - Cost: O(queries n d) time.
int64_t ck_nearest_by_integers(const ck_rows *rows, const ck_integer_screen *integers,
                               const ck_screen *singles, const ck_queries *queries);

enum {
    /// Rows in a leaf of a tree.
    ck_leaf_rows = 16,
    /// Children of an inner node.
    ck_tree_children = 8
};

/// A k-d tree without pointers: leaf l holds the rows `order[16 l..<16 (l + 1)]`. The children of a
/// node are eight leaves, or nodes of the level below, and its number times eight is the first.
typedef struct {
    /// Row numbers, leaf by leaf.
    const int32_t *order;
    /// `ck_tree_leaves(n) * ck_leaf_rows * (d + c)` values: leaf by leaf, then column by column.
    const double *leaves;
    /// `ck_tree_places(n) * (2 d + c)` values: boxes around the children of each node, level by
    /// level from below.
    const double *boxes;
    /// `ck_tree_places(n)` values: the lowest row number in each child.
    const int32_t *lowest;
} ck_tree;

int64_t ck_tree_leaves(int64_t n);
/// Places for children in all nodes.
int64_t ck_tree_places(int64_t n);

/// Sorts `order[first..<last]`, a part of a tree, so that the halves of it lie apart; where the
/// second half begins, or `last` where the part is a leaf.
///
/// - first: 0 or where a half begins. The whole of a tree of `n` rows is `0..<n`.
/// - Cost: O((last - first) + d + c) time, 16 bytes of memory for a row.
int64_t ck_tree_split(const ck_rows *rows, int32_t *order, int64_t first, int64_t last);

/// Splits a part and its halves until all are leaves.
void ck_tree_arrange(const ck_rows *rows, int32_t *order, int64_t first, int64_t last);

/// Fills the leaves `first..<last` of a tree whose `order` is complete.
void ck_tree_fill_leaves(const ck_rows *rows, const int32_t *order, int64_t first, int64_t last,
                         double *leaves);

/// Nodes in a level; level 0 are the leaves, above the root there are none.
int64_t ck_tree_nodes(int64_t n, int32_t level);

/// Fills the boxes in the nodes `first..<last` of a level, 1 or more, of a tree whose lower levels
/// are complete.
void ck_tree_fill_boxes(const ck_rows *rows, const int32_t *order, const double *leaves,
                        int32_t level, int64_t first, int64_t last, double *boxes,
                        int32_t *lowest);

/// What a search had to look at.
typedef struct {
    int64_t leaves, nodes;
} ck_tree_visits;

/// The nearest rows, exact: what is left out lies, in the arithmetic of the distances themselves,
/// no nearer than what was found.
///
/// - rows: no number is NaN or infinite.
/// - subset: positions of the queries to answer, `subset_count` of them.
/// - Cost: O(log n) time for a query where few columns matter, O(n (d + c)) where many do.
ck_tree_visits ck_nearest_in_tree(const ck_rows *rows, const ck_tree *tree,
                                  const ck_queries *queries, const int32_t *subset,
                                  int64_t subset_count);

/// The leaf in whose box, or near it, each of the queries `first..<last` lies.
void ck_tree_locate(const ck_rows *rows, const ck_tree *tree, const ck_queries *queries,
                    int64_t first, int64_t last, int32_t *out_leaf);

/// Rows of categories and how the classes are distributed among the levels.
typedef struct {
    /// Column-major, each of the `c` columns `n` level numbers.
    const int32_t *codes;
    int64_t n;
    int32_t c;
    /// Levels of each column.
    const int32_t *levels;
    /// For each column, for each level, the share of each class among its rows.
    const double *shares;
    int32_t classes;
} ck_category_rows;

/// For each of the rows `first..<last` the `count` nearest of all, itself included.
///
/// The distance of two rows is the sum over the columns, in order, of the square of the sum over
/// the classes of |share − share|, that one with the roundings of NumPy's sum of contiguous
/// numbers. Equally near rows come in order of number. The answers are laid out as in
/// `ck_queries`, for `last - first` queries.
///
/// - Cost: O((last - first) (n c + levels classes)) time.
void ck_nearest_by_value_difference(const ck_category_rows *rows, int64_t first, int64_t last,
                                    int32_t count, int32_t *out_index, double *out_distance);

#ifdef __cplusplus
}
#endif
