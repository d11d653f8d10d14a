#include <math.h>

#include <numeric>

#include "clones.hpp"
#include "neighbor_screening.hpp"

namespace neighbors {

/// Singles in one vector.
constexpr int64_t singles = 16;
/// Vectors in a tile.
constexpr int64_t tile_vectors = screen_rows / singles;

typedef float singles_vector
    __attribute__((vector_size(singles * sizeof(float)), aligned(sizeof(float))));
typedef int32_t masks_vector
    __attribute__((vector_size(singles * sizeof(float)), aligned(sizeof(float))));
typedef bool bits_vector __attribute__((ext_vector_type(singles)));

static inline const singles_vector &at(const float *values) {
    return *reinterpret_cast<const singles_vector *>(values);
}

/// One bit for each lane.
__attribute__((always_inline)) static inline uint64_t bits(const masks_vector &masks) {
    const bits_vector narrow = __builtin_convertvector(masks, bits_vector);
    uint16_t word;
    memcpy(&word, &narrow, sizeof word);
    return word;
}

/// The first tile of `from..<to` in which a query of the group has an estimate of at most its
/// limit, and those estimates; else `to`.
///
/// - queries: `d + c` times `group_size` values.
/// Contraction is welcome: estimates need not be equal everywhere, only within their bound.
CK_CLONES
static int64_t next_single_hit(const float *tiles, int64_t from, int64_t to, int32_t d, int32_t c,
                               const float *queries, float mismatch, const float *limits,
                               Hits<float> *hits) {
#pragma clang fp contract(fast)
    const masks_vector added = (masks_vector)(singles_vector{} + mismatch);
    for (int64_t tile = from; tile < to; ++tile) {
        const float *values = tiles + tile * (d + c) * screen_rows;
        singles_vector sums[group_size][tile_vectors] = {};
        for (int32_t f = 0; f < d; ++f, values += screen_rows) {
            for (int q = 0; q < group_size; ++q) {
                for (int v = 0; v < tile_vectors; ++v) {
                    const singles_vector u = at(values + v * singles) - queries[f * group_size + q];
                    sums[q][v] += u * u;
                }
            }
        }
        for (int32_t f = d; f < d + c; ++f, values += screen_rows) {
            for (int q = 0; q < group_size; ++q) {
                for (int v = 0; v < tile_vectors; ++v) {
                    const masks_vector differs =
                        at(values + v * singles) != queries[f * group_size + q];
                    sums[q][v] += (singles_vector)(differs & added);
                }
            }
        }
        uint64_t any = 0;
        for (int q = 0; q < group_size; ++q) {
            uint64_t near = 0;
            for (int v = 0; v < tile_vectors; ++v) {
                const masks_vector masks = sums[q][v] <= limits[q];
                near |= bits(masks) << v * singles;
            }
            hits->rows[q] = near;
            any |= near;
        }
        if (!any) continue;
        memcpy(hits->estimates, sums, sizeof sums);
        return tile;
    }
    return to;
}

/// What an estimate e of a squared distance D between scaled rows p and q tells about it:
///
///     √D ≤ √e (1 + g) + a    and    √D ≥ √e (1 − g) − a.
///
/// Every coordinate is off by 2⁻²⁴ of itself at most when it is rounded to single precision, so
/// by the triangle inequality the difference of the rows is off by 2⁻²⁴ (|p| + |q|); `a` is twice
/// that, and a constant far above anything that underflow can do. `g`, (d + c + 8) 2⁻²⁴, bounds
/// the rounding of the differences, squares and sums, contracted or not. If k rows have √D ≤ U, a
/// row with √D > U (1 + 2⁻³⁰) is none of the k nearest, by the distances in double precision too:
/// they are off by a factor of 1 + 2⁻⁴⁰ at most.
struct SingleBound {
    using Number = float;
    static constexpr size_t least_hopeless = 256, hopeless_share = 16;
    static constexpr float largest = std::numeric_limits<float>::infinity();

    double g = 0, a = 0;

