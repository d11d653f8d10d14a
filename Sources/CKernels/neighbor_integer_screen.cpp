#include <math.h>

#include <numeric>

#include "neighbor_screening.hpp"

namespace neighbors {

/// Pairs of integers of 16 bits, side by side.
template <int64_t width>
struct Pairs {
    typedef int32_t vector
        __attribute__((vector_size(width * sizeof(int32_t)), aligned(sizeof(int32_t))));
};

#if defined(__x86_64__)

/// The same as vectors of the types that the compiler's own functions take.
typedef int32_t sums_of_16 __attribute__((vector_size(64)));
typedef int16_t halves_of_16 __attribute__((vector_size(64)));
typedef int16_t halves_of_8 __attribute__((vector_size(32)));
typedef int16_t halves_of_4 __attribute__((vector_size(16)));

#pragma clang attribute push(__attribute__((target("arch=x86-64-v4,avx512vnni"))), \
                             apply_to = function)
namespace vector_networks {
constexpr int64_t width = 16, vectors = 4;

__attribute__((always_inline)) static inline void add(Pairs<width>::vector &sums,
                                                      const Pairs<width>::vector &a,
                                                      const Pairs<width>::vector &b) {
    sums = __builtin_ia32_vpdpwssd512((sums_of_16)sums, (halves_of_16)a, (halves_of_16)b);
}

#include "neighbor_integer_scan.hpp"
}  // namespace vector_networks
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
namespace version_4 {
constexpr int64_t width = 16, vectors = 4;

__attribute__((always_inline)) static inline void add(Pairs<width>::vector &sums,
                                                      const Pairs<width>::vector &a,
                                                      const Pairs<width>::vector &b) {
    sums += __builtin_ia32_pmaddwd512((halves_of_16)a, (halves_of_16)b);
}

#include "neighbor_integer_scan.hpp"
}  // namespace version_4
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
namespace version_3 {
// Two vectors and four queries: more sums would not stay in sixteen registers.
constexpr int64_t width = 8, vectors = 2;

__attribute__((always_inline)) static inline void add(Pairs<width>::vector &sums,
                                                      const Pairs<width>::vector &a,
                                                      const Pairs<width>::vector &b) {
    sums += __builtin_ia32_pmaddwd256((halves_of_8)a, (halves_of_8)b);
}

#include "neighbor_integer_scan.hpp"
}  // namespace version_3
#pragma clang attribute pop

#endif

namespace every_processor {
constexpr int64_t width = 4, vectors = 2;

__attribute__((always_inline)) static inline void add(Pairs<width>::vector &sums,
                                                      const Pairs<width>::vector &a,
                                                      const Pairs<width>::vector &b) {
#if defined(__x86_64__)
    sums += __builtin_ia32_pmaddwd128((halves_of_4)a, (halves_of_4)b);
#else
    sums += ((a << 16) >> 16) * ((b << 16) >> 16) + (a >> 16) * (b >> 16);
#endif
}

#include "neighbor_integer_scan.hpp"
}  // namespace every_processor

using NextHit = decltype(&every_processor::next_hit);

/// The version for the best instruction set of this processor. All give the same numbers.
static NextHit best_next_hit() {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v4")) {
        return __builtin_cpu_supports("avx512vnni") ? vector_networks::next_hit
                                                    : version_4::next_hit;
    }
    if (__builtin_cpu_supports("x86-64-v3")) return version_3::next_hit;
#endif
    return every_processor::next_hit;
}

/// Queries farther than this from the center, after scaling, are refused.
constexpr double farthest_query = ck_integer_radius + 35;

/// What the estimate of a distance between integer points P and Q tells about the distance √D of
/// the scaled rows p and q that were rounded to them.
///
/// E = |P − Q|² is |P|² − 2 P·Q + |Q|². The estimate is s = ⌊|P|²/2⌋ − P·Q, an integer without any
/// rounding, so
///
///     2s + |Q|² ≤ E ≤ 2s + |Q|² + 1.
///
/// No sum overflows. |p| ≤ 32 700 and |q| ≤ 32 735, and rounding moves a point of d ≤ 4096
/// coordinates, each by a half at most, by √d/2 ≤ 32; so no coordinate exceeds 32 767, and
/// |P| ≤ 32 732, |Q| ≤ 32 767. Whatever coordinates have been added so far, by Cauchy and Schwarz
/// the sum lies within |P|²/2 + |P| |Q| < 1.61 × 10⁹ < 2³¹, and a single pair of products within
/// |P| |Q|.
///
/// By the triangle inequality |√D − √E| ≤ |p − P| + |q − Q| ≤ a: the first is at most the largest
/// residual of a row, the second is that of the query, both measured rather than bounded. A
/// constant in `a`, 2⁻²⁸, is far above what the double precision of all this can do to numbers
/// up to 2¹⁶, underflow included. So if k rows have an estimate of at most s, they have
/// √D ≤ U = √(2s + |Q|² + 1) + a, and a row with √D ≤ U (1 + 2⁻³⁰), as it must have to be one of
/// the k nearest by distances in double precision, which are off by a factor of 1 + 2⁻⁴⁰ at most,
/// has 2s + |Q|² ≤ E ≤ (U (1 + 2⁻³⁰) + a)².
struct IntegerBound {
    using Number = int32_t;
    // Single precision, the next to try, costs as much as comparing one row in thirty doubly.
    static constexpr size_t least_hopeless = 128, hopeless_share = 32;
    static constexpr int32_t largest = std::numeric_limits<int32_t>::max();

