#include "forest_kernels.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "splitmix.hpp"

namespace {

/// Rows of one sort, counted with their weights.
struct Mix {
    int64_t positive = 0, all = 0;

    void add(int64_t weight, bool is_positive) {
        all += weight;
        positive += is_positive ? weight : 0;
    }
    Mix without(Mix other) const { return {positive - other.positive, all - other.all}; }
    bool is_pure() const { return positive == 0 || positive == all; }
    double share() const { return static_cast<double>(positive) / static_cast<double>(all); }
    /// The larger, the purer: weight less impurity.
    double purity() const {
        const double p = static_cast<double>(positive), n = static_cast<double>(all - positive);
        return (p * p + n * n) / static_cast<double>(all);
    }
};

/// Rows up to a code go to one side; the next code that is there begins the other.
struct Split {
    double purity = -1;
    int32_t column = -1, last = 0, next = 0;
};

struct Node {
    /// -1 in a leaf, else what is compared with `threshold`: not above it goes to `below`.
    int32_t column = -1;
    int32_t below = 0, above = 0;
    double threshold = 0, share = 0;
};

/// Rows that have not been split yet.
struct Open {
    int64_t begin, end;
    int32_t node, level;
};

class Tree {
public:
    Tree(const ck_forest_table &table, const int32_t *weights, const ck_tree_growth &growth)
        : table(table), weights(weights), growth(growth), state(growth.seed) {
        for (int64_t row = 0; row < table.rows; ++row) {
            if (weights[row] > 0) rows.push_back(static_cast<int32_t>(row));
        }
        for (int32_t column = 0; column < table.columns; ++column) columns.push_back(column);
    }

    void grow() {
        nodes.emplace_back();
        if (rows.empty()) return;
        std::vector<Open> open = {{0, static_cast<int64_t>(rows.size()), 0, 0}};
        while (!open.empty()) {
            const Open part = open.back();
            open.pop_back();
            const Mix mix = counted(part);
            nodes[part.node].share = mix.share();
            if (mix.is_pure() || part.level >= growth.depth ||
                mix.all < 2 * static_cast<int64_t>(growth.least_weight)) {
                continue;
            }
            const Split split = best_split(part, mix);
            if (split.column < 0) continue;
            const int64_t middle = divide(part, split);
            const int32_t below = static_cast<int32_t>(nodes.size());
            nodes.resize(nodes.size() + 2);
            Node &node = nodes[part.node];
            node.column = split.column;
            node.threshold = threshold(split);
            node.below = below;
            node.above = below + 1;
            open.push_back({middle, part.end, below + 1, part.level + 1});
            open.push_back({part.begin, middle, below, part.level + 1});
        }
    }

    double share(const double *query) const {
        const Node *node = nodes.data();
        while (node->column >= 0) {
            node = &nodes[query[node->column] <= node->threshold ? node->below : node->above];
        }
        return node->share;
    }

private:
    const ck_forest_table &table;
    const int32_t *weights;
    const ck_tree_growth &growth;
    uint64_t state;
    std::vector<int32_t> rows, columns;
    std::vector<Node> nodes;
    /// Room to work in: one entry per code of a range, or one per row.
    std::vector<Mix> tally;
    std::vector<uint64_t> sorted;

    Mix counted(const Open &part) const {
        Mix mix;
        for (int64_t i = part.begin; i < part.end; ++i) {
            mix.add(weights[rows[i]], table.labels[rows[i]] != 0);
        }
        return mix;
    }

    /// Below a bound; the bias of the remainder is below 2^-32.
    int32_t drawn(int32_t bound) {
        return static_cast<int32_t>((splitmix::next(state) >> 32) * static_cast<uint64_t>(bound) >>
                                    32);
    }

    Split best_split(const Open &part, Mix mix) {
        Split best;
        bool differs = false;
        for (int32_t tried = 0; tried < table.columns; ++tried) {
            if (tried >= growth.columns_tried && differs) break;
            std::swap(columns[tried], columns[tried + drawn(table.columns - tried)]);
            differs = try_column(columns[tried], part, mix, best) || differs;
        }
        return best;
    }

