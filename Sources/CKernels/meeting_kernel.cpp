#include <algorithm>
#include <cmath>
#include <vector>

#include "column_products.hpp"
#include "meetings.hpp"

namespace {

/// A direction of which less is known than this says nothing.
constexpr double largest_direction_error = 1e-8;
/// A base line shorter than this says nothing either.
constexpr double shortest_base = 1e-6;
/// Share of a segment by which a meeting point has to lie outside of it.
constexpr double clear_of_segment = 1e-7;
/// Points in one plane with a base line, of which at most two stand for each segment, are few;
/// where there are more the data is flat and lines meet by chance.
constexpr size_t crowded_plane = 16;
/// A neighbor seen from a base line: how far along it, how far off it, and in which direction.
struct Offset {
    double key, along, off, error;
    int32_t position;
};

/// Lines through one point, with everything that does not depend on the base line kept.
class Neighborhood {
public:
    Neighborhood(const ck_points &points, const ck_roles &roles, int32_t from,
                 const int32_t *neighbors, int32_t m)
        : points(points), roles(roles), from(from), d(points.d), ids(neighbors), m(m),
          stride((m + 7) / 8 * 8) {
        difference.resize(static_cast<size_t>(m) * d);
        columns.assign(static_cast<size_t>(stride) * d, 0);
        square.assign(m, 0);
        along_probe.assign(m, 0);
        usable.assign(m, 0);
        const double *origin = points.coordinates + static_cast<int64_t>(from) * d;
        for (int32_t a = 0; a < m; ++a) {
            if (ids[a] < 0 || ids[a] == from || roles.kind[ids[a]] == ck_kind_explained) continue;
            usable[a] = 1;
            const double *x = points.coordinates + static_cast<int64_t>(ids[a]) * d;
            double *v = &difference[static_cast<size_t>(a) * d];
            for (int32_t f = 0; f < d; ++f) {
                v[f] = x[f] - origin[f];
                columns[static_cast<size_t>(f) * stride + a] = v[f];
                square[a] += v[f] * v[f];
                along_probe[a] += v[f] * points.probe[f];
            }
        }
    }

    const double *vector(int32_t position) const {
        return &difference[static_cast<size_t>(position) * d];
    }

    const ck_points &points;
    const ck_roles &roles;
    const int32_t from, d;
    const int32_t *ids;
    const int32_t m;
    /// Length of a column in `columns`: `m` rounded up to whole vectors.
    const int64_t stride;
    /// The neighbors as seen from the point: row-major, and the same column-major.
    std::vector<double> difference, columns;
    std::vector<double> square, along_probe;
    std::vector<uint8_t> usable;
};

/// True if the segment between the two points may belong to one pair of records, as far as known:
/// rows of a certain line pair with each other only.
bool may_pair(const ck_roles &roles, int32_t i, int32_t j) {
    const bool record_i = roles.kind[i] == ck_kind_record, record_j = roles.kind[j] == ck_kind_record;
    if (record_i && record_j) return false;
    if (record_i) return roles.line[j] < 0;
    if (record_j) return roles.line[i] < 0;
    return roles.line[i] == roles.line[j];
}

/// The line from a point through one of its neighbors, the base; one after the other, so that
/// nothing is allocated for each.
class BaseLine {
public:
    BaseLine(const Neighborhood &near, double largest_error)
        : near(near), largest_error(largest_error), unit(near.d), first(near.d), second(near.d),
          along_line(near.stride) {}

    /// Appends the places where lines through two neighbors meet the line through `base`.
    void find(int32_t base, const double *binary_values, ck_meetings &out) {
        this->base = base;
        length = std::sqrt(near.square[base]);
        if (length < shortest_base) return;
        for (int32_t f = 0; f < near.d; ++f) unit[f] = near.vector(base)[f] / length;
        gather();
        std::sort(offsets.begin(), offsets.end(), [](const Offset &a, const Offset &b) {
            return a.key < b.key || (a.key == b.key && a.position < b.position);
        });
        for (size_t x = 0; x < offsets.size(); ++x) {
            size_t end = x + 1;
            while (end < offsets.size() &&
                   offsets[end].key - offsets[x].key < 2 * largest_direction_error) {
                ++end;
            }
            const bool is_crowded = end - x > crowded_plane;
            for (size_t y = x + 1; y < end; ++y) {
                if (is_crowded && !are_certain(offsets[x], offsets[y])) continue;
                consider(offsets[x], offsets[y], binary_values, out);
            }
        }
    }

private:
    /// The part of neighbor `a` that is perpendicular to the line, exactly.
    void residual(int32_t a, double along, double *out) const {
        const double *v = near.vector(a);
        for (int32_t f = 0; f < near.d; ++f) out[f] = v[f] - along * unit[f];
    }

