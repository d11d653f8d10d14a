#include "detection_kernels.h"

#include <limits>

#include "neighborhood_patch.hpp"

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Deviations beyond these are of no interest: in units and in ranges.
constexpr double most_units = 25, most_ranges = 0.03;
/// Shares of the way with denominators up to this are simple.
constexpr int32_t simple_denominators = 12;
/// A share is simple if it is this close to one, at most: more would make most shares simple.
constexpr double widest_simple = 0.002;
/// Rows this close to an end of a line, as a share of its length, are no evidence for it.
constexpr double end_margin = 1e-3;

double dot(const double *a, const double *b, int32_t d) {
    double sum = 0;
    for (int32_t f = 0; f < d; ++f) sum += a[f] * b[f];
    return sum;
}

/// Whether a deviation tells a made row from one that counts or regular steps put there.
///
/// - length: largest coordinate difference of the two ends, in the units of `deviation`.
bool is_telling(double step, double deviation, double length) {
    const double blur = std::clamp(3 * deviation / length, 1e-9, widest_simple);
    if (std::min(step, 1 - step) < std::max(5 * blur, end_margin)) return false;
    for (int32_t q = 2; q <= simple_denominators; ++q) {
        if (std::fabs(step * q - std::round(step * q)) < blur * q) return false;
    }
    return true;
}

/// How far the origin is from the line from a to b, coordinate by coordinate, or infinite if the
/// pair does not count. Beyond `most` any answer above it is right.
double deviation(const double *a, const double *b, double step, double least, double most,
                 int32_t d) {
    double largest = 0, length = 0;
    for (int32_t f = 0; f < d; ++f) {
        const double way = b[f] - a[f];
        largest = std::max(largest, std::fabs(a[f] + step * way));
        if (largest >= most) return infinite;
        length = std::max(length, std::fabs(way));
    }
    int32_t varying = 0;
    const double same = 4 * std::max(largest, least);
    for (int32_t f = 0; f < d; ++f) varying += std::fabs(b[f] - a[f]) > same ? 1 : 0;
    return varying >= 2 && is_telling(step, std::max(largest, least), length) ? largest : infinite;
}

/// Rows off a line by more than this share of their distance are beside it.
constexpr double beside_share = 0.2;
/// And by more than so many times what coordinates are off by.
constexpr double beside_errors = 6;

/// Whether some row is nearer to the origin than the farther of a and b, and beside their line by
/// more than `blur`.
///
/// Along a smooth curve all rows near enough are in line: that says nothing of how they were made.
bool has_rows_beside(const std::vector<double> &rows, int32_t a, int32_t b, double blur,
                     int32_t d) {
    const double *first = &rows[a * d], *second = &rows[b * d];
    const double reach = std::max(dot(first, first, d), dot(second, second, d));
    const double length = reach + std::min(dot(first, first, d), dot(second, second, d)) -
                          2 * dot(first, second, d);
    const int32_t count = static_cast<int32_t>(rows.size()) / d;
    for (int32_t w = 0; w < count; ++w) {
        const double *row = &rows[w * d];
        const double square = dot(row, row, d);
        if (w == a || w == b || square >= reach) continue;
        const double along = dot(row, second, d) - dot(row, first, d);
        const double across = square - along * along / length;
        if (across > std::max(beside_share * beside_share * square, blur * blur)) return true;
    }
    return false;
}

