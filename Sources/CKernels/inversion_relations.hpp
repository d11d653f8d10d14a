#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

/// Whole numbers m, n, c with n f - m g - c near 0: steps in two columns that one u explains.
struct Relation {
    int64_t m, n, c;
};

/// The lattice of all relations of two fractions, and its short vectors.
///
/// Vectors are measured as (m / most m, n / most n, residual / tolerance), so those wanted are the
/// ones in the unit cube.
class Relations {
public:
    Relations(double f, double g, int64_t most_m, int64_t most_n, double error_f, double error_g)
        : f_(f), g_(g), most_m_(most_m), most_n_(most_n), error_f_(error_f), error_g_(error_g),
          tolerance_(1) {
        basis_[0] = {1, 0, 0};
        basis_[1] = {0, 1, 0};
        basis_[2] = {0, 0, 1};
        // Little by little, so that no length is lost in the rounding of a much larger one.
        const double last = double(most_n) * error_f + double(most_m) * error_g;
        while (tolerance_ > last) {
            tolerance_ = std::max(last, tolerance_ / 1024);
            reduce();
        }
    }

    /// Relations with m above 0, n not 0 and a residual within the errors, by m and then |n|;
    /// at most `limit`.
    const std::vector<Relation> &list(size_t limit) {
        found_.clear();
        enumerate(limit);
        std::sort(found_.begin(), found_.end(), [](const Relation &a, const Relation &b) {
            const int64_t p = std::abs(a.n), q = std::abs(b.n);
            return a.m != b.m ? a.m < b.m : p != q ? p < q : a.n > b.n;
        });
        return found_;
    }

private:
    double f_, g_;
    int64_t most_m_, most_n_;
    double error_f_, error_g_, tolerance_;
    Relation basis_[3];
    double places_[3][3], orthogonal_[3][3], lengths_[3], mu_[3][3];
    std::vector<Relation> found_;

    double residual(const Relation &v) const {
        return (double(v.n) * f_ - double(v.m) * g_) - double(v.c);
    }

    void orthogonalize() {
        for (int i = 0; i < 3; ++i) {
            places_[i][0] = double(basis_[i].m) / double(most_m_);
            places_[i][1] = double(basis_[i].n) / double(most_n_);
            places_[i][2] = residual(basis_[i]) / tolerance_;
            std::copy(places_[i], places_[i] + 3, orthogonal_[i]);
            for (int j = 0; j < i; ++j) {
                mu_[i][j] = dot(places_[i], orthogonal_[j]) / lengths_[j];
                for (int x = 0; x < 3; ++x) orthogonal_[i][x] -= mu_[i][j] * orthogonal_[j][x];
            }
            lengths_[i] = dot(orthogonal_[i], orthogonal_[i]);
        }
    }

    static double dot(const double *a, const double *b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /// Lenstra, Lenstra and Lovász in three dimensions.
    void reduce() {
        orthogonalize();
        int k = 1;
        // Every swap shortens the basis; the bound is for fractions that rounding has spoilt.
        for (int round = 0; round < 400 && k < 3; ++round) {
            for (int j = k - 1; j >= 0; --j) {
                const double q = std::nearbyint(mu_[k][j]);
                if (q == 0 || std::fabs(q) > 1e15) continue;
                basis_[k].m -= int64_t(q) * basis_[j].m;
                basis_[k].n -= int64_t(q) * basis_[j].n;
                basis_[k].c -= int64_t(q) * basis_[j].c;
                orthogonalize();
            }
            if (lengths_[k] >= (0.99 - mu_[k][k - 1] * mu_[k][k - 1]) * lengths_[k - 1]) {
                ++k;
            } else {
                std::swap(basis_[k], basis_[k - 1]);
                orthogonalize();
                k = std::max(k - 1, 1);
            }
        }
    }

    void enumerate(size_t limit) {
        constexpr double radius = 3 * (1 + 1e-9);
        const int64_t most2 = bound(radius, lengths_[2]);
        for (int64_t z = 0; z <= most2; ++z) {
            const double left1 = radius - double(z * z) * lengths_[2];
            const double center1 = -double(z) * mu_[2][1];
            const int64_t half1 = bound(left1, lengths_[1]) + 1;
            for (int64_t y = int64_t(center1) - half1; y <= int64_t(center1) + half1; ++y) {
                const double away1 = double(y) - center1;
                const double left0 = left1 - away1 * away1 * lengths_[1];
                if (left0 < 0) continue;
                const double center0 = -double(z) * mu_[2][0] - double(y) * mu_[1][0];
                const int64_t half0 = bound(left0, lengths_[0]) + 1;
                for (int64_t x = int64_t(center0) - half0; x <= int64_t(center0) + half0; ++x) {
                    take(x, y, z);
                    if (found_.size() >= limit) return;
                }
            }
        }
    }

    static int64_t bound(double square, double length) {
        return int64_t(std::min(1e7, std::sqrt(std::max(0.0, square) / length)));
    }

    void take(int64_t x, int64_t y, int64_t z) {
        Relation v = {x * basis_[0].m + y * basis_[1].m + z * basis_[2].m,
                      x * basis_[0].n + y * basis_[1].n + z * basis_[2].n,
                      x * basis_[0].c + y * basis_[1].c + z * basis_[2].c};
        if (v.m == 0 || v.n == 0) return;
        if (v.m < 0) v = {-v.m, -v.n, -v.c};
        if (v.m > most_m_ || std::abs(v.n) > most_n_) return;
        if (std::fabs(residual(v)) > double(std::abs(v.n)) * error_f_ + double(v.m) * error_g_) return;
        // Of opposite vectors with z = 0 both are met.
        if (z == 0 && std::any_of(found_.begin(), found_.end(), [&](const Relation &w) {
                return w.m == v.m && w.n == v.n;
            }))
            return;
        found_.push_back(v);
    }
};
