#include <limits>

#include "directions.hpp"

namespace {

/// Points nearer to a place than this are the record itself.
constexpr double at_the_place = 1e-6;
/// Directions known less well than this are left out.
constexpr double largest_ray_error = 1e-5;

/// One direction from a place, judged: is it a segment that starts there?
struct Ray {
    bool is_valid, is_certain;
    /// The nearest known record on it, or -1.
    int32_t record;
    double record_distance;
};

/// The rule: a segment starts at the place if two rows lie on it before the next known record, or
/// one row does and a known record ends it. Of a certain line both ends have to be there.
Ray judge(const Directions &directions, const ck_roles &roles) {
    Ray ray = {false, false, -1, std::numeric_limits<double>::infinity()};
    for (const int32_t position : directions.members) {
        const auto &entry = directions.entries[position];
        if (roles.kind[entry.id] == ck_kind_record && entry.distance < ray.record_distance) {
            ray.record = entry.id;
            ray.record_distance = entry.distance;
        }
    }
    int32_t rows = 0, on_lines = 0;
    for (const int32_t position : directions.members) {
        const auto &entry = directions.entries[position];
        if (roles.kind[entry.id] == ck_kind_record || entry.distance >= ray.record_distance) continue;
        rows += 1;
        on_lines += roles.line[entry.id] >= 0;
    }
    ray.is_certain = on_lines >= 2;
    ray.is_valid = rows >= 1 && (rows >= 2 || ray.record >= 0) && (on_lines == 0 || ray.is_certain);
    return ray;
}

void gather(Directions &directions, const ck_points &points, const ck_roles &roles,
            const double *place, double error, const int32_t *neighbors, int32_t m) {
    directions.aim(points, place, error + points.rounding, Directions::Sense::signed_ray);
    for (int32_t j = 0; j < m; ++j) {
        const int32_t id = neighbors[j];
        if (id < 0 || roles.kind[id] == ck_kind_explained) continue;
        directions.add(id, at_the_place, largest_ray_error);
    }
}

int32_t opposite_pairs(const std::vector<const double *> &rays, int32_t d) {
    int32_t pairs = 0;
    for (size_t x = 0; x < rays.size(); ++x) {
        for (size_t y = x + 1; y < rays.size(); ++y) {
            double cosine = 0;
            for (int32_t f = 0; f < d; ++f) cosine += rays[x][f] * rays[y][f];
            pairs += cosine < -1 + 1e-9;
        }
    }
    return pairs;
}

/// Dimension spanned, counted up to 3, by orthogonalizing one ray after the other.
int32_t spanned_dimension(const std::vector<const double *> &rays, int32_t d) {
    std::vector<std::vector<double>> basis;
    for (const double *ray : rays) {
        std::vector<double> rest(ray, ray + d);
        for (const auto &axis : basis) {
            double along = 0;
            for (int32_t f = 0; f < d; ++f) along += rest[f] * axis[f];
            for (int32_t f = 0; f < d; ++f) rest[f] -= along * axis[f];
        }
        double square = 0;
        for (const double value : rest) square += value * value;
        if (square < 1e-8) continue;
        const double length = std::sqrt(square);
        for (double &value : rest) value /= length;
        basis.push_back(rest);
        if (basis.size() == 3) break;
    }
    return static_cast<int32_t>(basis.size());
}

/// Points off the rays but in the plane that they span.
int32_t points_in_plane(const Directions &directions, const std::vector<const double *> &rays,
                        const std::vector<int32_t> &on_ray, int32_t d) {
    const double *u = rays[0];
    std::vector<double> w(d);
    double square = 0;
    // The ray that is most nearly perpendicular to the first tells the plane best.
    for (size_t other = 1; other < rays.size(); ++other) {
        double along = 0, rest = 0;
        for (int32_t f = 0; f < d; ++f) along += rays[other][f] * u[f];
        for (int32_t f = 0; f < d; ++f) {
            const double value = rays[other][f] - along * u[f];
            rest += value * value;
        }
        if (rest <= square) continue;
        square = rest;
        for (int32_t f = 0; f < d; ++f) w[f] = rays[other][f] - along * u[f];
    }
    const double length = std::sqrt(square);
    int32_t found = 0;
    for (size_t position = 0; position < directions.entries.size(); ++position) {
        if (on_ray[position]) continue;
        const auto &entry = directions.entries[position];
        const double *v = directions.direction(entry);
        double on_u = 0, on_w = 0;
        for (int32_t f = 0; f < d; ++f) {
            on_u += v[f] * u[f];
            on_w += v[f] * w[f] / length;
        }
        const double tolerance = 4 * entry.tolerance / length + 1e-12;
        bool is_in_plane = true;
        for (int32_t f = 0; f < d && is_in_plane; ++f) {
            is_in_plane = std::fabs(v[f] - on_u * u[f] - on_w * w[f] / length) <= tolerance;
        }
        found += is_in_plane;
    }
    return found;
}

}  // namespace

