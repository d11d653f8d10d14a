#include <math.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "clones.hpp"
#include "shadow_kernels.h"

namespace {

/// Sums run in so many lanes, so that they are the same for every vector width.
constexpr int64_t lanes = 8;
/// Values of a column that are gone through before the next column: they stay in the first cache.
constexpr int64_t block = 256;
/// Intervals a column is cut into to find its quartiles.
constexpr int32_t bins = 1024;
constexpr int32_t ranks = 6;

struct Extent {
    double least, largest, mean;
};

CK_CLONES
void transpose(const double *rows, int64_t count, int32_t d, double *columns) {
    for (int64_t i = 0; i < count; ++i) {
        for (int32_t f = 0; f < d; ++f) columns[f * count + i] = rows[i * d + f];
    }
}

CK_CLONES
Extent extent(const double *values, int64_t count) {
    double least[lanes], largest[lanes], sum[lanes];
    for (int64_t l = 0; l < lanes; ++l) {
        least[l] = std::numeric_limits<double>::infinity();
        largest[l] = -least[l];
        sum[l] = 0;
    }
    const int64_t whole = count / lanes * lanes;
    for (int64_t i = 0; i < whole; i += lanes) {
        for (int64_t l = 0; l < lanes; ++l) {
            const double value = values[i + l];
            least[l] = value < least[l] ? value : least[l];
            largest[l] = value > largest[l] ? value : largest[l];
            sum[l] += value;
        }
    }
    Extent result = {least[0], largest[0], sum[0]};
    for (int64_t l = 1; l < lanes; ++l) {
        result.least = std::min(result.least, least[l]);
        result.largest = std::max(result.largest, largest[l]);
        result.mean += sum[l];
    }
    for (int64_t i = whole; i < count; ++i) {
        result.least = std::min(result.least, values[i]);
        result.largest = std::max(result.largest, values[i]);
        result.mean += values[i];
    }
    // Rounding may carry the mean of nearly equal values past all of them.
    result.mean /= static_cast<double>(count);
    result.mean = result.mean < result.least ? result.least : result.mean;
    result.mean = result.mean > result.largest ? result.largest : result.mean;
    return result;
}

/// The bin of each value: a larger value never has a smaller bin.
CK_CLONES
void bin_numbers(const double *values, int64_t count, double least, double scale, int32_t *bin) {
    for (int64_t i = 0; i < count; ++i) bin[i] = static_cast<int32_t>((values[i] - least) * scale);
}

/// The values of ascending ranks `wanted`, counted from 0. Only the values of the few bins that
/// hold a wanted rank are sorted.
void select_ranks(const double *values, int64_t count, const Extent &extent, const int64_t *wanted,
                  double *found, std::vector<int32_t> &bin, std::vector<double> &held) {
    const double span = extent.largest - extent.least;
    if (!(span > 0)) {
        std::fill(found, found + ranks, extent.least);
        return;
    }
    // Just below the number of bins: the largest value is in the last one.
    const double scale = (bins - 0.5) / span;
    if (isfinite(scale)) {
        bin_numbers(values, count, extent.least, scale, bin.data());
    } else {
        std::fill(bin.begin(), bin.end(), 0);
    }
    int64_t counts[bins] = {};
    for (int64_t i = 0; i < count; ++i) ++counts[bin[i]];
    int64_t before[ranks];
    int32_t home[ranks];
    int64_t passed = 0;
    int32_t rank = 0;
    for (int32_t b = 0; b < bins && rank < ranks; ++b) {
        for (; rank < ranks && wanted[rank] < passed + counts[b]; ++rank) {
            home[rank] = b;
            before[rank] = passed;
        }
        passed += counts[b];
    }
    for (int32_t first = 0; first < ranks;) {
        held.clear();
        for (int64_t i = 0; i < count; ++i) {
            if (bin[i] == home[first]) held.push_back(values[i]);
        }
        // A category has many equal values.
        if (!std::is_sorted(held.begin(), held.end())) std::sort(held.begin(), held.end());
        const int32_t shared = home[first];
        for (; first < ranks && home[first] == shared; ++first) {
            found[first] = held[wanted[first] - before[first]];
        }
    }
}

/// A value `share` of the way from one rank to the next, as NumPy rounds it.
double between(double low, double high, double share) {
    const double difference = high - low;
    return share < 0.5 ? low + difference * share : high - difference * (1 - share);
}

void center(const double *values, int64_t count, double mean, double *centered) {
    for (int64_t i = 0; i < count; ++i) centered[i] = values[i] - mean;
}

/// Adds the product of two stretches of columns, lane by lane.
__attribute__((always_inline)) inline double dot(const double *a, const double *b, int64_t count) {
    double sum[lanes] = {};
    const int64_t whole = count / lanes * lanes;
    for (int64_t i = 0; i < whole; i += lanes) {
        for (int64_t l = 0; l < lanes; ++l) sum[l] += a[i + l] * b[i + l];
    }
    double total = 0;
    for (int64_t l = 0; l < lanes; ++l) total += sum[l];
    for (int64_t i = whole; i < count; ++i) total += a[i] * b[i];
    return total;
}

CK_CLONES
void add_products(const double *columns, int64_t count, int32_t d, double *out) {
    for (int64_t start = 0; start < count; start += block) {
        const int64_t size = std::min(block, count - start);
        int64_t place = 0;
        for (int32_t a = 0; a < d; ++a) {
            for (int32_t b = 0; b <= a; ++b, ++place) {
                out[place] += dot(columns + a * count + start, columns + b * count + start, size);
            }
        }
    }
}

/// Which ranks the three quartiles lie between, and where.
struct Quartiles {
    /// Ascending.
    int64_t wanted[ranks];
    /// Two places in `wanted` for each quartile.
    int64_t place[ranks];
    double share[3];

