#include "clones.hpp"
#include "neighbor_selection.hpp"
#include "neighbor_tree.hpp"

namespace neighbors {

typedef bool bits_vector __attribute__((ext_vector_type(lanes)));
typedef int64_t masks_vector __attribute__((vector_size(lanes * sizeof(int64_t))));

/// One bit for each lane.
__attribute__((always_inline)) static inline uint32_t bits(const masks_vector &masks) {
    const bits_vector narrow = __builtin_convertvector(masks, bits_vector);
    uint8_t word;
    memcpy(&word, &narrow, sizeof word);
    return word;
}

/// Squared distances that no row in each of eight boxes falls below.
///
/// Each operation is one of `distances_to_leaf`, in the same order, on operands that are nearer
/// zero: rounding keeps the order of numbers, so a bound is never above a computed distance, not
/// even in the last digit.
///
/// The bits of those that are not above `limit`.
CK_CLONES
static uint32_t bounds_of_boxes(const double *box, int32_t d, int32_t c, double mismatch,
                                const double *query, double limit, double *__restrict out) {
    const vector zero = {}, one = zero + 1;
    vector sum = {}, differing = {};
    for (int32_t f = 0; f < d; ++f, box += 2 * children) {
        const vector below = at(box) - query[f], above = query[f] - at(box + children);
        const vector outside = below > above ? below : above;
        const vector gap = outside > zero ? outside : zero;
        sum += gap * gap;
    }
    for (int32_t f = d; f < d + c; ++f, box += children) {
        const vector &level = at(box);
        differing += ((level != query[f]) & (level >= zero)) ? one : zero;
    }
    const vector bounds = sum + differing * mismatch;
    *reinterpret_cast<vector *>(out) = bounds;
    const masks_vector above = bounds > limit;
    return ~bits(above);
}

/// Squared distances to the rows of a leaf; the bits of those that are at most `limit`.
CK_CLONES
static uint32_t distances_to_leaf(const double *leaf, int32_t d, int32_t c, double mismatch,
                                  const double *query, double limit, double *__restrict out) {
    const vector one = vector{} + 1;
    vector sums[2] = {}, differing[2] = {};
    for (int32_t f = 0; f < d; ++f, leaf += leaf_rows) {
        const vector a = at(leaf) - query[f], b = at(leaf + lanes) - query[f];
        sums[0] += a * a;
        sums[1] += b * b;
    }
    for (int32_t f = d; f < d + c; ++f, leaf += leaf_rows) {
        differing[0] += at(leaf) != query[f] ? one : vector{};
        differing[1] += at(leaf + lanes) != query[f] ? one : vector{};
    }
    uint32_t near = 0;
    for (int half = 0; half < 2; ++half) {
        const vector distances = sums[half] + differing[half] * mismatch;
        *reinterpret_cast<vector *>(out + half * lanes) = distances;
        const masks_vector masks = distances <= limit;
        near |= bits(masks) << (half * lanes);
    }
    return near;
}

/// The way of one query through the tree.
class TreeSearch {
public:
    ck_tree_visits visits = {0, 0};

    TreeSearch(const ck_rows &rows, const ck_tree &tree, const ck_queries &queries)
        : rows(rows), tree(tree), queries(queries), shape(rows.n), width(rows.d + rows.c),
          box_width(2 * rows.d + rows.c), query(width) {}

    void answer(int64_t q) {
        start(q);
        nearest.start(queries.count);
        left_out = queries.excluded ? queries.excluded[q] : -1;
        look_into(shape.top, 0);
        nearest.finish(queries, q);
    }

    int64_t leaf_near(int64_t q) {
        start(q);
        int64_t node = 0;
        for (int level = shape.top; level > 0; --level) {
            double bounds[children];
            const int64_t size = children_of(level, node);
            bound_children(level, node, std::numeric_limits<double>::infinity(), bounds);
            node = node * children + (std::min_element(bounds, bounds + size) - bounds);
        }
        return node;
    }

private:
    struct Child {
        double bound;
        int32_t lowest, place;
    };

