#include "clones.hpp"
#include "neighbor_selection.hpp"

namespace neighbors {

/// Rows compared with a query at a time: their coordinates stay in the second-level cache.
constexpr int64_t block_size = Nearest::largest_block;
/// Queries that share a block while it is in the cache.
constexpr int64_t batch_size = 32;

/// Rows whose sums stay in registers over all columns.
constexpr int64_t tile_rows = 4 * lanes;

/// Squared distances from one query to a block of rows, rounded up to whole tiles; the lanes are
/// rows, so every sum keeps the order of the columns.
///
/// - points: tile by tile, then column by column: the numbers, then the codes.
CK_CLONES
static void distances_to_block(const double *points, int32_t d, int32_t c, double mismatch,
                               const double *query, int64_t block, double *__restrict out) {
    const vector one = vector{} + 1;
    for (int64_t j = 0; j < block; j += tile_rows) {
        vector sums[4] = {}, differing[4] = {};
        for (int32_t f = 0; f < d; ++f, points += tile_rows) {
            for (int v = 0; v < 4; ++v) {
                const vector difference = at(points + v * lanes) - query[f];
                sums[v] += difference * difference;
            }
        }
        for (int32_t f = d; f < d + c; ++f, points += tile_rows) {
            for (int v = 0; v < 4; ++v) {
                differing[v] += at(points + v * lanes) != query[f] ? one : vector{};
            }
        }
        for (int v = 0; v < 4; ++v) {
            *reinterpret_cast<vector *>(out + j + v * lanes) = sums[v] + differing[v] * mismatch;
        }
    }
}

CK_CLONES
static int32_t gather_below(const double *distances, int64_t block, double limit,
                            int32_t *__restrict out) {
    int32_t found = 0;
    for (int64_t j = 0; j < block; ++j) {
        out[found] = static_cast<int32_t>(j);
        found += distances[j] < limit;
    }
    return found;
}

int32_t positions_below(const double *distances, int64_t block, double limit, int32_t *out) {
    return gather_below(distances, block, limit, out);
}

/// Turns the rows `first..<first + block` into tiles. What lies behind the last stays as it is.
static void turn(const ck_rows &rows, int64_t first, int64_t block, double *points) {
    for (int64_t j = 0; j < block; ++j) {
        double *to = points + j / tile_rows * tile_rows * (rows.d + rows.c) + j % tile_rows;
        const double *numbers = rows.numbers + (first + j) * rows.d;
        const int32_t *codes = rows.codes + (first + j) * rows.c;
        for (int32_t f = 0; f < rows.d; ++f, to += tile_rows) *to = numbers[f];
        for (int32_t f = 0; f < rows.c; ++f, to += tile_rows) *to = codes[f];
    }
}

}  // namespace neighbors

using namespace neighbors;

void ck_nearest_plain(const ck_rows *rows, const ck_queries *queries) {
    if (queries->count <= 0) return;
    const int64_t width = rows->d + rows->c;
    std::vector<double> points(block_size * width), wanted(batch_size * width);
    Nearest nearest[batch_size];
    double distances[block_size];
    for (int64_t batch = 0; batch < queries->n; batch += batch_size) {
        const int64_t size = std::min(queries->n - batch, batch_size);
        for (int64_t q = 0; q < size; ++q) {
            nearest[q].start(queries->count);
            double *query = wanted.data() + q * width;
            std::copy_n(queries->numbers + (batch + q) * rows->d, rows->d, query);
            std::copy_n(queries->codes + (batch + q) * rows->c, rows->c, query + rows->d);
        }
        for (int64_t first = 0; first < rows->n; first += block_size) {
            const int64_t block = std::min(block_size, rows->n - first);
            turn(*rows, first, block, points.data());
            for (int64_t q = 0; q < size; ++q) {
                distances_to_block(points.data(), rows->d, rows->c, rows->mismatch,
                                   wanted.data() + q * width, block, distances);
                nearest[q].take(distances, first, block,
                                queries->excluded ? queries->excluded[batch + q] : -1);
            }
        }
        for (int64_t q = 0; q < size; ++q) nearest[q].finish(*queries, batch + q);
    }
}
