#include <cmath>
#include <cstdlib>

#include "meetings.hpp"

namespace {

/// A real record has one of a binary column's two values within this.
constexpr double binary_tolerance = 1e-6;
/// Share of a line's length by which a meeting point has to lie beyond its end.
constexpr double clear_of_segment = 1e-7;
/// Lines at a smaller angle than this (its sine) meet nowhere in particular.
constexpr double least_sine = 1e-3;
/// Times the bound on the error by which two lines may miss each other.
constexpr double margin = 4;

/// A line seen from one of its ends, the direction leading outwards.
struct End {
    const double *place, *mate;
    double length;

    End(const ck_points &points, int32_t end, int32_t mate_of_end)
        : place(points.coordinates + static_cast<int64_t>(end) * points.d),
          mate(points.coordinates + static_cast<int64_t>(mate_of_end) * points.d) {
        double square = 0;
        for (int32_t f = 0; f < points.d; ++f) square += outwards(f) * outwards(f);
        length = std::sqrt(square);
    }

    double outwards(int32_t f) const { return place[f] - mate[f]; }
};

/// Where two lines meet: how far beyond their ends, and how well that is known.
struct Meeting {
    double beyond_first, beyond_second, error;
};

/// False if the lines do not meet beyond both ends, or nobody knows where.
bool meet(const ck_points &points, const End &first, const End &second, double largest_error,
          Meeting &out) {
    double cosine = 0, on_first = 0, on_second = 0;
    for (int32_t f = 0; f < points.d; ++f) {
        const double u = first.outwards(f), v = second.outwards(f);
        const double between = second.place[f] - first.place[f];
        cosine += u * v;
        on_first += between * u;
        on_second += between * v;
    }
    cosine /= first.length * second.length;
    on_first /= first.length;
    on_second /= second.length;
    const double square = 1 - cosine * cosine;
    if (square < least_sine * least_sine) return false;
    const double s = (on_first - cosine * on_second) / square;
    const double t = (cosine * on_first - on_second) / square;
    if (!(s > clear_of_segment * first.length && t > clear_of_segment * second.length)) return false;
    const double error =
        points.rounding * (2 + 2 * s / first.length + 2 * t / second.length);
    out = {s, t, error / std::sqrt(square)};
    if (!(out.error < largest_error)) return false;
    for (int32_t f = 0; f < points.d; ++f) {
        const double gap = second.place[f] - first.place[f] +
                           t * second.outwards(f) / second.length -
                           s * first.outwards(f) / first.length;
        if (std::fabs(gap) > margin * error) return false;
    }
    return true;
}

}  // namespace

double *ck_next_place(ck_meetings &list, int32_t d) {
    if (list.count == list.capacity) {
        list.capacity = list.capacity ? 2 * list.capacity : 64;
        list.items = static_cast<ck_meeting *>(
            std::realloc(list.items, list.capacity * sizeof(ck_meeting)));
        list.places = static_cast<double *>(
            std::realloc(list.places, list.capacity * d * sizeof(double)));
        if (!list.items || !list.places) std::abort();
    }
    return list.places + list.count * d;
}

bool ck_fits_binary(const double *place, int32_t d, const double *binary_values) {
    for (int32_t f = 0; f < d; ++f) {
        const double low = binary_values[2 * f], high = binary_values[2 * f + 1];
        if (low == low && std::fabs(place[f] - low) > binary_tolerance &&
            std::fabs(place[f] - high) > binary_tolerance) {
            return false;
        }
    }
    return true;
}

void ck_meetings_free(ck_meetings *list) {
    std::free(list->items);
    std::free(list->places);
    *list = {nullptr, nullptr, 0, 0};
}

void ck_meetings_of_ends(const ck_points *points, const int32_t *mates, int32_t from,
                         const int32_t *neighbors, int32_t m, const double *binary_values,
                         double largest_error, ck_meetings *out) {
    const int32_t d = points->d;
    const End first(*points, from, mates[from]);
    for (int32_t j = 0; j < m; ++j) {
        const int32_t other = neighbors[j];
        if (other < 0 || other == from || other == mates[from]) continue;
        const End second(*points, other, mates[other]);
        Meeting meeting;
        if (!meet(*points, first, second, largest_error, meeting)) continue;
        double *at = ck_next_place(*out, d);
        for (int32_t f = 0; f < d; ++f) {
            at[f] = first.place[f] + meeting.beyond_first * first.outwards(f) / first.length;
        }
        if (!ck_fits_binary(at, d, binary_values)) continue;
        out->items[out->count++] = {
            meeting.error, {from, mates[from]}, {other, mates[other]}};
    }
}
