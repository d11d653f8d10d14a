#include "neighbor_tree.hpp"

namespace neighbors {

/// Rows that a part is judged by when a column is chosen to split it.
constexpr int64_t sample_size = 64;
/// How far two rows typically lie apart in a column, as a share of the range of a sample: between
/// that of a uniform and that of a normal distribution.
constexpr double typical_share = 0.35;

struct Key {
    double value;
    int32_t row;
};

static bool before(const Key &a, const Key &b) {
    return a.value < b.value || (a.value == b.value && a.row < b.row);
}

/// The value by which column `f` splits: a number or, behind the numbers, a level.
static double value_of(const ck_rows &rows, int32_t row, int32_t f) {
    return f < rows.d ? rows.numbers[static_cast<int64_t>(row) * rows.d + f]
                      : rows.codes[static_cast<int64_t>(row) * rows.c + f - rows.d];
}

/// How far apart the rows of a sample are in column `f`.
static double spread(const ck_rows &rows, const int32_t *order, int64_t first, int64_t last,
                     int32_t f) {
    const int64_t step = std::max<int64_t>(1, (last - first) / sample_size);
    double low = value_of(rows, order[first], f), high = low, previous = low;
    int64_t changes = 0, seen = 0;
    for (int64_t j = first; j < last; j += step, ++seen) {
        const double value = value_of(rows, order[j], f);
        low = std::min(low, value);
        high = std::max(high, value);
        changes += value != previous;
        previous = value;
    }
    if (f < rows.d) return (high - low) * typical_share;
    return __builtin_sqrt(rows.mismatch * changes / seen);
}

static int32_t widest_column(const ck_rows &rows, const int32_t *order, int64_t first,
                             int64_t last) {
    int32_t widest = 0;
    double most = -1;
    for (int32_t f = 0; f < rows.d + rows.c; ++f) {
        const double width = spread(rows, order, first, last, f);
        if (width <= most) continue;
        most = width;
        widest = f;
    }
    return widest;
}

/// Where a part of `count` leaves is cut: behind half of the largest subtrees that fit into it.
static int64_t leaves_before_cut(int64_t count) {
    int64_t subtree = 1;
    while (subtree * children < count) subtree *= children;
    return (count + subtree - 1) / subtree / 2 * subtree;
}

/// The box around the rows of one leaf, at place `place` among its siblings.
static void enclose_leaf(const ck_rows &rows, const double *leaf, int64_t size, double *box,
                         int64_t place) {
    for (int32_t f = 0; f < rows.d; ++f, leaf += leaf_rows, box += 2 * children) {
        box[place] = *std::min_element(leaf, leaf + size);
        box[children + place] = *std::max_element(leaf, leaf + size);
    }
    for (int32_t f = 0; f < rows.c; ++f, leaf += leaf_rows, box += children) {
        box[place] = std::count(leaf, leaf + size, leaf[0]) == size ? leaf[0] : -1;
    }
}

/// The box around `size` boxes of siblings.
static void enclose_boxes(const ck_rows &rows, const double *inner, int64_t size, double *box,
                          int64_t place) {
    for (int32_t f = 0; f < rows.d; ++f, inner += 2 * children, box += 2 * children) {
        box[place] = *std::min_element(inner, inner + size);
        box[children + place] = *std::max_element(inner + children, inner + children + size);
    }
    for (int32_t f = 0; f < rows.c; ++f, inner += children, box += children) {
        box[place] = std::count(inner, inner + size, inner[0]) == size ? inner[0] : -1;
    }
}

}  // namespace neighbors

using namespace neighbors;

int64_t ck_tree_leaves(int64_t n) { return (n + leaf_rows - 1) / leaf_rows; }

int64_t ck_tree_places(int64_t n) { return TreeShape(n).places; }

int64_t ck_tree_split(const ck_rows *rows, int32_t *order, int64_t first, int64_t last) {
    const int64_t count = ck_tree_leaves(last - first);
    if (count <= 1) {
        std::sort(order + first, order + last);
        return last;
    }
    const int64_t cut = first + leaves_before_cut(count) * leaf_rows;
    const int32_t column = widest_column(*rows, order, first, last);
    std::vector<Key> keys(last - first);
    for (int64_t j = first; j < last; ++j) {
        keys[j - first] = {value_of(*rows, order[j], column), order[j]};
    }
    std::nth_element(keys.begin(), keys.begin() + (cut - first), keys.end(), before);
    for (int64_t j = first; j < last; ++j) order[j] = keys[j - first].row;
    return cut;
}

void ck_tree_arrange(const ck_rows *rows, int32_t *order, int64_t first, int64_t last) {
    const int64_t cut = ck_tree_split(rows, order, first, last);
    if (cut == last) return;
    ck_tree_arrange(rows, order, first, cut);
    ck_tree_arrange(rows, order, cut, last);
}

void ck_tree_fill_leaves(const ck_rows *rows, const int32_t *order, int64_t first, int64_t last,
                         double *leaves) {
    const int64_t width = rows->d + rows->c;
    for (int64_t leaf = first; leaf < last; ++leaf) {
        double *to = leaves + leaf * leaf_rows * width;
        for (int64_t j = 0; j < leaf_rows; ++j) {
            const int64_t place = leaf * leaf_rows + j;
            for (int32_t f = 0; f < width; ++f) {
                // What is not a number is never near.
                to[f * leaf_rows + j] = place < rows->n
                                            ? value_of(*rows, order[place], f)
                                            : std::numeric_limits<double>::quiet_NaN();
            }
        }
    }
}

int64_t ck_tree_nodes(int64_t n, int32_t level) {
    const TreeShape shape(n);
    return level <= shape.top ? shape.counts[level] : 0;
}

void ck_tree_fill_boxes(const ck_rows *rows, const int32_t *order, const double *leaves,
                        int32_t level, int64_t first, int64_t last, double *boxes,
                        int32_t *lowest) {
    const TreeShape shape(rows->n);
    const int64_t width = rows->d + rows->c, box_width = 2 * rows->d + rows->c;
    for (int64_t node = first * children; node < std::min(last * children, shape.counts[level - 1]);
         ++node) {
        const int64_t to = shape.starts[level] + node / children * children;
        if (level == 1) {
            const int64_t size = std::min(leaf_rows, rows->n - node * leaf_rows);
            const int32_t *numbers = order + node * leaf_rows;
            enclose_leaf(*rows, leaves + node * leaf_rows * width, size, boxes + to * box_width,
                         node % children);
            lowest[to + node % children] = *std::min_element(numbers, numbers + size);
        } else {
            const int64_t size = std::min(children, shape.counts[level - 2] - node * children);
            const int64_t from = shape.starts[level - 1] + node * children;
            enclose_boxes(*rows, boxes + from * box_width, size, boxes + to * box_width,
                          node % children);
            lowest[to + node % children] = *std::min_element(lowest + from, lowest + from + size);
        }
    }
}