    void start(int64_t q) {
        std::copy_n(queries.numbers + q * rows.d, rows.d, query.begin());
        std::copy_n(queries.codes + q * rows.c, rows.c, query.begin() + rows.d);
    }

    int64_t children_of(int level, int64_t node) const {
        return std::min(children, shape.counts[level - 1] - node * children);
    }

    /// Bounds for the children of a node; the bits of those not above `limit`.
    uint32_t bound_children(int level, int64_t node, double limit, double *bounds) const {
        const int64_t place = shape.starts[level] + node * children;
        return bounds_of_boxes(tree.boxes + place * box_width, rows.d, rows.c, rows.mismatch,
                               query.data(), limit, bounds);
    }

    /// Whether nothing in a child can be among the nearest. At the distance of the farthest of them
    /// a row of lower number still can.
    bool is_beyond(const Child &child) const {
        const Found &worst = nearest.worst();
        return child.bound > worst.distance ||
               (child.bound == worst.distance && child.lowest > worst.index);
    }

    void look_into(int level, int64_t node) {
        if (level == 0) {
            look_at_leaf(node);
            return;
        }
        ++visits.nodes;
        double bounds[children];
        Child open[children];
        uint32_t near = bound_children(level, node, nearest.worst().distance, bounds);
        const int32_t *lowest = tree.lowest + shape.starts[level] + node * children;
        int32_t count = 0;
        for (near &= (1u << children_of(level, node)) - 1; near; near &= near - 1) {
            const int place = __builtin_ctz(near);
            const Child child = {bounds[place], lowest[place], place};
            if (is_beyond(child)) continue;
            int32_t j = count++;
            for (; j > 0 && comes_first(child, open[j - 1]); --j) open[j] = open[j - 1];
            open[j] = child;
        }
        for (int32_t j = 0; j < count; ++j) {
            // The next ones are beyond too: they are in this order.
            if (is_beyond(open[j])) return;
            look_into(level - 1, node * children + open[j].place);
        }
    }

    static bool comes_first(const Child &a, const Child &b) {
        return a.bound < b.bound || (a.bound == b.bound && a.lowest < b.lowest);
    }

    void look_at_leaf(int64_t leaf) {
        ++visits.leaves;
        double distances[leaf_rows];
        uint32_t near = distances_to_leaf(tree.leaves + leaf * leaf_rows * width, rows.d, rows.c,
                                          rows.mismatch, query.data(), nearest.worst().distance,
                                          distances);
        // Without columns nothing says that a lane is no row.
        const int64_t size = std::min(leaf_rows, rows.n - leaf * leaf_rows);
        for (near &= (1u << size) - 1; near; near &= near - 1) {
            const int lane = __builtin_ctz(near);
            const int32_t row = tree.order[leaf * leaf_rows + lane];
            if (row != left_out) nearest.take({distances[lane], row});
        }
    }

    const ck_rows &rows;
    const ck_tree &tree;
    const ck_queries &queries;
    const TreeShape shape;
    const int64_t width, box_width;
    /// Numbers, then levels.
    std::vector<double> query;
    NearestOfAnyOrder nearest;
    int32_t left_out = -1;
};

}  // namespace neighbors

using namespace neighbors;

ck_tree_visits ck_nearest_in_tree(const ck_rows *rows, const ck_tree *tree,
                                  const ck_queries *queries, const int32_t *subset,
                                  int64_t subset_count) {
    TreeSearch search(*rows, *tree, *queries);
    if (queries->count <= 0) return search.visits;
    for (int64_t j = 0; j < subset_count; ++j) search.answer(subset[j]);
    return search.visits;
}

void ck_tree_locate(const ck_rows *rows, const ck_tree *tree, const ck_queries *queries,
                    int64_t first, int64_t last, int32_t *out_leaf) {
    TreeSearch search(*rows, *tree, *queries);
    for (int64_t q = first; q < last; ++q) {
        out_leaf[q - first] = static_cast<int32_t>(search.leaf_near(q));
    }
}
