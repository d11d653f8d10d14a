#include "neighbor_kernels.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "clones.hpp"

namespace {

/// Points compared with a query at a time: their coordinates stay in the second-level cache.
constexpr int64_t block_size = 512;
/// Queries that share a block while it is in the cache.
constexpr int64_t batch_size = 16;
/// Points in one vector.
constexpr int64_t lanes = 8;

/// Eight numbers side by side, at any address that a number may have.
typedef double vector __attribute__((vector_size(lanes * sizeof(double)), aligned(sizeof(double))));

struct Found {
    double distance;
    int32_t index;
};

bool nearer(const Found &a, const Found &b) {
    return a.distance < b.distance || (a.distance == b.distance && a.index < b.index);
}

const vector &at(const double *numbers) { return *reinterpret_cast<const vector *>(numbers); }

}  // namespace

/// Squared distances from one query to a block of points, rounded up to whole vectors; the lanes
/// are points, so every sum keeps the order of the columns.
CK_CLONES
static void distances_to_block(const double *points, int64_t stride, int32_t d,
                               const double *query, int64_t block, double *__restrict out) {
    int64_t j = 0;
    // Four sums at a time stay in registers over all columns.
    for (; j + 4 * lanes <= block; j += 4 * lanes) {
        vector a = {}, b = {}, c = {}, e = {};
        for (int32_t f = 0; f < d; ++f) {
            const double *column = points + f * stride + j;
            const double value = query[f];
            const vector u = at(column) - value, v = at(column + lanes) - value;
            const vector w = at(column + 2 * lanes) - value, x = at(column + 3 * lanes) - value;
            a += u * u;
            b += v * v;
            c += w * w;
            e += x * x;
        }
        vector *to = reinterpret_cast<vector *>(out + j);
        to[0] = a;
        to[1] = b;
        to[2] = c;
        to[3] = e;
    }
    for (; j < block; j += lanes) {
        vector sum = {};
        for (int32_t f = 0; f < d; ++f) {
            const vector difference = at(points + f * stride + j) - query[f];
            sum += difference * difference;
        }
        *reinterpret_cast<vector *>(out + j) = sum;
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

namespace {

/// Moves the numbers of which `is_first` holds to the front; how many they are. Without a branch on
/// the numbers: a wrong guess costs more than the moves.
template <typename IsFirst>
size_t partition(double *numbers, size_t count, IsFirst is_first) {
    size_t front = 0;
    for (size_t j = 0; j < count; ++j) {
        const double number = numbers[j];
        numbers[j] = numbers[front];
        numbers[front] = number;
        front += is_first(number);
    }
    return front;
}

/// The number that would be at `rank` if `numbers`, which it shuffles, were sorted.
double smallest(double *numbers, size_t count, size_t rank) {
    for (;;) {
        const double a = numbers[0], b = numbers[count / 2], c = numbers[count - 1];
        const double pivot = std::max(std::min(a, b), std::min(std::max(a, b), c));
        const size_t below = partition(numbers, count, [=](double x) { return x < pivot; });
        if (rank < below) {
            count = below;
            continue;
        }
        numbers += below;
        count -= below;
        rank -= below;
        const size_t equal = partition(numbers, count, [=](double x) { return x == pivot; });
        if (rank < equal) return pivot;
        numbers += equal;
        count -= equal;
        rank -= equal;
    }
}

/// The nearest points of one query among those seen so far.
///
/// Candidates are gathered up to twice the wanted number and then halved: a selection per `count`
/// candidates instead of a heap operation per candidate.
class Nearest {
public:
    void start(int32_t count) {
        wanted = static_cast<size_t>(count);
        limit = std::numeric_limits<double>::infinity();
        is_open = true;
        best.clear();
        best.reserve(2 * wanted + block_size);
    }

    /// Takes in the points `first..<first + block`, all of them later than those before.
    void take(const double *distances, int64_t first, int64_t block, int32_t left_out) {
        int32_t positions[block_size + 1];
        if (is_open) {
            // Distances too large for a number are distances too; one that is none is not.
            for (int64_t j = 0; j < block; ++j) {
                if (distances[j] == distances[j]) push(distances[j], first + j, left_out);
            }
        } else {
            const int32_t near = positions_below(distances, block, limit, positions);
            for (int32_t p = 0; p < near; ++p) {
                push(distances[positions[p]], first + positions[p], left_out);
            }
        }
        if (best.size() < 2 * wanted) return;
        halve();
        // A later point at the same distance loses the tie, so from now on "below" is right.
        is_open = false;
    }

    void finish(int32_t *out_index, double *out_distance) {
        if (best.size() > wanted) halve();
        std::sort(best.begin(), best.end(), nearer);
        for (size_t j = 0; j < wanted; ++j) {
            const bool is_found = j < best.size();
            out_index[j] = is_found ? best[j].index : -1;
            if (!out_distance) continue;
            out_distance[j] =
                is_found ? best[j].distance : std::numeric_limits<double>::infinity();
        }
    }

private:
    void push(double distance, int64_t index, int32_t left_out) {
        if (index != left_out) best.push_back({distance, static_cast<int32_t>(index)});
    }

    /// Keeps the nearest `wanted` in order of index; the limit is the farthest of them.
    void halve() {
        scratch.resize(best.size());
        for (size_t j = 0; j < best.size(); ++j) scratch[j] = best[j].distance;
        limit = smallest(scratch.data(), scratch.size(), wanted - 1);
        size_t ties = wanted;
        for (const Found &found : best) ties -= found.distance < limit;
        size_t kept = 0;
        for (const Found &found : best) {
            const bool is_tie = found.distance == limit;
            const bool is_kept = found.distance < limit || (is_tie && ties > 0);
            ties -= is_tie && is_kept;
            best[kept] = found;
            kept += is_kept;
        }
        best.resize(wanted);
    }

    size_t wanted = 0;
    double limit = 0;
    bool is_open = true;
    std::vector<Found> best;
    std::vector<double> scratch;
};

}  // namespace

void ck_nearest(const double *points, int64_t n, int64_t stride, int32_t d, const double *queries,
                int64_t query_count, int32_t count, const int32_t *excluded, int32_t *out_index,
                double *out_distance) {
    if (count <= 0) return;
    Nearest nearest[batch_size];
    double distances[block_size];
    for (int64_t batch = 0; batch < query_count; batch += batch_size) {
        const int64_t end = std::min(query_count, batch + batch_size);
        for (int64_t q = batch; q < end; ++q) nearest[q - batch].start(count);
        for (int64_t start = 0; start < n; start += block_size) {
            const int64_t block = std::min(block_size, n - start);
            for (int64_t q = batch; q < end; ++q) {
                distances_to_block(points + start, stride, d, queries + q * d, block, distances);
                nearest[q - batch].take(distances, start, block, excluded ? excluded[q] : -1);
            }
        }
        for (int64_t q = batch; q < end; ++q) {
            nearest[q - batch].finish(out_index + q * count,
                                      out_distance ? out_distance + q * count : nullptr);
        }
    }
}
