#include "consensus_kernels.h"
#include "splitmix.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace {

/// Rows nearer to each other than so many tolerances define no direction.
constexpr double least_separation = 6;
/// Rows farther along a line than so many times the distance of the two rows that span it are left
/// out: the line is not known there.
constexpr double farthest = 4;
/// Chance of an empty stretch within a segment below which rows beyond it are not part of it.
constexpr double unlikely_gap = 0.01;

const double *row(const ck_noisy_rows &rows, int32_t index) {
    return rows.coordinates + static_cast<int64_t>(index) * rows.d;
}

/// Offsets of the neighbors of one subject, and all their inner products.
struct Surroundings {
    int32_t m = 0, d = 0;
    std::vector<int32_t> ids;
    std::vector<double> offsets;
    std::vector<double> products;

    void look(const ck_noisy_rows &rows, const uint8_t *is_free, int32_t subject,
              const int32_t *neighbors, int32_t count, uint64_t flip) {
        d = rows.d;
        ids.clear();
        offsets.clear();
        const double *center = row(rows, subject);
        uint64_t state = flip ^ (static_cast<uint64_t>(subject) * 0x2545f4914f6cdd1du);
        for (int32_t j = 0; j < count; ++j) {
            const int32_t id = neighbors[j];
            if (id < 0 || id == subject || (is_free && !is_free[id])) continue;
            ids.push_back(id);
            const double *x = row(rows, id);
            uint64_t bits = 0;
            for (int32_t f = 0; f < d; ++f) {
                if (flip && f % 64 == 0) bits = splitmix::next(state);
                const double v = x[f] - center[f];
                offsets.push_back(flip && (bits >> (f % 64) & 1) ? -v : v);
            }
        }
        m = static_cast<int32_t>(ids.size());
        products.resize(static_cast<size_t>(m) * m);
        multiply();
    }

    const double *offset(int32_t j) const { return offsets.data() + static_cast<size_t>(j) * d; }
    double square(int32_t j) const { return products[static_cast<size_t>(j) * m + j]; }

    /// Squared deviation of neighbor y from the line through the subject and neighbor j, in units
    /// in which it varies as one coordinate does; negative if the line is not known at y.
    ///
    /// y − q j is a combination of three rows with weights 1, −q and q − 1.
    double deviation(int32_t j, int32_t y) const {
        const double q = products[static_cast<size_t>(j) * m + y] / square(j);
        if (std::fabs(q) > farthest) return -1;
        double sum = 0;
        const double *a = offset(y), *b = offset(j);
        for (int32_t f = 0; f < d; ++f) {
            const double v = a[f] - q * b[f];
            sum += v * v;
        }
        return sum / (1 + q * q + (1 - q) * (1 - q));
    }

    /// The same by inner products alone, which is quick but spoiled by rounding near 0; infinite if
    /// the line is not known at y.
    double rough_deviation(int32_t j, int32_t y) const {
        const double product = products[static_cast<size_t>(j) * m + y];
        const double q = product / square(j);
        if (std::fabs(q) > farthest) return std::numeric_limits<double>::infinity();
        return (square(y) - product * q) / (1 + q * q + (1 - q) * (1 - q));
    }

   private:
    void multiply() {
        for (int32_t j = 0; j < m; ++j) {
            for (int32_t y = 0; y <= j; ++y) {
                double sum = 0;
                const double *a = offset(y), *b = offset(j);
                for (int32_t f = 0; f < d; ++f) sum += a[f] * b[f];
                products[static_cast<size_t>(j) * m + y] = sum;
                products[static_cast<size_t>(y) * m + j] = sum;
            }
        }
    }
};

/// The largest k with 2^k <= value; far below every rung for 0.
int exponent(double value) {
    return value > 0 ? std::ilogb(value) : std::numeric_limits<int>::min() / 2;
}

/// Inner products are off by this share of the squared lengths that enter them.
constexpr double product_error = 1e-14;

}  // namespace

void ck_consensus_ladder(const ck_noisy_rows *rows, const int32_t *subjects, int64_t count,
                         const int32_t *neighbors, int32_t m, double least, int32_t rungs,
                         uint64_t flip, int32_t *out) {
    Surroundings near;
    std::vector<int32_t> changes(static_cast<size_t>(rungs) + 1);
    for (int64_t i = 0; i < count; ++i) {
        int32_t *best = out + i * rungs;
        std::fill(best, best + rungs, 0);
        near.look(*rows, nullptr, subjects[i], neighbors + i * m, m, flip);
        for (int32_t j = 0; j < near.m; ++j) {
            std::fill(changes.begin(), changes.end(), 0);
            const double reach_j = std::sqrt(near.square(j)) / least_separation;
            for (int32_t y = 0; y < near.m; ++y) {
                if (y == j) continue;
                const double deviation2 = near.deviation(j, y);
                if (deviation2 < 0) continue;
                // Of the rungs from the deviation up to what separates the three rows.
                const double apart2 = near.square(j) + near.square(y) -
                                      2 * near.products[static_cast<size_t>(j) * near.m + y];
                const double reach =
                    std::min({reach_j, std::sqrt(near.square(y)) / least_separation,
                              std::sqrt(std::max(0.0, apart2)) / least_separation});
                const int last = std::min(rungs - 1, exponent(reach / least));
                const int first = std::max(0, exponent(std::sqrt(deviation2) / least) + 1);
                if (first > last) continue;
                changes[static_cast<size_t>(first)] += 1;
                changes[static_cast<size_t>(last) + 1] -= 1;
            }
            int32_t rows_near = 0;
            for (int32_t rung = 0; rung < rungs; ++rung) {
                rows_near += changes[static_cast<size_t>(rung)];
                best[rung] = std::max(best[rung], rows_near);
            }
        }
    }
}

