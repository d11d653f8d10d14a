#include "directions.hpp"

namespace {

/// Points and places nearer to each other than this are one.
constexpr double at_the_point = 1e-6;
/// Directions known less well than this are left out.
constexpr double largest_ray_error = 1e-5;

}  // namespace

void ck_places_in_sight(const ck_points *points, const ck_roles *roles, const int32_t *from,
                        int64_t count, const int32_t *neighbors, int32_t m, const double *places,
                        const double *errors, const int32_t *near_places, int32_t p, uint8_t *out) {
    Directions directions;
    // Places are numbered after the points.
    const int32_t first_place = static_cast<int32_t>(points->n);
    for (int64_t i = 0; i < count; ++i) {
        const double *origin = points->coordinates + static_cast<int64_t>(from[i]) * points->d;
        directions.aim(*points, origin, points->rounding, Directions::Sense::unsigned_line);
        for (int32_t j = 0; j < p; ++j) {
            const int32_t place = near_places[i * p + j];
            if (place < 0 || out[place]) continue;
            directions.add(places + static_cast<int64_t>(place) * points->d, first_place + place,
                           at_the_point, largest_ray_error, errors[place]);
        }
        if (directions.entries.empty()) continue;
        for (int32_t j = 0; j < m; ++j) {
            const int32_t id = neighbors[i * m + j];
            if (id < 0 || roles->kind[id] != ck_kind_free) continue;
            directions.add(id, at_the_point, largest_ray_error);
        }
        directions.for_each_group(2, [&] {
            bool holds_row = false;
            for (const int32_t position : directions.members) {
                holds_row = holds_row || directions.entries[position].id < first_place;
            }
            if (!holds_row) return;
            for (const int32_t position : directions.members) {
                const int32_t id = directions.entries[position].id;
                if (id >= first_place) out[id - first_place] = 1;
            }
        });
    }
}
