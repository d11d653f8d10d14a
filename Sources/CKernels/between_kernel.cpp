#include <algorithm>
#include <cmath>
#include <vector>

#include "clones.hpp"
#include "geometry_kernels.h"

namespace {

/// Points nearer than this are the same record: their direction is noise.
constexpr double same_place = 1e-9;
/// Drawers that components along the probe, in -1...1, are sorted into.
constexpr int32_t drawers = 4096;
/// Points compared at a time.
constexpr int64_t block = 64;

int32_t drawer(double key) {
    return std::clamp(static_cast<int32_t>((key + 1) * (drawers / 2)), 0, drawers - 1);
}

/// How far each of `count` rows lies from `origin` along the probe, and its squared distance.
CK_CLONES
static void project(const double *rows, int64_t count, int32_t d, const double *origin,
                    const double *probe, double *along, double *square) {
    for (int64_t y = 0; y < count; ++y) {
        const double *row = rows + y * d;
        // Four sums each, added in a fixed order: one alone would wait for each of its additions.
        double a[4] = {0, 0, 0, 0}, s[4] = {0, 0, 0, 0};
        int32_t f = 0;
        for (; f + 4 <= d; f += 4) {
            for (int32_t i = 0; i < 4; ++i) {
                const double v = row[f + i] - origin[f + i];
                a[i] += v * probe[f + i];
                s[i] += v * v;
            }
        }
        for (; f < d; ++f) {
            const double v = row[f] - origin[f];
            a[0] += v * probe[f];
            s[0] += v * v;
        }
        along[y] = (a[0] + a[1]) + (a[2] + a[3]);
        square[y] = (s[0] + s[1]) + (s[2] + s[3]);
    }
}

/// The directions from one subject to the points near it.
class Fan {
public:
    void aim(const ck_points &points, int32_t subject, const int32_t *neighbors, int32_t m,
             double largest_angle) {
        d = points.d;
        rounding = points.rounding;
        this->largest_angle = largest_angle;
        origin = points.coordinates + static_cast<int64_t>(subject) * d;
        unit.clear();
        tolerance.clear();
        for (const int32_t at : touched) opposite[at].clear();
        touched.clear();
        for (int32_t j = 0; j < m; ++j) {
            if (neighbors[j] >= 0 && neighbors[j] != subject) add(points, neighbors[j]);
        }
    }

    /// Whether the subject lies between one of the neighbors and the point `x`.
    bool is_opposite(const double *x, double key, double square) const {
        const std::vector<int32_t> &found = opposite[drawer(key)];
        if (found.empty()) return false;
        const double distance = std::sqrt(square);
        const double own = rounding / distance;
        if (!(distance >= same_place) || own > largest_angle) return false;
        for (const int32_t position : found) {
            const double *u = unit.data() + static_cast<size_t>(position) * d;
            const double allowed = own + tolerance[position];
            bool is_equal = true;
            for (int32_t f = 0; f < d && is_equal; ++f) {
                is_equal = std::fabs((x[f] - origin[f]) / distance + u[f]) <= allowed;
            }
            if (is_equal) return true;
        }
        return false;
    }

    bool is_empty() const { return tolerance.empty(); }
    const double *origin = nullptr;

private:
    void add(const ck_points &points, int32_t id) {
        const double *x = points.coordinates + static_cast<int64_t>(id) * d;
        double square = 0, key = 0;
        for (int32_t f = 0; f < d; ++f) {
            const double v = x[f] - origin[f];
            square += v * v;
            key += v * points.probe[f];
        }
        const double distance = std::sqrt(square);
        const double angle = rounding / distance;
        if (!(distance >= same_place) || angle > largest_angle) return;
        const int32_t position = static_cast<int32_t>(tolerance.size());
        for (int32_t f = 0; f < d; ++f) unit.push_back((x[f] - origin[f]) / distance);
        tolerance.push_back(angle);
        // Directions that differ by the tolerance may fall into the next drawer.
        const double reach = std::sqrt(static_cast<double>(d)) * (angle + largest_angle) + 1e-14;
        const int32_t last = drawer(-key / distance + reach);
        for (int32_t at = drawer(-key / distance - reach); at <= last; ++at) {
            opposite[at].push_back(position);
            touched.push_back(at);
        }
    }

    int32_t d = 0;
    double rounding = 0, largest_angle = 0;
    std::vector<double> unit, tolerance;
    /// For each drawer the directions whose opposite falls into it; and the drawers in use.
    std::vector<std::vector<int32_t>> opposite = std::vector<std::vector<int32_t>>(drawers);
    std::vector<int32_t> touched;
};

}  // namespace

void ck_lie_between(const ck_points *points, const int32_t *subjects, int64_t count,
                    const int32_t *neighbors, int32_t m, const double *others, int64_t n_others,
                    double largest_angle, uint8_t *out) {
    const int32_t d = points->d;
    std::vector<Fan> fans(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; ++i) {
        fans[i].aim(*points, subjects[i], neighbors + i * m, m, largest_angle);
        out[i] = 0;
    }
    double along[block], square[block];
    // Each block of others is looked at by all subjects while it is in the cache.
    for (int64_t start = 0; start < n_others; start += block) {
        const double *rows = others + start * d;
        const int64_t size = std::min(block, n_others - start);
        for (int64_t i = 0; i < count; ++i) {
            if (out[i] || fans[i].is_empty()) continue;
            project(rows, size, d, fans[i].origin, points->probe, along, square);
            for (int64_t y = 0; y < size && !out[i]; ++y) {
                const double key = along[y] / std::sqrt(square[y]);
                if (key == key) out[i] = fans[i].is_opposite(rows + y * d, key, square[y]);
            }
        }
    }
}
