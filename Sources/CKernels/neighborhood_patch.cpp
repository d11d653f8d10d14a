#include "neighborhood_patch.hpp"

Exchange::Exchange(const Patch &patch, const double *ranges, uint64_t seed)
    : original_(patch), exchanged_(patch), state_(seed) {
    const int32_t count = patch.count(), d = patch.d;
    const int32_t kept = std::min(near_count, count - 1);
    std::vector<std::pair<double, int32_t>> distances;
    for (int32_t i = 0; i < count; ++i) {
        distances.clear();
        for (int32_t j = 0; j < count; ++j) {
            if (j == i) continue;
            double sum = 0;
            for (int32_t f = 0; f < d; ++f) {
                const double v = (patch.values[i * d + f] - patch.values[j * d + f]) / ranges[f];
                sum += v * v;
            }
            distances.push_back({sum, j});
        }
        std::partial_sort(distances.begin(), distances.begin() + kept, distances.end());
        for (int32_t j = 0; j < near_count; ++j) {
            nearest_.push_back(j < kept ? distances[j].second : -1);
        }
        order_.push_back(i);
    }
}

const Patch &Exchange::next() {
    const int32_t count = original_.count(), d = original_.d;
    exchanged_.values = original_.values;
    taken_.assign(static_cast<size_t>(count), 0);
    // The first row is what is looked at: it takes part whenever there is anybody to exchange with.
    for (int32_t i = count - 1; i > 1; --i) std::swap(order_[i], order_[1 + below(i)]);
    for (const int32_t row : order_) {
        if (taken_[row]) continue;
        int32_t free[near_count], choices = 0;
        for (int32_t j = 0; j < near_count; ++j) {
            const int32_t other = nearest_[row * near_count + j];
            if (other >= 0 && !taken_[other]) free[choices++] = other;
        }
        if (choices == 0) continue;
        const int32_t other = free[below(static_cast<size_t>(choices))];
        taken_[row] = taken_[other] = 1;
        uint64_t coins = 0;
        for (int32_t f = 0; f < d; ++f) {
            if (f % 64 == 0) coins = bits();
            if (coins >> (f % 64) & 1) {
                std::swap(exchanged_.values[row * d + f], exchanged_.values[other * d + f]);
            }
        }
    }
    return exchanged_;
}
