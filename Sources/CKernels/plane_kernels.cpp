#include "plane_kernels.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

/// Points nearer than this are the same record: their direction is noise.
constexpr double same_place = 1e-9;
/// Angles and areas below this are none.
constexpr double flat = 1e-6;
constexpr double pi = 3.14159265358979323846;

/// The widest angle between directions that follow each other. Sorts them.
double widest_gap(std::vector<double> &angles) {
    std::sort(angles.begin(), angles.end());
    double widest = angles.front() + 2 * pi - angles.back();
    for (size_t i = 1; i < angles.size(); ++i) {
        widest = std::max(widest, angles[i] - angles[i - 1]);
    }
    return widest;
}

/// A neighbor as seen along a line through the point: how far along, how far off, and where to.
struct Side {
    double key, along, off, error;
    int32_t position;
};

/// A neighbor in a plane, with the point at the origin.
struct Place {
    double u, v;
    int32_t position;
};

/// The planes through one point, found by looking along the line to one neighbor after the other:
/// those that show in one direction are in one plane.
class Planes {
public:
    Planes(const ck_points &points, int32_t m, double largest_error)
        : points(points), d(points.d), largest_error(largest_error),
          window(std::sqrt(static_cast<double>(points.d))), unit(d), first(d), second(d) {
        vectors.reserve(static_cast<size_t>(m) * d);
    }

    ck_planes through(int32_t subject, const int32_t *neighbors, int32_t m) {
        result = {0, 0, {{-1, -1, -1}, {-1, -1, -1}, {-1, -1, -1}}, {-1, -1, -1}};
        gather(subject, neighbors, m);
        for (int32_t base = 0; base < static_cast<int32_t>(ids.size()); ++base) look(base);
        return result;
    }

private:
    const double *vector(int32_t position) const {
        return &vectors[static_cast<size_t>(position) * d];
    }

    void gather(int32_t subject, const int32_t *neighbors, int32_t m) {
        const double *x = points.coordinates + static_cast<int64_t>(subject) * d;
        ids.clear();
        vectors.clear();
        lengths.clear();
        for (int32_t a = 0; a < m; ++a) {
            if (neighbors[a] < 0 || neighbors[a] == subject) continue;
            const double *y = points.coordinates + static_cast<int64_t>(neighbors[a]) * d;
            double square = 0;
            for (int32_t f = 0; f < d; ++f) {
                vectors.push_back(y[f] - x[f]);
                square += vectors.back() * vectors.back();
            }
            const double length = std::sqrt(square);
            if (length < same_place) {
                vectors.resize(vectors.size() - d);
                continue;
            }
            ids.push_back(neighbors[a]);
            lengths.push_back(length);
        }
        planes_of.assign(ids.size(), {});
        found = 0;
    }

    /// The planes that hold the line to `base` and two neighbors after it.
    void look(int32_t base) {
        for (int32_t f = 0; f < d; ++f) unit[f] = vector(base)[f] / lengths[base];
        sides.clear();
        on_line.clear();
        for (int32_t a = 0; a < static_cast<int32_t>(ids.size()); ++a) {
            if (a != base) add(base, a);
        }
        std::sort(sides.begin(), sides.end(), [](const Side &a, const Side &b) {
            return a.key < b.key || (a.key == b.key && a.position < b.position);
        });
        used.assign(sides.size(), 0);
        for (size_t x = 0; x < sides.size(); ++x) {
            if (used[x]) continue;
            group(base, x);
            if (in_plane.size() >= 3) judge(base);
        }
    }

    void add(int32_t base, int32_t a) {
        const double *v = vector(a);
        double along = 0, square = 0, key = 0;
        for (int32_t f = 0; f < d; ++f) along += v[f] * unit[f];
        for (int32_t f = 0; f < d; ++f) {
            const double rest = v[f] - along * unit[f];
            square += rest * rest;
            key += rest * points.probe[f];
        }
        double off = std::sqrt(square);
        const double bound = points.rounding * (1 + std::fabs(along) / lengths[base]);
        if (off < 1e3 * bound) {
            on_line.push_back({along, 0, a});
            return;
        }
        const double error = bound / off;
        if (error > largest_error) return;
        key /= off;
        if (key < 0) {
            key = -key;
            off = -off;
        }
        sides.push_back({key, along, off, error, a});
    }

    /// Puts together what lies in one plane with the base and side `x`.
    void group(int32_t base, size_t x) {
        in_plane = on_line;
        in_plane.push_back({lengths[base], 0, base});
        const size_t before = in_plane.size();
        in_plane.push_back({sides[x].along, sides[x].off, sides[x].position});
        direction(sides[x], first.data());
        const double reach = 2 * window * largest_error;
        for (size_t y = x + 1; y < sides.size() && sides[y].key - sides[x].key <= reach; ++y) {
            if (used[y] || !is_same(sides[x], sides[y])) continue;
            used[y] = 1;
            in_plane.push_back({sides[y].along, sides[y].off, sides[y].position});
        }
        // One neighbor off the line makes a plane with any line.
        if (in_plane.size() - before < 2 && on_line.empty()) in_plane.clear();
    }

    void direction(const Side &side, double *out) const {
        const double *v = vector(side.position);
        for (int32_t f = 0; f < d; ++f) out[f] = (v[f] - side.along * unit[f]) / side.off;
    }

    bool is_same(const Side &a, const Side &b) {
        const double tolerance = a.error + b.error;
        if (b.key - a.key > window * tolerance + 1e-14) return false;
        direction(b, second.data());
        for (int32_t f = 0; f < d; ++f) {
            if (std::fabs(first[f] - second[f]) > tolerance) return false;
        }
        return true;
    }

