#include "fitted_line_kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace {

/// Share of a line's length within which its last rows may lie beyond the record, having been taken
/// from other lines that leave it.
constexpr double inner_share = 0.15;
/// The same where the place along the line is badly known.
constexpr double largest_inner_share = 0.45;
/// Standard deviations by which a place along a line may be off.
constexpr double along_deviations = 3;
/// Squared sine of the angle below which lines are parallel.
constexpr double least_sine2 = 1e-3;

const double *center(const ck_fitted_lines &lines, int32_t line) {
    return lines.centers + static_cast<int64_t>(line) * lines.d;
}
const double *direction(const ck_fitted_lines &lines, int32_t line) {
    return lines.directions + static_cast<int64_t>(line) * lines.d;
}

double variance_at(const ck_fitted_lines &lines, int32_t line, double along) {
    return lines.variance[line] + lines.growth[line] * along * along;
}

/// The end of a line that a place along it can be: 1 for high, 0 for low, -1 for none.
int end_at(const ck_fitted_lines &lines, int32_t line, double along, double deviation) {
    const double low = lines.low[line], high = lines.high[line], length = high - low;
    const double slack = along_deviations * deviation;
    const double inner =
        std::min(std::max(inner_share * length, slack), largest_inner_share * length);
    if (along >= high - inner && along <= high + lines.reach[line] + slack) return 1;
    if (along <= low + inner && along >= low - lines.reach[line] - slack) return 0;
    return -1;
}

/// Inverts a symmetric positive definite matrix in place, by Gauss and Jordan; false if it is none.
bool invert(std::vector<double> &matrix, int32_t d) {
    for (int32_t p = 0; p < d; ++p) {
        const double pivot = matrix[static_cast<size_t>(p * d + p)];
        if (!(pivot > 0) || !std::isfinite(pivot)) return false;
        for (int32_t c = 0; c < d; ++c) {
            if (c != p) matrix[static_cast<size_t>(p * d + c)] /= pivot;
        }
        for (int32_t r = 0; r < d; ++r) {
            if (r == p) continue;
            const double factor = matrix[static_cast<size_t>(r * d + p)];
            for (int32_t c = 0; c < d; ++c) {
                if (c == p) continue;
                matrix[static_cast<size_t>(r * d + c)] -=
                    factor * matrix[static_cast<size_t>(p * d + c)];
            }
            matrix[static_cast<size_t>(r * d + p)] = -factor / pivot;
        }
        matrix[static_cast<size_t>(p * d + p)] = 1 / pivot;
    }
    return true;
}

}  // namespace

void ck_near_meetings(const ck_fitted_lines *lines, int32_t first, const int32_t *others,
                      int32_t count, ck_near_meeting *out, double *places) {
    const int32_t d = lines->d;
    const double *c1 = center(*lines, first), *u1 = direction(*lines, first);
    for (int32_t o = 0; o < count; ++o) {
        const int32_t second = others[o];
        out[o] = {first, second, std::numeric_limits<double>::infinity(), 0};
        const double *c2 = center(*lines, second), *u2 = direction(*lines, second);
        double cosine = 0, along1 = 0, along2 = 0;
        for (int32_t f = 0; f < d; ++f) {
            const double w = c1[f] - c2[f];
            cosine += u1[f] * u2[f];
            along1 += w * u1[f];
            along2 += w * u2[f];
        }
        const double sine2 = 1 - cosine * cosine;
        if (sine2 < least_sine2) continue;
        const double s = (cosine * along2 - along1) / sine2;
        const double t = (along2 - cosine * along1) / sine2;
        const double v1 = variance_at(*lines, first, s), v2 = variance_at(*lines, second, t);
        const double deviation = std::sqrt((v1 + v2) / sine2);
        if (end_at(*lines, first, s, deviation) < 0 || end_at(*lines, second, t, deviation) < 0) {
            continue;
        }
        double gap = 0;
        for (int32_t f = 0; f < d; ++f) {
            const double p = c1[f] + s * u1[f], q = c2[f] + t * u2[f];
            gap += (p - q) * (p - q);
            places[static_cast<int64_t>(o) * d + f] = (p * v2 + q * v1) / (v1 + v2);
        }
        out[o].gap = gap / (v1 + v2);
        out[o].variance = (v1 + v2) / 2;
    }
}

int32_t ck_lines_ending_at(const ck_fitted_lines *lines, const int32_t *candidates, int32_t count,
                           const double *place, double variance, double limit,
                           const uint8_t *is_taken, int32_t *found, uint8_t *sides) {
    int32_t number = 0;
    for (int32_t c = 0; c < count; ++c) {
        const int32_t line = candidates[c];
        const double *x = center(*lines, line), *u = direction(*lines, line);
        double along = 0;
        for (int32_t f = 0; f < lines->d; ++f) along += (place[f] - x[f]) * u[f];
        double square = 0;
        for (int32_t f = 0; f < lines->d; ++f) {
            const double v = place[f] - x[f] - along * u[f];
            square += v * v;
        }
        const double total = variance + variance_at(*lines, line, along);
        if (!(square < limit * total)) continue;
        const int end = end_at(*lines, line, along, std::sqrt(total));
        if (end < 0 || is_taken[2 * line + end]) continue;
        found[number] = line;
        sides[number] = static_cast<uint8_t>(end);
        number += 1;
    }
    return number;
}

int32_t ck_nearest_place(const ck_fitted_lines *lines, const int32_t *members, int32_t count,
                         double *place, double *covariance) {
    const int32_t d = lines->d;
    const auto size = static_cast<size_t>(d);
    std::vector<double> information(size * size), sum(size);
    // How well a line is known depends on where the place is on it, so once more.
    for (int turn = 0; turn < 2; ++turn) {
        std::fill(information.begin(), information.end(), 0.0);
        std::fill(sum.begin(), sum.end(), 0.0);
        for (int32_t m = 0; m < count; ++m) {
            const double *x = center(*lines, members[m]), *u = direction(*lines, members[m]);
            double along = 0, center_along = 0;
            for (int32_t f = 0; f < d; ++f) {
                along += (place[f] - x[f]) * u[f];
                center_along += x[f] * u[f];
            }
            const double weight = 1 / variance_at(*lines, members[m], along);
            for (size_t r = 0; r < size; ++r) {
                sum[r] += weight * (x[r] - center_along * u[r]);
                for (size_t c = 0; c < size; ++c) {
                    information[r * size + c] += weight * ((r == c ? 1 : 0) - u[r] * u[c]);
                }
            }
        }
        double trace = 0;
        for (size_t r = 0; r < size; ++r) trace += information[r * size + r];
        // Keeps nearly parallel lines from moving the place without bound.
        for (size_t r = 0; r < size; ++r) {
            const double slight = 1e-9 * trace / d;
            information[r * size + r] += slight;
            sum[r] += slight * place[r];
        }
        if (!invert(information, d)) return 0;
        for (size_t r = 0; r < size; ++r) {
            place[r] = 0;
            for (size_t c = 0; c < size; ++c) place[r] += information[r * size + c] * sum[c];
        }
    }
    std::copy(information.begin(), information.end(), covariance);
    return 1;
}
