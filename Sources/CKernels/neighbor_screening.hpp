#pragma once

#include "neighbor_doubtful.hpp"

namespace neighbors {

/// Rows in a tile of a screen.
constexpr int64_t screen_rows = ck_screen_lanes;
/// Queries compared with a tile at once: each coordinate is loaded once for all of them.
constexpr int64_t group_size = 4;

inline int64_t screen_tiles(int64_t n) { return (n + screen_rows - 1) / screen_rows; }

/// What a group of queries finds in one tile.
template <typename Number>
struct Hits {
    /// Estimates; those of which the bit in `rows` is not set may be missing.
    Number estimates[group_size][screen_rows];
    /// Bit j of entry q: row j may be near to query q.
    uint64_t rows[group_size];
};

/// The search for queries by estimates of all distances.
///
/// A form says how rows and queries are rounded and compared: `Bound`, as in `Doubtful`;
/// `query_values` and `tile_values`, four bytes each; `start`, which rounds a query, coordinates
/// `group_size` apart, and returns whether that could be done; `next_hit`, the first of the tiles
/// `from..<to` in which a query of a group has an estimate of at most its limit, or `to`.
template <typename Form>
class Screening {
public:
    using Bound = typename Form::Bound;
    using Number = typename Form::Number;

    Screening(const ck_rows &rows, const ck_queries &queries, const Form &form)
        : rows(rows), queries(queries), form(form), values(batch_size * form.query_values) {}

    /// Answers the queries at `positions` but for those in which the form does not help: their
    /// positions are returned, in order.
    std::vector<int64_t> answer(const std::vector<int64_t> &positions) {
        std::vector<int64_t> hopeless;
        const int64_t count = static_cast<int64_t>(positions.size());
        for (int64_t first = 0; first < count; first += batch_size) {
            answer(positions.data() + first, std::min(batch_size, count - first), hopeless);
        }
        return hopeless;
    }

private:
    /// Queries that share a block of tiles while it is in the cache.
    static constexpr int64_t batch_size = 64;
    /// Values in a block of tiles: they stay in the first-level cache.
    static constexpr int64_t block_values = 6144;

    void answer(const int64_t *positions, int64_t size, std::vector<int64_t> &hopeless) {
        const int64_t groups = (size + group_size - 1) / group_size;
        std::fill(values.begin(), values.end(), Number(0));
        for (int64_t q = 0; q < size; ++q) {
            Number *to = values.data() + q / group_size * group_size * form.query_values;
            Bound bound;
            const bool is_able = form.start(queries, positions[q], to + q % group_size, bound);
            doubtful[q].start(queries.count, rows.n, bound);
            if (!is_able) doubtful[q].give_up();
        }
        const int64_t tiles = screen_tiles(rows.n);
        const int64_t block =
            std::max<int64_t>(1, block_values / std::max<int64_t>(1, form.tile_values));
        for (int64_t tile = 0; tile < tiles; tile += block) {
            const int64_t end = std::min(tiles, tile + block);
            for (int64_t group = 0; group < groups; ++group) {
                compare(positions, size, group, tile, end);
            }
        }
        for (int64_t q = 0; q < size; ++q) {
            if (doubtful[q].is_hopeless) hopeless.push_back(positions[q]);
            else doubtful[q].finish(rows, queries, positions[q], found);
        }
    }

    /// Compares a group of queries with the tiles `from..<to`.
    void compare(const int64_t *positions, int64_t size, int64_t group, int64_t from, int64_t to) {
        const int64_t base = group * group_size;
        Number limits[group_size];
        Hits<Number> hits;
        for (int64_t tile = from; tile < to; ++tile) {
            Number highest = std::numeric_limits<Number>::lowest();
            for (int64_t q = 0; q < group_size; ++q) {
                limits[q] = base + q < size ? doubtful[base + q].limit
                                            : std::numeric_limits<Number>::lowest();
                highest = std::max(highest, limits[q]);
            }
            if (highest == std::numeric_limits<Number>::lowest()) return;
            tile = form.next_hit(tile, to, values.data() + base * form.query_values, limits, hits);
            if (tile == to) return;
            for (int64_t q = 0; q < group_size; ++q) {
                if (hits.rows[q]) take(doubtful[base + q], positions[base + q], tile, hits, q);
            }
        }
    }

    void take(Doubtful<Bound> &doubtful, int64_t query, int64_t tile, const Hits<Number> &hits,
              int64_t q) {
        const int64_t left_out = queries.excluded ? queries.excluded[query] : -1;
        for (uint64_t rest = hits.rows[q]; rest; rest &= rest - 1) {
            const int lane = __builtin_ctzll(rest);
            const int64_t row = tile * screen_rows + lane;
            if (row < rows.n && row != left_out) {
                doubtful.push(hits.estimates[q][lane], static_cast<int32_t>(row));
            }
        }
        doubtful.settle();
    }

    const ck_rows &rows;
    const ck_queries &queries;
    const Form &form;
    /// Group by group, coordinate by coordinate.
    std::vector<Number> values;
    Doubtful<Bound> doubtful[batch_size];
    std::vector<Found> found;
};

/// Answers the queries at `positions` by single precision and, where that does not help, by double
/// precision.
void screen_by_singles(const ck_rows &rows, const ck_screen &screen, const ck_queries &queries,
                       const std::vector<int64_t> &positions);

}  // namespace neighbors