void ck_best_lines(const ck_noisy_rows *rows, const uint8_t *is_free, const int32_t *subjects,
                   int64_t count, const int32_t *neighbors, int32_t m, double tolerance,
                   ck_consensus *out) {
    Surroundings near;
    const double tolerance2 = tolerance * tolerance;
    const double apart2 = least_separation * least_separation * tolerance2;
    for (int64_t i = 0; i < count; ++i) {
        out[i] = {-1, 0};
        near.look(*rows, is_free, subjects[i], neighbors + i * m, m, 0);
        for (int32_t j = 0; j < near.m; ++j) {
            if (near.square(j) <= apart2) continue;
            int32_t found = 0;
            for (int32_t y = 0; y < near.m; ++y) {
                if (y == j) continue;
                // What rounding leaves open is looked at in full.
                const double slack = product_error * (near.square(y) + near.square(j));
                if (near.rough_deviation(j, y) > tolerance2 + slack) continue;
                const double deviation2 = near.deviation(j, y);
                found += deviation2 >= 0 && deviation2 < tolerance2;
            }
            if (found > out[i].rows) out[i] = {near.ids[static_cast<size_t>(j)], found};
        }
    }
}

namespace {

/// A line under construction.
struct Fit {
    const ck_noisy_rows &rows;
    double *center, *direction;
    std::vector<std::pair<double, int32_t>> places;

    /// Where a row is along the line, from its center.
    double place(const double *x) const {
        double along = 0;
        for (int32_t f = 0; f < rows.d; ++f) along += (x[f] - center[f]) * direction[f];
        return along;
    }

    void normalize() {
        double square = 0;
        for (int32_t f = 0; f < rows.d; ++f) square += direction[f] * direction[f];
        const double length = std::sqrt(square);
        for (int32_t f = 0; f < rows.d; ++f) direction[f] /= length;
    }

    /// Takes the candidates within the tolerance, in order along the line.
    void gather(const int32_t *candidates, int32_t count, double tolerance2) {
        places.clear();
        for (int32_t c = 0; c < count; ++c) {
            const double *x = row(rows, candidates[c]);
            const double along = place(x);
            double square = 0;
            for (int32_t f = 0; f < rows.d; ++f) {
                const double v = x[f] - center[f] - along * direction[f];
                square += v * v;
            }
            if (square <= tolerance2) places.push_back({along, candidates[c]});
        }
        std::sort(places.begin(), places.end());
        cut();
    }

    /// Leaves out the smaller part beyond a stretch that is too long to be empty by chance: of n
    /// gaps between uniform places the largest exceeds a share g with chance about n (1 − g)ⁿ⁻¹.
    void cut() {
        while (places.size() >= 4) {
            const double span = places.back().first - places.front().first;
            size_t widest = 1;
            for (size_t p = 2; p < places.size(); ++p) {
                if (places[p].first - places[p - 1].first >
                    places[widest].first - places[widest - 1].first) {
                    widest = p;
                }
            }
            const double share = (places[widest].first - places[widest - 1].first) / span;
            const double n = static_cast<double>(places.size()) - 1;
            if (!(n * std::pow(1 - share, n - 1) < unlikely_gap)) return;
            if (2 * widest >= places.size()) {
                places.resize(widest);
            } else {
                places.erase(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(widest));
            }
        }
    }

    /// Center and direction of the rows gathered. The direction is found by repeated products with
    /// the covariance: rows of one line are so drawn out that a few are enough.
    void fit() {
        const double n = static_cast<double>(places.size());
        std::fill(center, center + rows.d, 0.0);
        for (const auto &member : places) {
            const double *x = row(rows, member.second);
            for (int32_t f = 0; f < rows.d; ++f) center[f] += x[f] / n;
        }
        std::vector<double> next(static_cast<size_t>(rows.d));
        for (int turn = 0; turn < 8; ++turn) {
            std::fill(next.begin(), next.end(), 0.0);
            for (const auto &member : places) {
                const double *x = row(rows, member.second);
                const double along = place(x);
                for (int32_t f = 0; f < rows.d; ++f) {
                    next[static_cast<size_t>(f)] += along * (x[f] - center[f]);
                }
            }
            std::copy(next.begin(), next.end(), direction);
            normalize();
        }
    }
};

}  // namespace

int32_t ck_fit_line(const ck_noisy_rows *rows, int32_t from, int32_t through, const int32_t *candidates,
                    int32_t count, double tolerance, double *center, double *direction,
                    int32_t *members, double *along) {
    Fit line{*rows, center, direction, {}};
    const double *a = row(*rows, from), *b = row(*rows, through);
    for (int32_t f = 0; f < rows->d; ++f) {
        center[f] = a[f];
        direction[f] = b[f] - a[f];
    }
    line.normalize();
    for (int turn = 0; turn < 4; ++turn) {
        // The line through two rows is known less well than a fitted one.
        const double reach = turn == 0 ? 1.5 * tolerance : tolerance;
        line.gather(candidates, count, reach * reach);
        if (line.places.size() < 3) return 0;
        line.fit();
    }
    // Where the rows are is read off the line that was fitted to them last.
    for (auto &member : line.places) member.first = line.place(row(*rows, member.second));
    std::sort(line.places.begin(), line.places.end());
    int32_t position = 0;
    for (const auto &member : line.places) {
        members[position] = member.second;
        along[position] = member.first;
        position += 1;
    }
    return position;
}
