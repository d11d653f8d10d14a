#include <cstdlib>

#include "directions.hpp"

namespace {

/// Points nearer than this are the same record: their direction is noise.
constexpr double same_place = 1e-9;

const double *row(const ck_points &points, int32_t index) {
    return points.coordinates + static_cast<int64_t>(index) * points.d;
}

/// Points whose sums are formed side by side: a single sum would wait for each of its additions.
constexpr int64_t point_group = 8;

/// How far each of `count` rows lies from `origin` along `unit`, and its squared distance.
void along_and_distance(const double *rows, int64_t count, int32_t d, const double *origin,
                        const double *unit, double *along, double *distance) {
    const double *row[point_group];
    for (int64_t y = 0; y < point_group; ++y) {
        row[y] = rows + std::min(y, count - 1) * d;
        along[y] = distance[y] = 0;
    }
    for (int32_t f = 0; f < d; ++f) {
        for (int64_t y = 0; y < point_group; ++y) {
            const double v = row[y][f] - origin[f];
            along[y] += v * unit[f];
            distance[y] += v * v;
        }
    }
}

/// Reads off a gathered set of directions what the lines through the point look like.
ck_crossing crossing(Directions &directions) {
    ck_crossing result = {0, 0, -1, -1, {{-1, -1}, {-1, -1}, {-1, -1}}};
    directions.for_each_group(2, [&] {
        result.lines += 1;
        // The two nearest on each side: the nearest prove a two-sided line, two prove a one-sided.
        const Directions::Entry *near[2][2] = {{nullptr, nullptr}, {nullptr, nullptr}};
        for (const int32_t position : directions.members) {
            const Directions::Entry *entry = &directions.entries[position];
            auto &side = near[entry->reversed ? 1 : 0];
            if (!side[0] || entry->distance < side[0]->distance) {
                side[1] = side[0];
                side[0] = entry;
            } else if (!side[1] || entry->distance < side[1]->distance) {
                side[1] = entry;
            }
        }
        if (near[0][0] && near[1][0]) {
            if (result.two_sided == 0) {
                result.before = near[1][0]->id;
                result.after = near[0][0]->id;
            }
            result.two_sided += 1;
            return;
        }
        const int32_t one_sided = result.lines - result.two_sided - 1;
        if (one_sided < 3) {
            const auto &side = near[0][0] ? near[0] : near[1];
            result.one_sided[one_sided][0] = side[0]->id;
            result.one_sided[one_sided][1] = side[1]->id;
        }
    });
    return result;
}

}  // namespace

void ck_append(ck_list &list, int32_t item) {
    if (list.count == list.capacity) {
        list.capacity = list.capacity ? 2 * list.capacity : 256;
        list.items = static_cast<int32_t *>(
            std::realloc(list.items, static_cast<size_t>(list.capacity) * sizeof(int32_t)));
        if (!list.items) std::abort();
    }
    list.items[list.count++] = item;
}

void ck_list_free(ck_list *list) {
    std::free(list->items);
    *list = {nullptr, 0, 0};
}

void ck_lines_through(const ck_points *points, const int32_t *subjects, int64_t count,
                      const int32_t *neighbors, int32_t m, double largest_angle,
                      ck_crossing *out) {
    Directions directions;
    for (int64_t i = 0; i < count; ++i) {
        directions.aim(*points, row(*points, subjects[i]), points->rounding,
                       Directions::Sense::unsigned_line);
        for (int32_t j = 0; j < m; ++j) {
            const int32_t id = neighbors[i * m + j];
            if (id >= 0 && id != subjects[i]) directions.add(id, same_place, largest_angle);
        }
        out[i] = crossing(directions);
    }
}

void ck_lines_through_all(const ck_points *points, int32_t subject, double largest_angle,
                          ck_crossing *out) {
    Directions directions;
    directions.aim(*points, row(*points, subject), points->rounding,
                   Directions::Sense::unsigned_line, Directions::Memory::little);
    for (int64_t id = 0; id < points->n; ++id) {
        if (id != subject) directions.add(static_cast<int32_t>(id), same_place, largest_angle);
    }
    *out = crossing(directions);
}

int32_t ck_continues_beyond(const ck_points *points, int32_t subject, int32_t witness,
                            double largest_angle) {
    const int32_t d = points->d;
    const double *x = row(*points, subject), *w = row(*points, witness);
    std::vector<double> unit(d);
    double square = 0;
    for (int32_t f = 0; f < d; ++f) {
        unit[f] = w[f] - x[f];
        square += unit[f] * unit[f];
    }
    const double length = std::sqrt(square);
    const double witness_tolerance = points->rounding / length;
    for (int32_t f = 0; f < d; ++f) unit[f] /= length;
    double along[point_group], distance[point_group];
    for (int64_t start = 0; start < points->n; start += point_group) {
        const int64_t group = std::min(point_group, points->n - start);
        along_and_distance(points->coordinates + start * d, group, d, x, unit.data(), along,
                           distance);
        for (int64_t y = 0; y < group; ++y) {
            // The cosine alone tells directions apart to about 1e-8: enough to skip nearly all.
            if (along[y] >= 0 || along[y] * along[y] < distance[y] * (1 - 1e-9)) continue;
            const double apart = std::sqrt(distance[y]);
            const double tolerance = points->rounding / apart;
            if (apart < same_place || tolerance > largest_angle) continue;
            const double *p = points->coordinates + (start + y) * d;
            bool opposite = true;
            for (int32_t f = 0; f < d && opposite; ++f) {
                opposite =
                    std::fabs((p[f] - x[f]) / apart + unit[f]) <= tolerance + witness_tolerance;
            }
            if (opposite) return 1;
        }
    }
    return 0;
}

void ck_collinear_groups(const ck_points *points, const int32_t *subjects, int64_t count,
                         const int32_t *neighbors, int32_t m, double largest_angle, ck_list *out) {
    Directions directions;
    for (int64_t i = 0; i < count; ++i) {
        directions.aim(*points, row(*points, subjects[i]), points->rounding,
                       Directions::Sense::unsigned_line);
        for (int32_t j = 0; j < m; ++j) {
            const int32_t id = neighbors[i * m + j];
            if (id >= 0 && id != subjects[i]) directions.add(id, same_place, largest_angle);
        }
        const int64_t header = out->count;
        ck_append(*out, subjects[i]);
        ck_append(*out, 0);
        directions.for_each_group(2, [&] {
            out->items[header + 1] += 1;
            ck_append(*out, static_cast<int32_t>(directions.members.size()));
            for (const int32_t position : directions.members) {
                ck_append(*out, directions.entries[position].id);
            }
        });
    }
}