    float limit_after(double kth) const {
        const double farthest = (sqrt(kth) * (1 + g) + a) * (1 + 0x1p-30);
        const double root = (farthest + a) / (1 - g);
        // Rounded up, to be safe.
        const double square = root * root * (1 + 0x1p-22);
        return square < std::numeric_limits<float>::max() ? static_cast<float>(square) : largest;
    }
};

/// Rows in single precision, compared by the squares of differences.
struct SingleForm {
    using Number = float;
    using Bound = SingleBound;

    const ck_rows &rows;
    const ck_screen &screen;
    const int64_t query_values, tile_values;
    const float mismatch;

    SingleForm(const ck_rows &rows, const ck_screen &screen)
        : rows(rows), screen(screen), query_values(rows.d + rows.c),
          tile_values(query_values * screen_rows),
          mismatch(static_cast<float>(rows.mismatch * screen.scale * screen.scale)) {}

    bool start(const ck_queries &queries, int64_t query, float *to, SingleBound &bound) const {
        double squares = 0;
        for (int32_t f = 0; f < rows.d; ++f) {
            const double value =
                (queries.numbers[query * rows.d + f] - screen.center[f]) * screen.scale;
            to[f * group_size] = static_cast<float>(value);
            squares += value * value;
        }
        for (int32_t f = 0; f < rows.c; ++f) {
            to[(rows.d + f) * group_size] = static_cast<float>(queries.codes[query * rows.c + f]);
        }
        bound.g = static_cast<double>(query_values + 8) * 0x1p-24;
        bound.a = (screen.radius + sqrt(squares)) * 0x1p-23 + 0x1p-60;
        return true;
    }

    int64_t next_hit(int64_t from, int64_t to, const float *values, const float *limits,
                     Hits<float> &hits) const {
        return next_single_hit(screen.tiles, from, to, rows.d, rows.c, values, mismatch, limits,
                               &hits);
    }
};

static void answer_plainly(const ck_rows &rows, const ck_queries &queries, int64_t query) {
    ck_queries one = queries;
    one.n = 1;
    one.numbers += query * rows.d;
    one.codes += query * rows.c;
    if (one.excluded) one.excluded += query;
    one.out_index += query * queries.count;
    one.out_distance += query * queries.count;
    ck_nearest_plain(&rows, &one);
}

void screen_by_singles(const ck_rows &rows, const ck_screen &screen, const ck_queries &queries,
                       const std::vector<int64_t> &positions) {
    if (positions.empty()) return;
    const SingleForm form(rows, screen);
    Screening<SingleForm> screening(rows, queries, form);
    for (const int64_t query : screening.answer(positions)) answer_plainly(rows, queries, query);
}

}  // namespace neighbors

using namespace neighbors;

int64_t ck_screen_size(int64_t n, int32_t d, int32_t c) {
    return screen_tiles(n) * screen_rows * (d + c);
}

double ck_screen_fill(const ck_rows *rows, const double *center, double scale, int64_t first,
                      int64_t last, float *tiles) {
    const int64_t width = rows->d + rows->c;
    double largest = 0;
    for (int64_t row = first; row < last; ++row) {
        float *to = tiles + row / screen_rows * screen_rows * width + row % screen_rows;
        double squares = 0;
        for (int32_t f = 0; f < rows->d; ++f) {
            const double value = (rows->numbers[row * rows->d + f] - center[f]) * scale;
            to[f * screen_rows] = static_cast<float>(value);
            squares += value * value;
        }
        for (int32_t f = 0; f < rows->c; ++f) {
            to[(rows->d + f) * screen_rows] = static_cast<float>(rows->codes[row * rows->c + f]);
        }
        largest = std::max(largest, squares);
    }
    return sqrt(largest);
}

void ck_nearest_screened(const ck_rows *rows, const ck_screen *screen, const ck_queries *queries) {
    if (queries->count <= 0) return;
    std::vector<int64_t> positions(static_cast<size_t>(queries->n));
    std::iota(positions.begin(), positions.end(), int64_t(0));
    screen_by_singles(*rows, *screen, *queries, positions);
}