void ck_rays_at(const ck_points *points, const ck_roles *roles, const double *places,
                const double *errors, int64_t count, const int32_t *neighbors, int32_t m,
                ck_rays *out) {
    Directions directions;
    std::vector<const double *> valid;
    std::vector<int32_t> on_ray;
    for (int64_t i = 0; i < count; ++i) {
        gather(directions, *points, *roles, places + i * points->d, errors[i], neighbors + i * m, m);
        ck_rays result = {0, 0, 0, 0, 0, 0, 0};
        valid.clear();
        on_ray.assign(directions.entries.size(), 0);
        directions.for_each_group(2, [&] {
            const Ray ray = judge(directions, *roles);
            if (!ray.is_valid) return;
            result.rays += 1;
            result.ending_in_record += ray.record >= 0;
            result.certain += ray.is_certain;
            result.strong += ray.is_certain || ray.record >= 0;
            valid.push_back(directions.direction(directions.entries[directions.members[0]]));
            for (const int32_t position : directions.members) on_ray[position] = 1;
        });
        result.opposite = opposite_pairs(valid, points->d);
        result.rank = valid.size() < 2 ? static_cast<int32_t>(valid.size())
                                       : spanned_dimension(valid, points->d);
        if (result.rank == 2) {
            result.in_plane = points_in_plane(directions, valid, on_ray, points->d);
        }
        out[i] = result;
    }
}

void ck_ray_members(const ck_points *points, const ck_roles *roles, const double *place,
                    double error, const int32_t *neighbors, int32_t m, ck_list *out) {
    Directions directions;
    gather(directions, *points, *roles, place, error, neighbors, m);
    directions.for_each_group(2, [&] {
        const Ray ray = judge(directions, *roles);
        if (!ray.is_valid) return;
        const int64_t header = out->count;
        ck_append(*out, 0);
        ck_append(*out, ray.record);
        std::vector<int32_t> nearest_first = directions.members;
        std::sort(nearest_first.begin(), nearest_first.end(), [&](int32_t a, int32_t b) {
            return directions.entries[a].distance < directions.entries[b].distance;
        });
        for (const int32_t position : nearest_first) {
            const auto &entry = directions.entries[position];
            if (roles->kind[entry.id] == ck_kind_record || entry.distance >= ray.record_distance) {
                continue;
            }
            out->items[header] += 1;
            ck_append(*out, entry.id);
        }
    });
}

void ck_points_between(const ck_points *points, const ck_roles *roles, int32_t record,
                       const int32_t *neighbors, int32_t m, double tolerance, ck_list *out) {
    const int32_t d = points->d;
    const double *origin = points->coordinates + static_cast<int64_t>(record) * d;
    std::vector<double> unit(d);
    for (int32_t a = 0; a < m; ++a) {
        const int32_t other = neighbors[a];
        if (other < 0 || other == record || roles->kind[other] != ck_kind_record) continue;
        const double *x = points->coordinates + static_cast<int64_t>(other) * d;
        double square = 0;
        for (int32_t f = 0; f < d; ++f) {
            unit[f] = x[f] - origin[f];
            square += unit[f] * unit[f];
        }
        const double length = std::sqrt(square);
        if (length < at_the_place) continue;
        for (int32_t f = 0; f < d; ++f) unit[f] /= length;
        for (int32_t b = 0; b < m; ++b) {
            const int32_t id = neighbors[b];
            if (id < 0 || roles->kind[id] != ck_kind_free) continue;
            const double *y = points->coordinates + static_cast<int64_t>(id) * d;
            double along = 0, distance = 0;
            for (int32_t f = 0; f < d; ++f) {
                const double v = y[f] - origin[f];
                along += v * unit[f];
                distance += v * v;
            }
            // The cosine sorts out nearly all before the exact test.
            if (along <= 0 || along >= length || along * along < distance * (1 - 1e-9)) continue;
            bool is_on_line = true;
            for (int32_t f = 0; f < d && is_on_line; ++f) {
                is_on_line = std::fabs(y[f] - origin[f] - along * unit[f]) < tolerance;
            }
            if (is_on_line) ck_append(*out, id);
        }
    }
}

void ck_places_around(const ck_points *points, const double *errors, const int32_t *subjects,
                      int64_t count, const int32_t *neighbors, int32_t m, ck_list *out) {
    Directions directions;
    for (int64_t i = 0; i < count; ++i) {
        const double *origin = points->coordinates + static_cast<int64_t>(subjects[i]) * points->d;
        directions.aim(*points, origin, points->rounding, Directions::Sense::unsigned_line);
        for (int32_t j = 0; j < m; ++j) {
            const int32_t id = neighbors[i * m + j];
            if (id >= 0) directions.add(id, at_the_place, largest_ray_error, errors[id]);
        }
        directions.for_each_group(2, [&] {
            for (size_t x = 0; x < directions.members.size(); ++x) {
                for (size_t y = x + 1; y < directions.members.size(); ++y) {
                    const auto &a = directions.entries[directions.members[x]];
                    const auto &b = directions.entries[directions.members[y]];
                    if (a.reversed == b.reversed) continue;
                    ck_append(*out, subjects[i]);
                    ck_append(*out, a.id);
                    ck_append(*out, b.id);
                }
            }
        });
    }
}
