#pragma once
#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "approximate_neighbors.h"

namespace approximate {

/// Squared distances of `count` rows from a row of `rows.stride` values.
void distances(const ck_float_rows &rows, const float *from, const int32_t *ids, int32_t count,
               float *out);

/// A row and how far it is.
struct Near {
    float distance;
    int32_t id;
};

inline bool operator<(const Near &a, const Near &b) {
    return a.distance < b.distance || (a.distance == b.distance && a.id < b.id);
}

/// Numbers seen, forgotten all at once.
class Seen {
public:
    /// Forgets everything; room for about `expected` numbers before it has to grow.
    void start(size_t expected) {
        size_t size = 64;
        while (size < 2 * expected) size *= 2;
        if (size > slots.size()) {
            slots.assign(size, {0, 0});
            now = 0;
        }
        if (++now == 0) {
            slots.assign(slots.size(), {0, 0});
            now = 1;
        }
        used = 0;
    }

    /// True the first time that it is asked for a number.
    bool add(int32_t number) {
        if (2 * (used + 1) > slots.size()) grow();
        if (!put(number)) return false;
        used += 1;
        return true;
    }

private:
    struct Slot {
        uint32_t when;
        int32_t number;
    };

    bool put(int32_t number) {
        const size_t mask = slots.size() - 1;
        size_t at = (static_cast<uint32_t>(number) * 2654435769u >> 7) & mask;
        while (slots[at].when == now) {
            if (slots[at].number == number) return false;
            at = (at + 1) & mask;
        }
        slots[at] = {now, number};
        return true;
    }

    void grow() {
        std::vector<Slot> old(2 * slots.size(), Slot{0, 0});
        old.swap(slots);
        for (const Slot &slot : old) {
            if (slot.when == now) put(slot.number);
        }
    }

    std::vector<Slot> slots;
    uint32_t now = 0;
    size_t used = 0;
};

}  // namespace approximate