    explicit Quartiles(int64_t count) {
        int64_t at[ranks];
        for (int32_t q = 0; q < 3; ++q) {
            const double exact = 0.25 * (q + 1) * static_cast<double>(count - 1);
            at[2 * q] = static_cast<int64_t>(exact);
            at[2 * q + 1] = std::min(at[2 * q] + 1, count - 1);
            share[q] = exact - static_cast<double>(at[2 * q]);
        }
        std::copy(at, at + ranks, wanted);
        std::sort(wanted, wanted + ranks);
        for (int32_t r = 0; r < ranks; ++r) {
            place[r] = std::lower_bound(wanted, wanted + ranks, at[r]) - wanted;
        }
    }
};

}  // namespace

void ck_release_summary(const double *rows, int64_t count, int32_t d, double *out) {
    std::vector<double> columns(static_cast<size_t>(count) * d);
    transpose(rows, count, d, columns.data());
    const Quartiles quartiles(count);
    std::vector<int32_t> bin(count);
    std::vector<double> held;
    for (int32_t f = 0; f < d; ++f) {
        double *values = columns.data() + f * count;
        double *numbers = out + 6 * f;
        Extent facts = extent(values, count);
        if (isfinite(facts.mean) && isfinite(facts.largest - facts.least)) {
            double found[ranks];
            select_ranks(values, count, facts, quartiles.wanted, found, bin, held);
            for (int32_t q = 0; q < 3; ++q) {
                numbers[q == 0 ? 1 : q + 2] =
                    between(found[quartiles.place[2 * q]], found[quartiles.place[2 * q + 1]],
                            quartiles.share[q]);
            }
            numbers[0] = facts.least;
            numbers[2] = facts.mean;
            numbers[5] = facts.largest;
        } else {
            facts.mean = std::numeric_limits<double>::quiet_NaN();
            std::fill(numbers, numbers + 6, facts.mean);
        }
        center(values, count, facts.mean, values);
    }
    double *products = out + 6 * static_cast<int64_t>(d);
    const int64_t cells = static_cast<int64_t>(d) * (d + 1) / 2;
    const double divisor = static_cast<double>(std::max<int64_t>(1, count - 1));
    std::fill(products, products + cells, 0.0);
    add_products(columns.data(), count, d, products);
    for (int64_t c = 0; c < cells; ++c) products[c] /= divisor;
}