/// The least deviation of the origin from a segment between two of the rows.
///
/// - places: the rows with columns in units of their ranges.
/// - blur: what one of the units of `rows` is at most in ranges, over all columns.
/// - least: deviations below are alike: it is how well coordinates are known.
double best_deviation(const std::vector<double> &rows, const std::vector<double> &places,
                      double blur, double least, double most, int32_t d,
                      std::vector<double> &squares) {
    const int32_t count = static_cast<int32_t>(rows.size()) / d;
    squares.resize(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; ++i) squares[i] = dot(&rows[i * d], &rows[i * d], d);
    double best = most;
    for (int32_t i = 0; i < count; ++i) {
        const double *a = &rows[i * d];
        if (squares[i] == 0) continue;
        for (int32_t j = i + 1; j < count; ++j) {
            const double *b = &rows[j * d];
            const double product = dot(a, b, d);
            if (product >= 0 || squares[j] == 0) continue;
            // Squared distance from the line, but for rounding: the sum of squares is not below the
            // square of the largest coordinate.
            const double across = squares[i] * squares[j] - product * product;
            const double square = squares[i] + squares[j] - 2 * product;
            if (across > d * best * best * square + 1e-12 * squares[i] * squares[j]) continue;
            const double found =
                deviation(a, b, (squares[i] - product) / square, least, best, d);
            const double beside = beside_errors * blur * std::max(found, least);
            if (found < best && has_rows_beside(places, i, j, beside, d)) best = found;
        }
    }
    return best < most ? best : infinite;
}

class Betweenness {
public:
    explicit Betweenness(const ck_table &table) : table_(table) {
        double square = 0;
        for (int32_t f = 0; f < table.d; ++f) {
            square += table.units[f] * table.units[f] / (table.ranges[f] * table.ranges[f]);
        }
        blur_ = std::sqrt(square);
    }

    ck_between of(const Patch &patch) {
        const int32_t d = table_.d;
        patch.relative(table_.units, rows_);
        patch.relative(table_.ranges, places_);
        const double even = std::sqrt(static_cast<double>(d));
        return {best_deviation(rows_, places_, blur_, 1, most_units, d, squares_),
                best_deviation(places_, places_, even, 1e-12, most_ranges, d, squares_)};
    }

private:
    const ck_table &table_;
    double blur_;
    std::vector<double> rows_, places_, squares_;
};

/// How far the origin is from the plane through three rows, at most in any coordinate.
double plane_deviation(const double *a, const double *b, const double *c, int32_t d,
                       std::vector<double> &work) {
    work.resize(3 * static_cast<size_t>(d));
    double *u = work.data(), *v = u + d, *w = v + d;
    for (int32_t f = 0; f < d; ++f) {
        u[f] = b[f] - a[f];
        v[f] = c[f] - a[f];
        w[f] = -a[f];
    }
    const double uu = dot(u, u, d), vv = dot(v, v, d), ww = dot(w, w, d);
    if (uu == 0 || vv == 0 || ww == 0) return infinite;
    double along = dot(u, v, d) / uu;
    for (int32_t f = 0; f < d; ++f) v[f] -= along * u[f];
    const double flat = dot(v, v, d);
    // Three rows nearly on one line span no plane that could be told.
    if (flat < 1e-6 * vv) return infinite;
    const double first = dot(u, w, d) / uu;
    for (int32_t f = 0; f < d; ++f) w[f] -= first * u[f];
    const double second = dot(v, w, d) / flat;
    double largest = 0, extent = 0;
    for (int32_t f = 0; f < d; ++f) {
        extent = std::max({extent, std::fabs(first * u[f]), std::fabs(second * v[f])});
        largest = std::max(largest, std::fabs(w[f] - second * v[f]));
    }
    // Rounding errors grow with how far beyond the three rows the plane is asked for.
    const double reach = std::fabs(first) + std::fabs(second) + 1;
    return extent > 0 ? largest / reach : infinite;
}

double best_plane(const std::vector<double> &rows, int32_t d, std::vector<double> &work) {
    const int32_t count = static_cast<int32_t>(rows.size()) / d;
    double best = infinite;
    for (int32_t i = 0; i < count; ++i) {
        for (int32_t j = i + 1; j < count; ++j) {
            for (int32_t k = j + 1; k < count; ++k) {
                best = std::min(best, plane_deviation(&rows[i * d], &rows[j * d], &rows[k * d], d,
                                                      work));
            }
        }
    }
    return best;
}

