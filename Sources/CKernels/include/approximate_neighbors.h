#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Rows in single precision, centered and scaled, in the order of an approximate index.
///
/// All kernels of this file use one order of additions, so that they give the same answer, bit for
/// bit, on every instruction set; ties are broken by row number.
typedef struct {
    /// Row-major, `n` rows of `stride` values of which the last ones may be padding, zero.
    const float *values;
    /// At most 2³⁰ − 1.
    int64_t n;
    /// A multiple of 16.
    int32_t stride;
} ck_float_rows;

/// Values that a row of `d` columns takes up.
int32_t ck_float_stride(int32_t d);

/// Fills the rows `first..<last` with `(numbers − center) · scale`; `order` names the row that
/// comes to each place, `center` has `d` values.
void ck_float_rows_fill(const double *numbers, int32_t d, const double *center, double scale,
                        const int32_t *order, int64_t first, int64_t last, float *out);

/// Leaves of a tree that is halved `depth` times; leaf l holds places `ck_leaf_start(n, depth, l)`
/// to `ck_leaf_start(n, depth, l + 1)`.
int64_t ck_leaf_start(int64_t n, int32_t depth, int64_t leaf);

/// Chooses the direction in which node `node` (1 is the root, 2i and 2i + 1 are the children of i)
/// is halved: from one of its rows to another.
///
/// - plane: `stride` values; one more, where the halves meet, is set by `ck_halve`.
void ck_choose_plane(const ck_float_rows *rows, const int32_t *order, int64_t first, int64_t last,
                     uint64_t seed, int64_t node, float *plane);

/// Components of the rows `order[first..<last]` along a plane's direction, into `keys[first…]`.
void ck_project(const ck_float_rows *rows, const int32_t *order, int64_t first, int64_t last,
                const float *plane, float *keys);

/// Sorts `order[first..<last]` into a lower and an upper half; where the second half begins.
int64_t ck_halve(const ck_float_rows *rows, int32_t *order, float *keys, int64_t first,
                 int64_t last, float *plane);

/// Halves a node and all below it until `depth` is reached.
///
/// - planes: `stride + 1` values for each inner node, that of the root second.
void ck_arrange(const ck_float_rows *rows, int32_t *order, float *keys, int64_t first, int64_t last,
                int64_t node, int32_t node_depth, int32_t depth, uint64_t seed, float *planes);

/// For each row the `k` nearest found so far, nearest first.
typedef struct {
    /// `n * k` row numbers times two, plus one for those not yet followed; -1 for none.
    int32_t *ids;
    /// `n * k` squared distances.
    float *distances;
    int32_t k;
} ck_near_lists;

/// Compares the rows of each of the leaves `first..<last` with each other.
void ck_join_leaves(const ck_float_rows *rows, const int32_t *order, int32_t depth, int64_t first,
                    int64_t last, ck_near_lists *lists);

/// For each row up to `r` rows that have it in their list, the first ones; `out` starts as -1.
/// Numbers carry the marks of the lists. Rows `first..<last` are gone through.
void ck_reverse(const ck_near_lists *lists, int64_t first, int64_t last, int32_t *out, int32_t r);

/// One step of refinement for the rows `first..<last`: neighbors of neighbors are tried.
///
/// - reverse: as made by `ck_reverse`, or NULL.
/// - to: filled for these rows; must not be `from`.
/// - Returns how many places in the lists changed.
/// - Source: Dong, Moses, Li: Efficient k-nearest neighbor graph construction, WWW 2011.
int64_t ck_refine(const ck_float_rows *rows, const ck_near_lists *from, const int32_t *reverse,
                  int32_t r, int64_t first, int64_t last, ck_near_lists *to);

/// A finished index.
typedef struct {
    ck_float_rows rows;
    /// `n * k` row numbers, nearest first, and `n * r` in reverse; -1 for none.
    const int32_t *graph, *reverse;
    int32_t k, r;
    /// `trees` trees of equal depth, one after the other: orders and planes.
    const int32_t *orders;
    const float *planes;
    int32_t trees, depth;
    /// What was subtracted from each column and what it was multiplied with after that.
    const double *center;
    double scale;
    /// The rows as they were given, row-major, of `d` values, and for each row its number there.
    const double *numbers;
    int32_t d;
    const int32_t *original;
} ck_near_graph;

/// What to look for. Row numbers are those of the rows as they were given.
typedef struct {
    /// `n` rows of `d` values.
    const double *numbers;
    int64_t n;
    /// For each query its own place in the index, which is left out, or -1.
    const int32_t *place;
    int32_t count;
    /// Rows kept in sight while searching, at least `count`.
    int32_t sight;
    /// For each place in the index 1 if that row is not wanted; may be NULL.
    const uint8_t *hidden;
    /// `n * count` each, nearest first; where fewer are found the rest is -1 and infinity.
    int32_t *out_index;
    double *out_distance;
} ck_near_queries;

/// Rows near each query, nearly always the nearest: for a query that is in the index, and no more
/// neighbors than lists are long, its list; else it follows the graph from a leaf of each tree, or
/// from the query's own place, to nearer and nearer rows.
///
/// - Cost: about O(sight (k + r) d) time for a query, whatever the number of rows.
void ck_nearest_in_graph(const ck_near_graph *graph, const ck_near_queries *queries);

/// For each of `n` places the leaf of the graph's first tree that it belongs to: places in one leaf
/// are near each other.
void ck_leaves_in_graph(const ck_near_graph *graph, const double *numbers, int64_t n, int32_t *out);

#ifdef __cplusplus
}
#endif
