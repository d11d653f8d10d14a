#pragma once

#include "neighbor_internal.hpp"

namespace neighbors {

/// Moves the numbers of which `is_first` holds to the front; how many they are. Without a branch on
/// the numbers: a wrong guess costs more than the moves.
template <typename Number, typename IsFirst>
size_t partition(Number *numbers, size_t count, IsFirst is_first) {
    size_t front = 0;
    for (size_t j = 0; j < count; ++j) {
        const Number number = numbers[j];
        numbers[j] = numbers[front];
        numbers[front] = number;
        front += is_first(number);
    }
    return front;
}

/// The number that would be at `rank` if `numbers`, which it shuffles, were sorted.
template <typename Number>
Number smallest(Number *numbers, size_t count, size_t rank) {
    for (;;) {
        const Number a = numbers[0], b = numbers[count / 2], c = numbers[count - 1];
        const Number pivot = std::max(std::min(a, b), std::min(std::max(a, b), c));
        const size_t below = partition(numbers, count, [=](Number x) { return x < pivot; });
        if (rank < below) {
            count = below;
            continue;
        }
        numbers += below;
        count -= below;
        rank -= below;
        const size_t equal = partition(numbers, count, [=](Number x) { return x == pivot; });
        if (rank < equal) return pivot;
        numbers += equal;
        count -= equal;
        rank -= equal;
    }
}

/// Positions in `distances` that lie below `limit`, in order, and how many they are.
///
/// - out: a place more than there are distances.
int32_t positions_below(const double *distances, int64_t block, double limit, int32_t *out);

/// The nearest rows of one query among those seen so far, which come in order of number.
///
/// Candidates are gathered up to twice the wanted number and then halved: a selection per `count`
/// candidates instead of a heap operation per candidate.
class Nearest {
public:
    /// Rows taken in at a time at most.
    static constexpr int64_t largest_block = 256;

    void start(int32_t count) {
        wanted = static_cast<size_t>(count);
        limit = std::numeric_limits<double>::infinity();
        is_open = true;
        best.clear();
        best.reserve(2 * wanted + largest_block);
    }

    /// Takes in the rows `first..<first + block`, all of them later than those before.
    void take(const double *distances, int64_t first, int64_t block, int32_t left_out) {
        int32_t positions[largest_block + 1];
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
        // A later row at the same distance loses the tie, so from now on "below" is right.
        is_open = false;
    }

    /// Sorts what was found and writes it.
    void finish(const ck_queries &queries, int64_t q) {
        if (best.size() > wanted) halve();
        std::sort(best.begin(), best.end(), nearer);
        write_answer(queries, q, best.data(), best.size());
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

/// The nearest rows of one query among those seen so far, which come in any order.
class NearestOfAnyOrder {
public:
    void start(int32_t count) {
        best.assign(static_cast<size_t>(count),
                    {std::numeric_limits<double>::infinity(), std::numeric_limits<int32_t>::max()});
        is_sorted = count <= most_sorted;
    }

    /// What a row has to be nearer than.
    const Found &worst() const { return is_sorted ? best.back() : best.front(); }

    /// Takes in one row.
    void take(const Found &found) {
        if (!nearer(found, worst())) return;
        if (is_sorted) {
            size_t place = best.size() - 1;
            for (; place > 0 && nearer(found, best[place - 1]); --place) {
                best[place] = best[place - 1];
            }
            best[place] = found;
        } else {
            std::pop_heap(best.begin(), best.end(), nearer);
            best.back() = found;
            std::push_heap(best.begin(), best.end(), nearer);
        }
    }

    /// Sorts what was found and writes it.
    void finish(const ck_queries &queries, int64_t q) {
        if (!is_sorted) std::sort_heap(best.begin(), best.end(), nearer);
        size_t size = best.size();
        while (size > 0 && best[size - 1].index == std::numeric_limits<int32_t>::max()) --size;
        write_answer(queries, q, best.data(), size);
    }

private:
    /// Up to here moving places costs less than a heap.
    static constexpr int32_t most_sorted = 32;

    bool is_sorted = true;
    std::vector<Found> best;
};

}  // namespace neighbors
