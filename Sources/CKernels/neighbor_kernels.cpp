#include "neighbor_kernels.h"

#include <algorithm>
#include <limits>
#include <vector>

#if defined(__x86_64__) && defined(__linux__)
#define CK_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CK_CLONES
#endif

namespace {

constexpr int64_t block_size = 512;

struct Found {
    double distance;
    int32_t index;
};

bool nearer(const Found &a, const Found &b) {
    return a.distance < b.distance || (a.distance == b.distance && a.index < b.index);
}

}  // namespace

/// Squared distances from one query to a block of points; the lanes are points, so every sum keeps
/// the order of the columns. `block` is a multiple of 8 and the columns are padded to it.
CK_CLONES
static void distances_to_block(const double *points, int64_t stride, int32_t d,
                               const double *query, int64_t block, double *__restrict out) {
    for (int64_t j = 0; j < block; ++j) {
        const double difference = points[j] - query[0];
        out[j] = difference * difference;
    }
    for (int32_t f = 1; f < d; ++f) {
        const double *column = points + f * stride;
        const double value = query[f];
        for (int64_t j = 0; j < block; ++j) {
            const double difference = column[j] - value;
            out[j] += difference * difference;
        }
    }
}

/// Positions in `distances` that lie below `limit`, in order.
CK_CLONES
static int32_t positions_below(const double *distances, int64_t block, double limit,
                               int32_t *__restrict out) {
    int32_t found = 0;
    for (int64_t j = 0; j < block; ++j) {
        out[found] = static_cast<int32_t>(j);
        found += distances[j] < limit;
    }
    return found;
}

void ck_nearest(const double *points, int64_t n, int64_t stride, int32_t d, const double *queries,
                int64_t query_count, int32_t count, const int32_t *excluded, int32_t *out_index,
                double *out_distance) {
    const double infinity = std::numeric_limits<double>::infinity();
    // Candidates are gathered up to twice the wanted number and then halved: a selection per
    // `count` candidates instead of a heap operation per candidate.
    std::vector<Found> best;
    best.reserve(2 * static_cast<size_t>(count) + block_size);
    double distances[block_size];
    int32_t positions[block_size + 1];
    for (int64_t q = 0; q < query_count; ++q) {
        const double *query = queries + q * d;
        const int32_t left_out = excluded ? excluded[q] : -1;
        best.clear();
        double limit = infinity;
        for (int64_t start = 0; start < n; start += block_size) {
            const int64_t block = std::min(block_size, n - start);
            distances_to_block(points + start, stride, d, query, block, distances);
            const int32_t near = positions_below(distances, block, limit, positions);
            for (int32_t p = 0; p < near; ++p) {
                const int32_t index = static_cast<int32_t>(start + positions[p]);
                if (index != left_out) best.push_back({distances[positions[p]], index});
            }
            if (best.size() >= 2 * static_cast<size_t>(count)) {
                std::nth_element(best.begin(), best.begin() + (count - 1), best.end(), nearer);
                best.resize(count);
                // A later point at the same distance loses the tie, so "below" is right.
                limit = best.back().distance;
            }
        }
        const size_t kept = std::min(best.size(), static_cast<size_t>(count));
        std::partial_sort(best.begin(), best.begin() + kept, best.end(), nearer);
        for (size_t j = 0; j < static_cast<size_t>(count); ++j) {
            out_index[q * count + j] = j < kept ? best[j].index : -1;
            if (out_distance) out_distance[q * count + j] = j < kept ? best[j].distance : infinity;
        }
    }
}
