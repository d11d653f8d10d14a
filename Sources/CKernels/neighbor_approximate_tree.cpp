#include <cmath>

#include "clones.hpp"
#include "neighbor_approximate.hpp"
#include "splitmix.hpp"

namespace approximate {

constexpr int32_t lanes = 16;
typedef float lanes_vector
    __attribute__((vector_size(lanes * sizeof(float)), aligned(sizeof(float))));

__attribute__((always_inline)) static inline float sum(const lanes_vector &v) {
    float part[lanes];
    for (int32_t i = 0; i < lanes; ++i) part[i] = v[i];
    for (int32_t width = lanes / 2; width > 0; width /= 2) {
        for (int32_t i = 0; i < width; ++i) part[i] += part[i + width];
    }
    return part[0];
}

CK_CLONES
static void squared_distances(const float *values, int64_t stride, const float *from,
                              const int32_t *ids, int32_t count, float *out) {
    for (int32_t j = 0; j < count; ++j) {
        if (j + 4 < count) {
            const float *later = values + ids[j + 4] * stride;
            for (int64_t f = 0; f < stride; f += lanes) __builtin_prefetch(later + f);
        }
        const float *row = values + ids[j] * stride;
        lanes_vector total = {};
        for (int64_t f = 0; f < stride; f += lanes) {
            const lanes_vector v = *reinterpret_cast<const lanes_vector *>(row + f) -
                                   *reinterpret_cast<const lanes_vector *>(from + f);
            total += v * v;
        }
        out[j] = sum(total);
    }
}

CK_CLONES
static void components(const float *values, int64_t stride, const float *unit, const int32_t *ids,
                       int64_t count, float *out) {
    for (int64_t j = 0; j < count; ++j) {
        if (j + 8 < count) {
            const float *later = values + ids[j + 8] * stride;
            for (int64_t f = 0; f < stride; f += lanes) __builtin_prefetch(later + f);
        }
        const float *row = values + ids[j] * stride;
        lanes_vector total = {};
        for (int64_t f = 0; f < stride; f += lanes) {
            total += *reinterpret_cast<const lanes_vector *>(row + f) *
                     *reinterpret_cast<const lanes_vector *>(unit + f);
        }
        out[j] = sum(total);
    }
}

void distances(const ck_float_rows &rows, const float *from, const int32_t *ids, int32_t count,
               float *out) {
    squared_distances(rows.values, rows.stride, from, ids, count, out);
}

/// A number that looks drawn at random (splitmix64).
static uint64_t scrambled(uint64_t x) {
    return splitmix::mixed(x + splitmix::step);
}

}  // namespace approximate

using namespace approximate;

int32_t ck_float_stride(int32_t d) { return (d + lanes - 1) / lanes * lanes; }

void ck_float_rows_fill(const double *numbers, int32_t d, const double *center, double scale,
                        const int32_t *order, int64_t first, int64_t last, float *out) {
    const int64_t stride = ck_float_stride(d);
    for (int64_t place = first; place < last; ++place) {
        const double *row = numbers + static_cast<int64_t>(order[place]) * d;
        float *to = out + place * stride;
        for (int32_t f = 0; f < d; ++f) to[f] = static_cast<float>((row[f] - center[f]) * scale);
        for (int64_t f = d; f < stride; ++f) to[f] = 0;
    }
}

int64_t ck_leaf_start(int64_t n, int32_t depth, int64_t leaf) {
    if (leaf >= int64_t(1) << depth) return n;
    int64_t first = 0, last = n;
    for (int32_t level = depth - 1; level >= 0; --level) {
        const int64_t middle = first + (last - first) / 2;
        if (leaf >> level & 1) first = middle;
        else last = middle;
    }
    return first;
}

void ck_choose_plane(const ck_float_rows *rows, const int32_t *order, int64_t first, int64_t last,
                     uint64_t seed, int64_t node, float *plane) {
    const uint64_t size = static_cast<uint64_t>(last - first);
    uint64_t state = scrambled(seed * 0x100000001b3u + static_cast<uint64_t>(node));
    for (int32_t f = 0; f < rows->stride; ++f) plane[f] = 0;
    for (int attempt = 0; attempt < 8 && size > 1; ++attempt) {
        const uint64_t a = (state = scrambled(state)) % size;
        const uint64_t b = (state = scrambled(state)) % size;
        const float *x = rows->values + order[first + static_cast<int64_t>(a)] * int64_t(rows->stride);
        const float *y = rows->values + order[first + static_cast<int64_t>(b)] * int64_t(rows->stride);
        double square = 0;
        for (int32_t f = 0; f < rows->stride; ++f) square += double(x[f] - y[f]) * (x[f] - y[f]);
        if (!(square > 0)) continue;
        const float factor = static_cast<float>(1 / std::sqrt(square));
        for (int32_t f = 0; f < rows->stride; ++f) plane[f] = (x[f] - y[f]) * factor;
        return;
    }
}

void ck_project(const ck_float_rows *rows, const int32_t *order, int64_t first, int64_t last,
                const float *plane, float *keys) {
    components(rows->values, rows->stride, plane, order + first, last - first, keys + first);
}

int64_t ck_halve(const ck_float_rows *rows, int32_t *order, float *keys, int64_t first,
                 int64_t last, float *plane) {
    static thread_local std::vector<Near> part;
    part.resize(static_cast<size_t>(last - first));
    for (int64_t i = first; i < last; ++i) part[i - first] = {keys[i], order[i]};
    const int64_t middle = first + (last - first) / 2;
    std::nth_element(part.begin(), part.begin() + (middle - first), part.end());
    for (int64_t i = first; i < last; ++i) order[i] = part[i - first].id;
    plane[rows->stride] = part[middle - first].distance;
    if (part.capacity() > size_t(1) << 20) std::vector<Near>().swap(part);
    return middle;
}

void ck_arrange(const ck_float_rows *rows, int32_t *order, float *keys, int64_t first, int64_t last,
                int64_t node, int32_t node_depth, int32_t depth, uint64_t seed, float *planes) {
    if (node_depth >= depth) return;
    float *plane = planes + node * (rows->stride + 1);
    ck_choose_plane(rows, order, first, last, seed, node, plane);
    ck_project(rows, order, first, last, plane, keys);
    const int64_t middle = ck_halve(rows, order, keys, first, last, plane);
    ck_arrange(rows, order, keys, first, middle, 2 * node, node_depth + 1, depth, seed, planes);
    ck_arrange(rows, order, keys, middle, last, 2 * node + 1, node_depth + 1, depth, seed, planes);
}
