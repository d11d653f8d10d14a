#include "crossing_kernels.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace {

/// Lines at a smaller angle than this (its sine) meet nowhere in particular.
constexpr double least_sine = 1e-3;
/// Times the bound on the error by which lines may miss each other or a place.
constexpr double margin = 4;

void append(ck_crossing_places &list, const ck_crossing_place &item) {
    if (list.count == list.capacity) {
        list.capacity = list.capacity ? 2 * list.capacity : 256;
        list.items = static_cast<ck_crossing_place *>(std::realloc(
            list.items, static_cast<size_t>(list.capacity) * sizeof(ck_crossing_place)));
        if (!list.items) std::abort();
    }
    list.items[list.count++] = item;
}

/// Bound on the error of a line at a distance from its origin.
double error_at(const ck_straight_lines &lines, int64_t line, double along) {
    return lines.errors[line] * (1 + 2 * std::fabs(along) / lines.lengths[line]);
}

}  // namespace

void ck_crossing_places_free(ck_crossing_places *list) {
    std::free(list->items);
    *list = {nullptr, 0, 0};
}

void ck_crossings_of(const ck_straight_lines *lines, int32_t line, int64_t from,
                     double largest_error, ck_crossing_places *out) {
    const int32_t d = lines->d;
    const double *o = lines->origins + static_cast<int64_t>(line) * d;
    const double *u = lines->units + static_cast<int64_t>(line) * d;
    for (int64_t other = std::max<int64_t>(line + 1, from); other < lines->n; ++other) {
        const double *p = lines->origins + other * d, *v = lines->units + other * d;
        double cosine = 0, on_u = 0, on_v = 0;
        for (int32_t f = 0; f < d; ++f) {
            const double w = p[f] - o[f];
            cosine += u[f] * v[f];
            on_u += w * u[f];
            on_v += w * v[f];
        }
        const double square = 1 - cosine * cosine;
        if (square < least_sine * least_sine) continue;
        const double s = (on_u - cosine * on_v) / square, t = (cosine * on_u - on_v) / square;
        const double error = error_at(*lines, line, s) + error_at(*lines, other, t);
        const double at_crossing = error / std::sqrt(square);
        if (!(at_crossing < largest_error)) continue;
        bool meet = true;
        for (int32_t f = 0; f < d && meet; ++f) {
            meet = std::fabs(o[f] + s * u[f] - p[f] - t * v[f]) <= margin * error;
        }
        if (meet) append(*out, {line, static_cast<int32_t>(other), s, at_crossing});
    }
}

int64_t ck_lines_at(const ck_straight_lines *lines, const double *place, double error,
                    int32_t *out, int64_t capacity) {
    const int32_t d = lines->d;
    int64_t found = 0;
    for (int64_t line = 0; line < lines->n; ++line) {
        const double *o = lines->origins + line * d, *u = lines->units + line * d;
        double along = 0;
        for (int32_t f = 0; f < d; ++f) along += (place[f] - o[f]) * u[f];
        const double bound = margin * (error + error_at(*lines, line, along));
        bool passes = true;
        for (int32_t f = 0; f < d && passes; ++f) {
            passes = std::fabs(place[f] - o[f] - along * u[f]) <= bound;
        }
        if (!passes) continue;
        if (found < capacity) out[found] = static_cast<int32_t>(line);
        found += 1;
    }
    return found;
}
