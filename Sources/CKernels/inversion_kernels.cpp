#include "inversion_kernels.h"

#include <numeric>

#include "inversion_relations.hpp"

namespace {

/// Relations listed per row: with more, chance makes so many that none means anything.
constexpr size_t most_relations = 2048;

/// One row being inverted.
class RowSolver {
public:
    RowSolver(const ck_lattice &lattice) : lattice_(lattice), steps_(size_t(lattice.d)) {}

    ck_inversion solve(const double *row, int32_t *base, int32_t *direction) {
        row_ = row;
        ck_inversion result = {ck_row_on_lattice, 0, 0, 0, 0};
        work_ = tried_ = 0;
        settle(base, direction);
        result.active = int32_t(active_.size());
        if (!active_.empty()) {
            const bool is_solved = active_.size() == 1 ? solve_single() : solve_pair();
            result.status = is_solved ? ck_row_solved
                            : work_ > lattice_.most_work ? ck_row_too_much_work
                                                         : ck_row_off_lattice;
            result.log_chance = is_solved ? log_chance() : 0;
            if (is_solved) result.step = write(base, direction);
        }
        result.tried = tried_;
        return result;
    }

private:
    const ck_lattice &lattice_;
    const double *row_ = nullptr;
    std::vector<int32_t> active_;
    std::vector<int64_t> steps_;
    double step_ = 0, step_error_ = 0;
    int64_t work_ = 0, tried_ = 0;

    static double fraction(double x) { return x - std::floor(x); }
    static double to_lattice(double x) { return std::fabs(x - std::nearbyint(x)); }

    /// Which columns are active, the least far-reaching first; the others are equal in both parents.
    void settle(int32_t *base, int32_t *direction) {
        active_.clear();
        for (int32_t j = 0; j < lattice_.d; ++j) {
            base[j] = direction[j] = 0;
            if (lattice_.reaches[j] == 0) continue;
            base[j] = int32_t(std::nearbyint(row_[j]));
            if (to_lattice(row_[j]) > lattice_.errors[j]) active_.push_back(j);
        }
        std::sort(active_.begin(), active_.end(), [&](int32_t a, int32_t b) {
            const int32_t p = lattice_.reaches[a], q = lattice_.reaches[b];
            return p != q ? p < q : a < b;
        });
    }

    /// One column alone leaves open how far the parents are apart: the nearest lattice points.
    bool solve_single() {
        steps_[0] = 1;
        step_ = fraction(row_[active_[0]]);
        step_error_ = lattice_.errors[active_[0]];
        tried_ = 1;
        return true;
    }

    bool solve_pair() {
        const int32_t p = active_[0], q = active_[1];
        const double f = fraction(row_[p]), g = fraction(row_[q]);
        Relations relations(f, g, lattice_.reaches[p], lattice_.reaches[q], lattice_.errors[p],
                            lattice_.errors[q]);
        for (const Relation &relation : relations.list(most_relations)) {
            if (fits(relation, f)) return true;
            if (work_ > lattice_.most_work) return false;
        }
        return false;
    }

    /// Whether one of the steps that a relation allows fits all columns.
    bool fits(const Relation &relation, double f) {
        const int64_t divisor = std::gcd(relation.m, relation.n);
        if (relation.c % divisor != 0) return false;
        // (f + a) / m is a step if n a - m b + c = 0 for a whole b.
        const int64_t m = relation.m / divisor, n = relation.n / divisor, c = relation.c / divisor;
        const int64_t first = m == 1 ? 0 : mod(-c * inverse(mod(n, m), m), m);
        steps_[0] = relation.m;
        steps_[1] = relation.n;
        step_error_ = lattice_.errors[active_[0]] / double(relation.m);
        for (int64_t s = 0; s < divisor; ++s) {
            tried_ += 1;
            step_ = (f + double(first + s * m)) / double(relation.m);
            if (fits_others()) return true;
            if (work_ > lattice_.most_work) return false;
        }
        return false;
    }

    bool fits_others() {
        for (size_t i = 2; i < active_.size(); ++i) {
            if (!fits_column(i)) return false;
        }
        return true;
    }

    /// The least number of steps that fits a column.
    bool fits_column(size_t i) {
        const int32_t j = active_[i];
        const double x = row_[j], error = lattice_.errors[j];
        for (int32_t a = 1; a <= lattice_.reaches[j]; ++a) {
            const double allowed = error + a * step_error_, forth = step_ * a;
            if (to_lattice(x - forth) <= allowed) {
                steps_[i] = a;
            } else if (to_lattice(x + forth) <= allowed) {
                steps_[i] = -a;
            } else {
                continue;
            }
            work_ += a;
            return true;
        }
        work_ += lattice_.reaches[j];
        return false;
    }

    /// How many vectors of steps no larger than those found would fit a random row.
    double log_chance() const {
        if (active_.size() == 1) return 0;
        const auto size = [&](size_t i) { return double(std::abs(steps_[i])); };
        const auto error = [&](size_t i) { return lattice_.errors[active_[i]]; };
        double sum = std::log(8 * size(0) * size(1) * (size(1) * error(0) + size(0) * error(1)));
        for (size_t i = 2; i < active_.size(); ++i) {
            sum += std::log((4 * size(i) + 2) * (error(i) + size(i) * step_error_));
        }
        return sum;
    }

    /// Puts down the lattice points; the step as the sharpest column tells it.
    double write(int32_t *base, int32_t *direction) const {
        double sharpest = step_, least = step_error_;
        for (size_t i = 0; i < active_.size(); ++i) {
            const int32_t j = active_[i];
            base[j] = int32_t(std::nearbyint(row_[j] - step_ * double(steps_[i])));
            direction[j] = int32_t(steps_[i]);
            const double error = lattice_.errors[j] / double(std::abs(steps_[i]));
            if (error >= least) continue;
            least = error;
            sharpest = (row_[j] - double(base[j])) / double(steps_[i]);
        }
        return sharpest;
    }

    static int64_t mod(int64_t a, int64_t m) { return ((a % m) + m) % m; }

    /// The inverse of `a` modulo `m`, which have no common divisor.
    static int64_t inverse(int64_t a, int64_t m) {
        int64_t t = 0, next_t = 1, r = m, next_r = a;
        while (next_r != 0) {
            const int64_t q = r / next_r;
            t -= q * next_t;
            std::swap(t, next_t);
            r -= q * next_r;
            std::swap(r, next_r);
        }
        return mod(t, m);
    }
};

}  // namespace

void ck_invert_rows(const ck_lattice *lattice, const double *rows, int64_t count,
                    ck_inversion *out, int32_t *bases, int32_t *directions) {
    RowSolver solver(*lattice);
    for (int64_t i = 0; i < count; ++i) {
        const int64_t start = i * lattice->d;
        out[i] = solver.solve(rows + start, bases + start, directions + start);
    }
}
