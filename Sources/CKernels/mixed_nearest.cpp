#include "mixed_distance.hpp"
#include "mixed_screen.hpp"

namespace mixed {

/// From which sum of codes on a row cannot be near.
///
/// Let D be the distance of two rows in double precision, S the exact sum of weight times term, for
/// the terms in double precision, and L the sum of codes. Then
///
///     L ≤ scale · S + numbers + 1.
///
/// A label adds at most `most` ≤ scale · weight, and only where its values differ: equal values
/// have equal codes, and so have two missing ones. A number's code is the place x = (value −
/// origin) · step, rounded down and clipped; x is off by less than 2⁻³⁴, as it is clipped above
/// 2¹⁶. Two places rounded down differ by less than one more than the places do, and clipping only
/// brings them together, so they differ by at most scale · weight · |a − b| + 1 + 2⁻³³; what is
/// added is also at most `most`, so at most scale · weight · min(|a − b|, 1) + 1 + 2⁻³³. A missing
/// value is `most` away from all others or more, where the term is 1 or no number at all; two
/// missing ones add nothing. Fewer than 2¹⁶ columns add anything, so their parts of 2⁻³³ stay below
/// 1 together, and so do roundings of the terms.
///
/// D is the sum in double precision, divided: S ≤ D · divisor · (1 + 2⁻³⁰) for any width that fits
/// into memory. So a row with L ≥ scale · D' · divisor · (1 + 2⁻³⁰) + numbers + 2 has D > D'.
class Limit {
public:
    Limit(const ck_mixed_columns &columns, const ck_mixed_screen &screen)
        : factor(screen.scale * columns.divisor * (1 + 0x1p-29)), slack(screen.numbers + 3) {}

    /// For a query whose farthest neighbor so far is at `distance`: later rows have to be nearer.
    uint16_t after(double distance) const {
        if (distance == 0) return 0;
        const double bound = distance * factor + slack;
        return bound < no_bound ? static_cast<uint16_t>(bound) : no_bound;
    }

private:
    const double factor, slack;
};

/// The search for queries by a screen.
class Search {
public:
    Search(const ck_mixed_columns &columns, const ck_mixed_screen &screen,
           const ck_mixed_rows &rows, const ck_mixed_queries &queries)
        : columns(columns), screen(screen), rows(rows), queries(queries), limit(columns, screen),
          width(screen.labels + screen.numbers),
          codes(static_cast<size_t>(batch_size * width)) {}

    void answer() {
        for (int64_t first = 0; first < queries.n; first += batch_size) {
            answer(first, std::min(batch_size, queries.n - first));
        }
    }

private:
    /// Queries that share a block of tiles while it is in the cache.
    static constexpr int64_t batch_size = 64;
    /// Codes in a block of tiles: they stay in the first-level cache.
    static constexpr int64_t block_codes = 10240;

    void answer(int64_t first, int64_t size) {
        for (int64_t q = 0; q < size; ++q) {
            nearest[q].start(queries, first + q);
            bounds[q] = no_bound;
            const double *values = queries.values + (first + q) * columns.width;
            uint32_t *to = codes.data() + q / group_size * group_size * width + q % group_size;
            for (int32_t f = 0; f < width; ++f) {
                to[f * group_size] = code(screen, f, values[screen.columns[f]]) * 0x10001u;
            }
        }
        // Nothing is below 0: what fills the last group is never near.
        std::fill(bounds + size, bounds + batch_size, uint16_t(0));
        const int64_t tiles = (rows.n + tile_rows - 1) / tile_rows;
        const int64_t block = std::max<int64_t>(
            1, block_codes / (tile_rows * std::max<int64_t>(1, width)));
        for (int64_t tile = 0; tile < tiles; tile += block) {
            for (int64_t group = 0; group < size; group += group_size) {
                compare(group, tile, std::min(tiles, tile + block));
            }
        }
        for (int64_t q = 0; q < size; ++q) nearest[q].finish(queries);
    }

    /// Compares a group of queries with the tiles `from..<to`.
    void compare(int64_t group, int64_t from, int64_t to) {
        const uint32_t *wanted = codes.data() + group * width;
        Hits hits;
        for (int64_t tile = from; tile < to; ++tile) {
            const uint16_t *own = bounds + group;
            if (*std::max_element(own, own + group_size) == 0) return;
            tile = next_hit(screen, tile, to, wanted, own, hits);
            if (tile == to) return;
            for (int64_t q = 0; q < group_size; ++q) {
                take(group + q, tile, hits.sums[q], hits.rows[q]);
            }
        }
    }

    void take(int64_t q, int64_t tile, const uint16_t *sums, uint64_t hits) {
        for (uint64_t rest = hits; rest; rest &= rest - 1) {
            const int lane = __builtin_ctzll(rest);
            const int64_t row = tile * tile_rows + lane;
            // The bound may have sunk since the tile was looked at.
            if (row >= rows.n || sums[lane] >= bounds[q]) continue;
            nearest[q].compare(columns, rows, queries, row);
            bounds[q] = limit.after(nearest[q].farthest());
        }
    }

    const ck_mixed_columns &columns;
    const ck_mixed_screen &screen;
    const ck_mixed_rows &rows;
    const ck_mixed_queries &queries;
    const Limit limit;
    const int32_t width;
    /// Group by group, column by column.
    std::vector<uint32_t> codes;
    uint16_t bounds[batch_size];
    Nearest nearest[batch_size];
};

/// Compares every query with every row.
static void answer_plainly(const ck_mixed_columns &columns, const ck_mixed_rows &rows,
                           const ck_mixed_queries &queries) {
    Nearest nearest;
    for (int64_t query = 0; query < queries.n; ++query) {
        nearest.start(queries, query);
        for (int64_t row = 0; row < rows.n; ++row) nearest.compare(columns, rows, queries, row);
        nearest.finish(queries);
    }
}

}  // namespace mixed

using namespace mixed;

void ck_mixed_nearest(const ck_mixed_columns *columns, const ck_mixed_screen *screen,
                      const ck_mixed_rows *rows, const ck_mixed_queries *queries) {
    if (queries->count <= 0) return;
    if (screen) Search(*columns, *screen, *rows, *queries).answer();
    else answer_plainly(*columns, *rows, *queries);
}
