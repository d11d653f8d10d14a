#include "mixed_screen.hpp"

#include <string.h>

#include "clones.hpp"

namespace mixed {

/// Codes in one vector.
constexpr int64_t lanes = 32;
constexpr int64_t tile_vectors = tile_rows / lanes;

typedef uint16_t codes_vector
    __attribute__((vector_size(lanes * sizeof(uint16_t)), aligned(sizeof(uint16_t))));
typedef uint32_t doubled_vector
    __attribute__((vector_size(lanes * sizeof(uint16_t)), aligned(sizeof(uint16_t))));
typedef bool bits_vector __attribute__((ext_vector_type(lanes)));

/// Numbers: the place on a scale on which the column's weight is `most` steps, or either end of it;
/// `most` steps behind its end a code for what is missing. Labels: sixteen bits of a product.
uint16_t code(const ck_mixed_screen &screen, int32_t f, double value) {
    if (value != value) return 65535;
    if (f < screen.labels) {
        // 0 and -0 are equal and differ in a bit.
        const double unsigned_zero = value + 0.0;
        uint64_t bits;
        memcpy(&bits, &unsigned_zero, sizeof bits);
        return static_cast<uint16_t>(bits * 0x9e3779b97f4a7c15u >> 48);
    }
    const double place = (value - screen.origins[f]) * screen.steps[f];
    const int32_t last = 65535 - screen.most[f];
    if (!(place > 0)) return 0;
    return static_cast<uint16_t>(place < last ? static_cast<int32_t>(place) : last);
}

__attribute__((always_inline)) static inline const codes_vector &at(const uint16_t *codes) {
    return *reinterpret_cast<const codes_vector *>(codes);
}

/// Which sums lie below the bound, a bit each.
__attribute__((always_inline)) static inline uint64_t below(const codes_vector *sums,
                                                            uint16_t bound) {
    uint64_t found = 0;
    for (int v = 0; v < tile_vectors; ++v) {
        const auto masks = sums[v] < bound;
        const bits_vector narrow = __builtin_convertvector(masks, bits_vector);
        uint32_t word;
        memcpy(&word, &narrow, sizeof word);
        found |= static_cast<uint64_t>(word) << v * lanes;
    }
    return found;
}

CK_CLONES
static int64_t first_hit(const uint16_t *tiles, int64_t from, int64_t to, int32_t labels,
                         int32_t numbers, const uint16_t *most, const uint32_t *queries,
                         const uint16_t *bounds, Hits *hits) {
    for (int64_t tile = from; tile < to; ++tile) {
        const uint16_t *codes = tiles + tile * (labels + numbers) * tile_rows;
        const uint32_t *wanted = queries;
        codes_vector sums[group_size][tile_vectors] = {};
        for (int32_t f = 0; f < labels; ++f, codes += tile_rows, wanted += group_size) {
            const codes_vector added = codes_vector{} + most[f];
            for (int q = 0; q < group_size; ++q) {
                const codes_vector own = (codes_vector)(doubled_vector{} + wanted[q]);
                for (int v = 0; v < tile_vectors; ++v) {
                    sums[q][v] += (codes_vector)(at(codes + v * lanes) != own) & added;
                }
            }
        }
        // Numbers only add: most tiles are far enough by their labels alone.
        uint64_t any = 0;
        for (int q = 0; q < group_size; ++q) any |= below(sums[q], bounds[q]);
        if (!any) continue;
        for (int32_t f = labels; f < labels + numbers;
             ++f, codes += tile_rows, wanted += group_size) {
            const codes_vector largest = codes_vector{} + most[f];
            for (int q = 0; q < group_size; ++q) {
                const codes_vector own = (codes_vector)(doubled_vector{} + wanted[q]);
                for (int v = 0; v < tile_vectors; ++v) {
                    const codes_vector other = at(codes + v * lanes);
                    const codes_vector apart = __builtin_elementwise_max(own, other) -
                                               __builtin_elementwise_min(own, other);
                    sums[q][v] += __builtin_elementwise_min(apart, largest);
                }
            }
        }
        any = 0;
        for (int q = 0; q < group_size; ++q) any |= hits->rows[q] = below(sums[q], bounds[q]);
        if (!any) continue;
        memcpy(hits->sums, sums, sizeof sums);
        return tile;
    }
    return to;
}

int64_t next_hit(const ck_mixed_screen &screen, int64_t from, int64_t to, const uint32_t *queries,
                 const uint16_t *bounds, Hits &hits) {
    return first_hit(screen.tiles, from, to, screen.labels, screen.numbers, screen.most, queries,
                     bounds, &hits);
}

}  // namespace mixed

using namespace mixed;

int64_t ck_mixed_screen_size(const ck_mixed_screen *screen, int64_t n) {
    return (n + tile_rows - 1) / tile_rows * tile_rows * (screen->labels + screen->numbers);
}

void ck_mixed_screen_fill(const ck_mixed_columns *columns, const ck_mixed_screen *screen,
                          const ck_mixed_rows *rows, uint16_t *tiles) {
    const int32_t width = screen->labels + screen->numbers;
    memset(tiles, 0, static_cast<size_t>(ck_mixed_screen_size(screen, rows->n)) * sizeof *tiles);
    for (int64_t row = 0; row < rows->n; ++row) {
        const double *values = rows->values + row * columns->width;
        uint16_t *to = tiles + row / tile_rows * tile_rows * width + row % tile_rows;
        for (int32_t f = 0; f < width; ++f) {
            to[f * tile_rows] = code(*screen, f, values[screen->columns[f]]);
        }
    }
}