    void gather() {
        const double probe = near.along_probe[base] / length;
        column_products(near.columns.data(), near.stride, near.d, unit.data(), along_line.data());
        offsets.clear();
        for (int32_t a = 0; a < near.m; ++a) {
            if (!near.usable[a] || a == base) continue;
            const double along = along_line[a];
            double off_square = near.square[a] - along * along;
            if (off_square < 1e-6 * near.square[a]) {
                // The difference has lost its digits: sum the perpendicular part itself.
                residual(a, along, first.data());
                off_square = 0;
                for (int32_t f = 0; f < near.d; ++f) off_square += first[f] * first[f];
            }
            double off = std::sqrt(off_square);
            if (off < 1e-7) continue;
            const double error = near.points.rounding * (1 + std::fabs(along) / length) / off;
            if (error > largest_direction_error) continue;
            double key = (near.along_probe[a] - along * probe) / off;
            if (key < 0) {
                key = -key;
                off = -off;
            }
            offsets.push_back({key, along, off, error, a});
        }
    }

    /// Whether all four points stand for lines of three rows or more: those do not lie by chance.
    bool are_certain(const Offset &a, const Offset &b) const {
        const int32_t *line = near.roles.line;
        return line[near.from] >= 0 && line[near.ids[a.position]] >= 0 &&
               line[near.ids[b.position]] >= 0;
    }

    /// Keeps the place where the line through two neighbors meets the base line, if that place can
    /// be the common end of two segments.
    void consider(const Offset &a, const Offset &b, const double *binary_values,
                  ck_meetings &out) {
        if (a.off * b.off <= 0) return;
        const int32_t id_a = near.ids[a.position], id_b = near.ids[b.position];
        if (!may_pair(near.roles, id_a, id_b)) return;
        const double slope = a.off - b.off;
        if (std::fabs(slope) < 1e-6 * std::fabs(a.off)) return;
        const double place = a.along + (b.along - a.along) * a.off / slope;
        if (near.roles.kind[near.from] == ck_kind_record) {
            if (place <= length * (1 + clear_of_segment)) return;
        } else if (place >= -length * clear_of_segment && place <= length * (1 + clear_of_segment)) {
            return;
        }
        if (near.roles.kind[id_a] == ck_kind_record && std::fabs(a.off) < std::fabs(b.off)) return;
        if (near.roles.kind[id_b] == ck_kind_record && std::fabs(b.off) < std::fabs(a.off)) return;
        const double span = std::sqrt(slope * slope + (a.along - b.along) * (a.along - b.along));
        const double sine = std::fabs(slope) / span;
        const double reach = std::fabs(a.off) / sine;
        const double error = near.points.rounding *
                             ((1 + std::fabs(place) / length) + (1 + reach / span)) / sine;
        if (error > largest_error || !in_one_plane(a, b)) return;
        keep(place, error, id_a, id_b, binary_values, out);
    }

    bool in_one_plane(const Offset &a, const Offset &b) {
        residual(a.position, a.along, first.data());
        residual(b.position, b.along, second.data());
        double square_a = 0, square_b = 0;
        for (int32_t f = 0; f < near.d; ++f) {
            square_a += first[f] * first[f];
            square_b += second[f] * second[f];
        }
        const double scale_a = (a.off < 0 ? -1 : 1) / std::sqrt(square_a);
        const double scale_b = (b.off < 0 ? -1 : 1) / std::sqrt(square_b);
        const double tolerance = a.error + b.error;
        for (int32_t f = 0; f < near.d; ++f) {
            if (std::fabs(first[f] * scale_a - second[f] * scale_b) > tolerance) return false;
        }
        return true;
    }

    void keep(double place, double error, int32_t id_a, int32_t id_b, const double *binary_values,
              ck_meetings &out) {
        const int32_t d = near.d;
        const double *origin = near.points.coordinates + static_cast<int64_t>(near.from) * d;
        double *at = ck_next_place(out, d);
        for (int32_t f = 0; f < d; ++f) at[f] = origin[f] + place * unit[f];
        if (!ck_fits_binary(at, d, binary_values)) return;
        out.items[out.count++] = {error, {near.from, near.ids[base]}, {id_a, id_b}};
    }

    const Neighborhood &near;
    const double largest_error;
    int32_t base = 0;
    double length = 0;
    /// `first` and `second` hold what is perpendicular to the line of one neighbor or two.
    std::vector<double> unit, first, second;
    /// For each neighbor how far along the line it is.
    std::vector<double> along_line;
    std::vector<Offset> offsets;
};

}  // namespace

void ck_meetings_from(const ck_points *points, const ck_roles *roles, int32_t from,
                      const int32_t *neighbors, int32_t m, const int32_t *bases,
                      int32_t base_count, const double *binary_values, double largest_error,
                      ck_meetings *out) {
    const Neighborhood near(*points, *roles, from, neighbors, m);
    BaseLine line(near, largest_error);
    for (int32_t b = 0; b < base_count; ++b) {
        if (!near.usable[bases[b]]) continue;
        line.find(bases[b], binary_values, *out);
    }
}
