#include "chord_kernels.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "column_products.hpp"

namespace {

/// Looks at all pairs of neighbors of one point after the other.
class Pairs {
public:
    Pairs(const double *coordinates, int32_t d, int32_t m)
        : coordinates(coordinates), d(d), stride((m + 7) / 8 * 8), vectors(m * d),
          columns(static_cast<size_t>(stride) * d), products_(stride) {}

    /// Calls `visit(near, far, is_chord, share)` for every pair of neighbors, by position, with the
    /// squared distance from their line over the factor of the tolerance.
    template <typename Visit>
    void look(int32_t subject, const int32_t *neighbors, int32_t m, Visit visit) {
        const double *x = coordinates + static_cast<int64_t>(subject) * d;
        std::fill(columns.begin(), columns.end(), 0.0);
        squares.assign(m, 0);
        for (int32_t a = 0; a < m; ++a) {
            if (neighbors[a] < 0) continue;
            const double *y = coordinates + static_cast<int64_t>(neighbors[a]) * d;
            for (int32_t f = 0; f < d; ++f) {
                vectors[a * d + f] = columns[f * stride + a] = y[f] - x[f];
            }
        }
        for (int32_t a = 0; a < m; ++a) {
            if (neighbors[a] < 0 || neighbors[a] == subject) continue;
            column_products(columns.data(), stride, d, &vectors[a * d], products_.data());
            const double square = products_[a];
            if (square <= 0) continue;
            for (int32_t b = 0; b < a; ++b) {
                if (neighbors[b] < 0 || neighbors[b] == subject) continue;
                const double other = squares[b];
                if (other <= 0) continue;
                const double inner = products_[b];
                if (inner > 0) {
                    const bool is_nearer = square < other;
                    const double near = is_nearer ? square : other;
                    const double far = is_nearer ? other : square;
                    const double t = inner / far;
                    visit(is_nearer ? a : b, is_nearer ? b : a, false,
                          (near - inner * t) / factor(t));
                } else {
                    const double length = square + other - 2 * inner;
                    visit(b, a, true, (square * other - inner * inner) / length /
                                          factor((square - inner) / length));
                }
            }
            squares[a] = square;
        }
    }

private:
    static double factor(double t) { return 1 + t * t + (1 - t) * (1 - t); }

    const double *coordinates;
    const int32_t d;
    const int64_t stride;
    /// The neighbors as seen from the point: row-major, and the same column-major.
    std::vector<double> vectors, columns, products_, squares;
};

}  // namespace

void ck_chords_near(const double *coordinates, int32_t d, const int32_t *subjects, int64_t count,
                    const int32_t *neighbors, int32_t m, double tolerance, ck_chords *out) {
    Pairs pairs(coordinates, d, m);
    const double limit = tolerance * tolerance;
    for (int64_t i = 0; i < count; ++i) {
        const int32_t *near = neighbors + i * m;
        ck_chords found = {0, 0, {{-1, -1}, {-1, -1}, {-1, -1}}};
        pairs.look(subjects[i], near, m, [&](int32_t a, int32_t b, bool is_chord, double share) {
            if (share >= limit) return;
            if (is_chord) {
                found.chords += 1;
                return;
            }
            if (found.ends < 3) {
                found.end_pairs[found.ends][0] = near[a];
                found.end_pairs[found.ends][1] = near[b];
            }
            found.ends += 1;
        });
        out[i] = found;
    }
}

void ck_chord_ladder(const double *coordinates, int32_t d, const int32_t *subjects, int64_t count,
                     const int32_t *neighbors, int32_t m, const double *tolerances, int32_t steps,
                     int64_t *totals) {
    Pairs pairs(coordinates, d, m);
    std::vector<double> limits(tolerances, tolerances + steps);
    for (double &limit : limits) limit *= limit;
    std::vector<int64_t> first(steps + 1, 0);
    for (int64_t i = 0; i < count; ++i) {
        pairs.look(subjects[i], neighbors + i * m, m, [&](int32_t, int32_t, bool, double share) {
            first[std::upper_bound(limits.begin(), limits.end(), share) - limits.begin()] += 1;
        });
    }
    int64_t sum = 0;
    for (int32_t s = 0; s < steps; ++s) totals[s] += sum += first[s];
}