/// The lines through one row, told apart by the rows on them.
class LinesOfRow {
public:
    LinesOfRow(const ck_table &table, const double *tolerances)
        : d_(table.d), tolerances_(tolerances), zero_(static_cast<size_t>(table.d), 0.0) {}

    ck_row_lines of(const Patch &patch) {
        patch.relative(tolerances_, rows_);
        const int32_t count = static_cast<int32_t>(rows_.size()) / d_;
        line_.assign(static_cast<size_t>(count), -1);
        side_.assign(static_cast<size_t>(count), 0);
        squares_.resize(static_cast<size_t>(count));
        for (int32_t i = 0; i < count; ++i) {
            squares_[i] = dot(&rows_[i * d_], &rows_[i * d_], d_);
        }
        int32_t lines = 0;
        for (int32_t i = 0; i < count; ++i) {
            for (int32_t j = i + 1; j < count; ++j) {
                if (line_[i] >= 0 && line_[i] == line_[j]) continue;
                if (!in_line(i, j)) continue;
                const double same = dot(&rows_[i * d_], &rows_[j * d_], d_) > 0 ? 1 : -1;
                if (line_[i] < 0) take(i, line_[j] < 0 ? lines++ : line_[j], side(j) * same);
                join(i, j, same);
            }
        }
        return summary(patch, lines);
    }

private:
    /// On which side of the origin a row of a line is; any, for a row on none so far.
    double side(int32_t row) const { return line_[row] < 0 ? 1 : side_[row]; }

    void take(int32_t row, int32_t line, double side) {
        line_[row] = line;
        side_[row] = side;
    }

    /// Puts the row j, or the line that it is on, on the line of i.
    void join(int32_t i, int32_t j, double same) {
        const int32_t old = line_[j], line = line_[i];
        const double turn = side_[i] * same * side(j);
        if (old < 0) return take(j, line, side_[i] * same);
        if (old == line) return;
        for (size_t row = 0; row < line_.size(); ++row) {
            if (line_[row] == old) take(static_cast<int32_t>(row), line, side_[row] * turn);
        }
    }

    /// The middle one of the origin and the rows i and j has to lie between the other two.
    bool in_line(int32_t i, int32_t j) {
        const double *a = &rows_[i * d_], *b = &rows_[j * d_];
        const double product = dot(a, b, d_);
        const double across = squares_[i] * squares_[j] - product * product;
        const double longest = std::max({squares_[i], squares_[j],
                                         squares_[i] + squares_[j] - 2 * product});
        if (across > 4 * d_ * longest + 1e-12 * squares_[i] * squares_[j]) return false;
        if (product < 0) return lies_between(zero_.data(), a, b);
        return squares_[i] < squares_[j] ? lies_between(a, zero_.data(), b)
                                         : lies_between(b, zero_.data(), a);
    }

    bool lies_between(const double *x, const double *a, const double *b) {
        from_.resize(static_cast<size_t>(d_));
        to_.resize(static_cast<size_t>(d_));
        double along = 0, square = 0;
        for (int32_t f = 0; f < d_; ++f) {
            from_[f] = a[f] - x[f];
            to_[f] = b[f] - x[f];
            const double way = b[f] - a[f];
            along -= from_[f] * way;
            square += way * way;
        }
        if (!(along > 0 && along < square)) return false;
        return deviation(from_.data(), to_.data(), along / square, 1, 1, d_) < 1;
    }