    /// Counts the plane of `in_plane`, unless it is none or was seen from another base.
    void judge(int32_t base) {
        const int32_t other = in_plane.back().position;
        for (const int32_t plane : planes_of[base]) {
            const auto &known = planes_of[other];
            if (std::find(known.begin(), known.end(), plane) != known.end()) return;
        }
        if (is_one_line()) return;
        for (const Place &place : in_plane) planes_of[place.position].push_back(found);
        found += 1;
        angles.clear();
        for (const Place &place : in_plane) angles.push_back(std::atan2(place.v, place.u));
        const bool is_corner = widest_gap(angles) > pi + flat;
        int32_t *shown = nullptr;
        if (is_corner) {
            if (result.corners < 3) shown = result.corner_points[result.corners];
            result.corners += 1;
        } else {
            if (result.inside == 0) shown = result.inside_points;
            result.inside += 1;
        }
        if (!shown) return;
        for (size_t i = 0; i < 3; ++i) shown[i] = ids[in_plane[in_plane.size() - 1 - i].position];
    }

    /// Whether the points lie on one line that misses the origin: with it any line is a plane.
    bool is_one_line() const {
        const Place &a = in_plane.front(), &b = in_plane.back();
        const double u = b.u - a.u, v = b.v - a.v, length = std::hypot(u, v);
        for (const Place &place : in_plane) {
            const double pu = place.u - a.u, pv = place.v - a.v;
            if (std::fabs(u * pv - v * pu) > flat * length * std::hypot(pu, pv)) return false;
        }
        return true;
    }

    const ck_points &points;
    const int32_t d;
    const double largest_error, window;
    ck_planes result;
    /// The neighbors that count, and where they are as seen from the point.
    std::vector<int32_t> ids;
    std::vector<double> vectors, lengths, unit, first, second, angles;
    std::vector<Side> sides;
    std::vector<Place> on_line, in_plane;
    std::vector<uint8_t> used;
    /// Numbers of the planes found that each neighbor is in.
    std::vector<std::vector<int32_t>> planes_of;
    int32_t found = 0;
};

/// The plane that a point spans with two others, as two perpendicular directions.
class Span {
public:
    Span(const ck_points &points, int32_t subject, int32_t a, int32_t b)
        : points(points), origin(points.coordinates + static_cast<int64_t>(subject) * points.d),
          first(points.d), second(points.d) {
        const double *pa = points.coordinates + static_cast<int64_t>(a) * points.d;
        const double *pb = points.coordinates + static_cast<int64_t>(b) * points.d;
        double along = 0;
        for (int32_t f = 0; f < points.d; ++f) {
            first[f] = pa[f] - origin[f];
            length += first[f] * first[f];
        }
        length = std::sqrt(length);
        for (double &value : first) value /= length;
        for (int32_t f = 0; f < points.d; ++f) along += (pb[f] - origin[f]) * first[f];
        for (int32_t f = 0; f < points.d; ++f) {
            second[f] = pb[f] - origin[f] - along * first[f];
            off += second[f] * second[f];
        }
        off = std::sqrt(off);
        for (double &value : second) value /= off;
        slant = 1 + std::fabs(along) / length;
    }

    /// Twice the triangle that the three points span.
    double area() const { return length * off; }

    /// Whether a point is in the plane, and in which direction.
    bool direction(int64_t id, double &angle) const {
        const double *y = points.coordinates + id * points.d;
        double u = 0, v = 0, square = 0;
        for (int32_t f = 0; f < points.d; ++f) {
            const double difference = y[f] - origin[f];
            u += difference * first[f];
            v += difference * second[f];
            square += difference * difference;
        }
        // The difference loses its digits, but sorts out nearly all before the exact test.
        if (u * u + v * v < square * (1 - 1e-9) || square < same_place * same_place) return false;
        const double bound = margin * points.rounding *
                             (1 + std::fabs(u) / length + std::fabs(v) * slant / off);
        for (int32_t f = 0; f < points.d; ++f) {
            if (std::fabs(y[f] - origin[f] - u * first[f] - v * second[f]) > bound) return false;
        }
        angle = std::atan2(v, u);
        return true;
    }

private:
    static constexpr double margin = 4;
    const ck_points &points;
    const double *origin;
    std::vector<double> first, second;
    double length = 0, off = 0, slant = 1;
};

}  // namespace

int32_t ck_is_corner(const ck_points *points, int32_t subject, const int32_t *others) {
    constexpr int32_t pairs[3][2] = {{0, 1}, {0, 2}, {1, 2}};
    int32_t chosen = 0;
    double area = 0;
    for (int32_t i = 0; i < 3; ++i) {
        const Span span(*points, subject, others[pairs[i][0]], others[pairs[i][1]]);
        if (!(span.area() > area)) continue;
        area = span.area();
        chosen = i;
    }
    const Span span(*points, subject, others[pairs[chosen][0]], others[pairs[chosen][1]]);
    std::vector<double> angles;
    double angle = 0;
    for (int64_t id = 0; id < points->n; ++id) {
        if (id != subject && span.direction(id, angle)) angles.push_back(angle);
    }
    return angles.empty() || widest_gap(angles) > pi + flat;
}

void ck_planes_through(const ck_points *points, const int32_t *subjects, int64_t count,
                       const int32_t *neighbors, int32_t m, double largest_error, ck_planes *out) {
    Planes planes(*points, m, largest_error);
    for (int64_t i = 0; i < count; ++i) {
        out[i] = planes.through(subjects[i], neighbors + i * m, m);
    }
}