    double a = 0, query_square = 0;

    int32_t limit_after(int32_t kth) const {
        const double farthest = sqrt(2.0 * kth + query_square + 1) + a;
        const double root = farthest * (1 + 0x1p-30) + a;
        // Rounded up, to be safe.
        const double limit = floor((root * root - query_square) / 2) + 1;
        return limit < largest ? static_cast<int32_t>(limit) : largest;
    }
};

/// One coordinate, rounded, and by how much that moved it.
struct Rounded {
    int32_t number;
    double residual;

    explicit Rounded(double value) {
        // Where numbers are this large, none lies between two integers.
        const double nearest = value + 0x1.8p52 - 0x1.8p52;
        number = static_cast<int32_t>(nearest);
        residual = value - nearest;
    }
};

static inline int32_t pair(int32_t first, int32_t second) {
    return static_cast<int32_t>(static_cast<uint32_t>(first & 0xffff) |
                                static_cast<uint32_t>(second) << 16);
}

static inline int64_t pairs_of(int32_t d) { return (static_cast<int64_t>(d) + 1) / 2; }

/// Rows as points with integer coordinates, compared by inner products.
struct IntegerForm {
    using Number = int32_t;
    using Bound = IntegerBound;

    const ck_rows &rows;
    const ck_integer_screen &screen;
    const int64_t query_values, tile_values;
    const NextHit scan = best_next_hit();

    IntegerForm(const ck_rows &rows, const ck_integer_screen &screen)
        : rows(rows), screen(screen), query_values(pairs_of(rows.d)),
          tile_values((query_values + 1) * screen_rows) {}

    /// Rounds a query and negates it; false for one too far away.
    bool start(const ck_queries &queries, int64_t query, int32_t *to, IntegerBound &bound) const {
        const double *numbers = queries.numbers + query * rows.d;
        double squares = 0;
        for (int32_t f = 0; f < rows.d; ++f) {
            const double value = (numbers[f] - screen.center[f]) * screen.scale;
            squares += value * value;
        }
        // What is not a number is refused too.
        if (!(squares <= farthest_query * farthest_query)) return false;
        double residuals = 0;
        int64_t square = 0;
        for (int32_t f = 0; f < rows.d; f += 2) {
            int32_t numbers_of_pair[2] = {0, 0};
            for (int32_t g = f; g < std::min(f + 2, rows.d); ++g) {
                const Rounded one((numbers[g] - screen.center[g]) * screen.scale);
                residuals += one.residual * one.residual;
                square += static_cast<int64_t>(one.number) * one.number;
                numbers_of_pair[g - f] = -one.number;
            }
            to[f / 2 * group_size] = pair(numbers_of_pair[0], numbers_of_pair[1]);
        }
        bound.a = screen.residual + sqrt(residuals) + 0x1p-28;
        bound.query_square = static_cast<double>(square);
        return true;
    }

    int64_t next_hit(int64_t from, int64_t to, const int32_t *values, const int32_t *limits,
                     Hits<int32_t> &hits) const {
        return scan(screen.tiles, from, to, query_values, values, limits, &hits);
    }
};

}  // namespace neighbors

using namespace neighbors;

bool ck_multiplies_pairs(void) {
#if defined(__x86_64__)
    return true;
#else
    return false;
#endif
}

int64_t ck_integer_screen_size(int64_t n, int32_t d) {
    return screen_tiles(n) * screen_rows * (pairs_of(d) + 1);
}

double ck_integer_screen_fill(const ck_rows *rows, const double *center, double scale,
                              int64_t first, int64_t last, int32_t *tiles) {
    const int64_t values = (pairs_of(rows->d) + 1) * screen_rows;
    double largest = 0;
    for (int64_t row = first; row < last; ++row) {
        const double *numbers = rows->numbers + row * rows->d;
        int32_t *start = tiles + row / screen_rows * values + row % screen_rows;
        int32_t *to = start;
        double residuals = 0;
        int64_t square = 0;
        for (int32_t f = 0; f < rows->d; f += 2) {
            const Rounded one((numbers[f] - center[f]) * scale);
            const Rounded other(f + 1 < rows->d ? (numbers[f + 1] - center[f + 1]) * scale : 0);
            residuals += one.residual * one.residual + other.residual * other.residual;
            square += static_cast<int64_t>(one.number) * one.number +
                      static_cast<int64_t>(other.number) * other.number;
            *(to += screen_rows) = pair(one.number, other.number);
        }
        *start = static_cast<int32_t>(square / 2);
        largest = std::max(largest, residuals);
    }
    return sqrt(largest);
}

int64_t ck_nearest_by_integers(const ck_rows *rows, const ck_integer_screen *integers,
                               const ck_screen *singles, const ck_queries *queries) {
    if (queries->count <= 0) return 0;
    std::vector<int64_t> positions(static_cast<size_t>(queries->n));
    std::iota(positions.begin(), positions.end(), int64_t(0));
    const IntegerForm form(*rows, *integers);
    Screening<IntegerForm> screening(*rows, *queries, form);
    const std::vector<int64_t> hopeless = screening.answer(positions);
    screen_by_singles(*rows, *singles, *queries, hopeless);
    return static_cast<int64_t>(hopeless.size());
}