    ck_row_lines summary(const Patch &patch, int32_t lines) {
        ck_row_lines result = {0, 0, -1, -1, {{-1, -1}, {-1, -1}}};
        for (int32_t line = 0; line < lines; ++line) {
            int32_t near[2][2] = {{-1, -1}, {-1, -1}};
            for (int32_t i = 0; i < static_cast<int32_t>(line_.size()); ++i) {
                if (line_[i] != line) continue;
                auto &side = near[side_[i] > 0 ? 0 : 1];
                if (side[0] < 0 || squares_[i] < squares_[side[0]]) {
                    side[1] = side[0];
                    side[0] = i;
                } else if (side[1] < 0 || squares_[i] < squares_[side[1]]) {
                    side[1] = i;
                }
            }
            if (near[0][0] >= 0 && near[1][0] >= 0) {
                if (result.inside++ == 0) {
                    result.before = patch.ids[1 + near[1][0]];
                    result.after = patch.ids[1 + near[0][0]];
                }
                continue;
            }
            const auto &side = near[0][0] >= 0 ? near[0] : near[1];
            if (side[1] < 0) continue;
            if (result.ending < 2) {
                result.ends[result.ending][0] = patch.ids[1 + side[0]];
                result.ends[result.ending][1] = patch.ids[1 + side[1]];
            }
            result.ending += 1;
        }
        return result;
    }

    int32_t d_;
    const double *tolerances_;
    std::vector<double> zero_, rows_, squares_, from_, to_, side_;
    std::vector<int32_t> line_;
};

}  // namespace

void ck_rows_between(const ck_table *table, const int32_t *subjects, int64_t count,
                     const int32_t *neighbors, int32_t m, ck_between *out) {
    Betweenness betweenness(*table);
    for (int64_t i = 0; i < count; ++i) {
        out[i] = betweenness.of(Patch(*table, subjects[i], neighbors + i * m, m));
    }
}

void ck_rows_between_exchanged(const ck_table *table, const int32_t *subjects, int64_t count,
                               const int32_t *neighbors, int32_t m, int32_t replicates,
                               uint64_t seed, ck_between *out) {
    Betweenness betweenness(*table);
    for (int64_t i = 0; i < count; ++i) {
        const Patch patch(*table, subjects[i], neighbors + i * m, m);
        Exchange exchange(patch, table->ranges, seed * 0x2545f4914f6cdd1dULL + subjects[i]);
        for (int32_t r = 0; r < replicates; ++r) {
            out[i * replicates + r] = betweenness.of(exchange.next());
        }
    }
}

void ck_lines_of_rows(const ck_table *table, const double *tolerances, const int32_t *subjects,
                      int64_t count, const int32_t *neighbors, int32_t m, ck_row_lines *out) {
    LinesOfRow lines(*table, tolerances);
    for (int64_t i = 0; i < count; ++i) {
        out[i] = lines.of(Patch(*table, subjects[i], neighbors + i * m, m));
    }
}

void ck_rows_in_planes(const ck_table *table, const int32_t *subjects, int64_t count,
                       const int32_t *neighbors, int32_t m, int32_t replicates, uint64_t seed,
                       double *out) {
    std::vector<double> rows, work;
    for (int64_t i = 0; i < count; ++i) {
        const Patch patch(*table, subjects[i], neighbors + i * m, m);
        if (replicates <= 0) {
            patch.relative(table->units, rows);
            out[i] = best_plane(rows, table->d, work);
            continue;
        }
        Exchange exchange(patch, table->ranges, seed * 0x2545f4914f6cdd1dULL + subjects[i]);
        for (int32_t r = 0; r < replicates; ++r) {
            exchange.next().relative(table->units, rows);
            out[i * replicates + r] = best_plane(rows, table->d, work);
        }
    }
}

void ck_rows_in_boxes(const ck_table *table, const int32_t *subjects, int64_t count,
                      const int32_t *neighbors, int32_t m, uint8_t *out) {
    std::vector<double> rows;
    const int32_t d = table->d;
    for (int64_t i = 0; i < count; ++i) {
        Patch(*table, subjects[i], neighbors + i * m, m).relative(table->ranges, rows);
        const int32_t others = static_cast<int32_t>(rows.size()) / d;
        out[i] = 0;
        for (int32_t a = 0; a < others && !out[i]; ++a) {
            for (int32_t b = a + 1; b < others && !out[i]; ++b) {
                bool within = true;
                for (int32_t f = 0; f < d && within; ++f) {
                    within = rows[a * d + f] * rows[b * d + f] <= 0;
                }
                out[i] = within ? 1 : 0;
            }
        }
    }
}
