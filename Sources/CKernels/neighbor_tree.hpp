#pragma once

#include "neighbor_internal.hpp"

namespace neighbors {

constexpr int64_t leaf_rows = ck_leaf_rows;
constexpr int64_t children = ck_tree_children;

static_assert(children == lanes && leaf_rows == 2 * lanes, "boxes and leaves are whole vectors");

inline int64_t parents_of(int64_t count) { return (count + children - 1) / children; }

/// Where the nodes of each level lie. Level 0 are the leaves, the last has one node.
struct TreeShape {
    static constexpr int most_levels = 12;

    explicit TreeShape(int64_t n) {
        counts[0] = ck_tree_leaves(n);
        starts[0] = 0;
        do {
            ++top;
            counts[top] = parents_of(counts[top - 1]);
            starts[top] = places;
            places += counts[top] * children;
        } while (counts[top] > 1);
    }

    /// Nodes in each level.
    int64_t counts[most_levels];
    /// From level 1, the first place of each level.
    int64_t starts[most_levels];
    int top = 0;
    int64_t places = 0;
};

}  // namespace neighbors
