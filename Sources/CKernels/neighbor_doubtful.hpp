#pragma once

#include "neighbor_selection.hpp"

namespace neighbors {

/// Rows of which one query cannot be sure, after estimates of their distances.
///
/// A bound says what an estimate tells about a distance: `Number` is the type of an estimate,
/// `limit_after(kth)` the largest estimate that a row can have which is as near, in double
/// precision too, as the farthest of k rows, where `kth` is the largest of their k estimates.
/// Where more than `least_hopeless` rows and one in `hopeless_share` stay doubtful, another way
/// to answer the query costs less than comparing all of them in double precision.
template <typename Bound>
class Doubtful {
public:
    using Number = typename Bound::Number;

    /// Estimates above this cannot be near; nothing is below where the screen does not help.
    Number limit = 0;
    bool is_hopeless = false;

    void start(int32_t count, int64_t rows, const Bound &of_query) {
        wanted = static_cast<size_t>(count);
        bound = of_query;
        const size_t share = static_cast<size_t>(rows) / Bound::hopeless_share;
        most = wanted + std::max<size_t>(share, Bound::least_hopeless);
        fill_size = std::max(2 * wanted, wanted + spare);
        limit = Bound::largest;
        is_hopeless = false;
        doubtful.clear();
    }

    void push(Number estimate, int32_t index) {
        // The limit may have sunk since the tile was looked at.
        if (estimate <= limit) doubtful.push_back({estimate, index});
    }

    /// Lowers the limit if many rows have come, and gives up if too many of them stay.
    void settle() {
        if (doubtful.size() < fill_size) return;
        lower();
        if (doubtful.size() > most) give_up();
    }

    void give_up() {
        is_hopeless = true;
        limit = std::numeric_limits<Number>::lowest();
        doubtful.clear();
    }

    /// Compares what is left in double precision and writes the answer.
    void finish(const ck_rows &rows, const ck_queries &queries, int64_t q,
                std::vector<Found> &found) {
        if (doubtful.size() > wanted) lower();
        found.clear();
        for (const Estimated &one : doubtful) {
            const double distance = distance_to(rows, one.index, queries.numbers + q * rows.d,
                                                queries.codes + q * rows.c);
            if (distance == distance) found.push_back({distance, one.index});
        }
        const size_t size = std::min(found.size(), wanted);
        std::partial_sort(found.begin(), found.begin() + size, found.end(), nearer);
        write_answer(queries, q, found.data(), size);
    }

private:
    struct Estimated {
        Number estimate;
        int32_t index;
    };

    /// Doubtful rows gathered beyond the wanted ones before the limit is lowered.
    static constexpr size_t spare = 12;

    void lower() {
        scratch.resize(doubtful.size());
        for (size_t j = 0; j < doubtful.size(); ++j) scratch[j] = doubtful[j].estimate;
        limit = bound.limit_after(smallest(scratch.data(), scratch.size(), wanted - 1));
        size_t kept = 0;
        for (const Estimated &one : doubtful) {
            doubtful[kept] = one;
            kept += one.estimate <= limit;
        }
        doubtful.resize(kept);
        // The next selection must not come before many more rows have.
        fill_size = std::max(2 * wanted, kept + std::max(spare, kept / 2));
    }

    size_t wanted = 0, most = 0, fill_size = 0;
    Bound bound;
    std::vector<Estimated> doubtful;
    std::vector<Number> scratch;
};

}  // namespace neighbors