    /// Whether the rows differ in the column; `best` is what is the best split so far.
    bool try_column(int32_t column, const Open &part, Mix mix, Split &best) {
        const int32_t *codes = table.codes + column * table.rows;
        int32_t low = codes[rows[part.begin]], high = low;
        for (int64_t i = part.begin + 1; i < part.end; ++i) {
            low = std::min(low, codes[rows[i]]);
            high = std::max(high, codes[rows[i]]);
        }
        if (low == high) return false;
        const int64_t range = static_cast<int64_t>(high) - low + 1;
        if (range <= 4 * (part.end - part.begin) + 64) {
            by_tally(column, codes, low, range, part, mix, best);
        } else {
            by_sorting(column, codes, part, mix, best);
        }
        return true;
    }

    void by_tally(int32_t column, const int32_t *codes, int32_t low, int64_t range,
                  const Open &part, Mix mix, Split &best) {
        tally.assign(static_cast<size_t>(range), Mix());
        for (int64_t i = part.begin; i < part.end; ++i) {
            tally[codes[rows[i]] - low].add(weights[rows[i]], table.labels[rows[i]] != 0);
        }
        Mix below;
        int32_t last = 0;
        for (int32_t place = 0; place < range; ++place) {
            if (tally[place].all == 0) continue;
            consider({-1, column, low + last, low + place}, below, mix, best);
            below.positive += tally[place].positive;
            below.all += tally[place].all;
            last = place;
        }
    }

    void by_sorting(int32_t column, const int32_t *codes, const Open &part, Mix mix, Split &best) {
        sorted.clear();
        for (int64_t i = part.begin; i < part.end; ++i) {
            sorted.push_back(static_cast<uint64_t>(codes[rows[i]]) << 32 |
                             static_cast<uint32_t>(rows[i]));
        }
        std::sort(sorted.begin(), sorted.end());
        Mix below;
        int32_t last = 0;
        for (const uint64_t key : sorted) {
            const int32_t code = static_cast<int32_t>(key >> 32);
            const int32_t row = static_cast<int32_t>(key & 0xffffffffu);
            if (code != last) consider({-1, column, last, code}, below, mix, best);
            below.add(weights[row], table.labels[row] != 0);
            last = code;
        }
    }

    void consider(Split split, Mix below, Mix mix, Split &best) const {
        const Mix above = mix.without(below);
        if (below.all < std::max(1, growth.least_weight) || above.all < growth.least_weight) return;
        split.purity = below.purity() + above.purity();
        if (split.purity > best.purity) best = split;
    }

    /// Rows up to the split's last code come first; where the others begin.
    int64_t divide(const Open &part, const Split &split) {
        const int32_t *codes = table.codes + split.column * table.rows;
        return std::partition(rows.begin() + part.begin, rows.begin() + part.end,
                              [&](int32_t row) { return codes[row] <= split.last; }) -
               rows.begin();
    }

    double threshold(const Split &split) const {
        const double *values = table.values + table.starts[split.column];
        const int64_t count = table.starts[split.column + 1] - table.starts[split.column];
        const double last = values[split.last];
        // Nothing but what is missing lies above: its code stands behind all values.
        if (split.next >= count) return INFINITY;
        const double middle = last / 2 + values[split.next] / 2;
        return middle >= last && middle < values[split.next] ? middle : last;
    }
};

}  // namespace

int64_t ck_forest_codes(const double *column, int64_t rows, int64_t stride, int32_t *codes,
                        double *values) {
    std::vector<double> found;
    for (int64_t row = 0; row < rows; ++row) {
        if (!std::isnan(column[row * stride])) found.push_back(column[row * stride]);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::copy(found.begin(), found.end(), values);
    for (int64_t row = 0; row < rows; ++row) {
        const double value = column[row * stride];
        const auto place = std::isnan(value) ? found.end()
                                             : std::lower_bound(found.begin(), found.end(), value);
        codes[row] = static_cast<int32_t>(place - found.begin());
    }
    return static_cast<int64_t>(found.size());
}

void ck_forest_tree(ck_forest_table table, const int32_t *weights, ck_tree_growth growth,
                    const double *queries, int64_t queries_count, double *shares) {
    Tree tree(table, weights, growth);
    tree.grow();
    for (int64_t query = 0; query < queries_count; ++query) {
        shares[query] += tree.share(queries + query * table.columns);
    }
}
