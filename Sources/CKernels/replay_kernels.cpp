#include "replay_kernels.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

/// Times the rounding by which a third row may be off the line of two.
constexpr double line_slack = 64;

/// The first two rows that were drawn by one number, in the trial of that name.
struct Cell {
    uint32_t trial;
    int32_t first, second;
};

/// All bounds that share a mask, from the lowest to the highest.
class Scan {
public:
    Scan(const ck_replay &replay, int64_t low, int64_t high)
        : replay(replay), low(low), mask(mask_below(low)), cells(high, Cell{0, -1, -1}),
          counts(high - low + 1, 0) {}

    int64_t run(int64_t high, ck_replay_bounds *found) {
        if (!start()) return 0;
        int64_t count = 0;
        bool survives = refutes_nothing(low);
        if (survives) found[count++] = {low, low, position};
        for (int64_t bound = low + 1; bound <= high; bound++) {
            // The number `bound - 1` is accepted from now on: only where it was drawn do the
            // draws change.
            const int64_t more = counts[bound - 1 - low];
            if (more == 0) {
                if (survives) found[count - 1].last = bound;
                continue;
            }
            retreat(bound, more);
            survives = refutes_nothing(bound);
            if (survives) found[count++] = {bound, bound, position};
        }
        return count;
    }

private:
    const ck_replay &replay;
    const int64_t low;
    const uint32_t mask;
    std::vector<Cell> cells;
    /// How often each number from `low` stands before `position`.
    std::vector<int64_t> counts;
    int64_t position = 0;
    uint32_t trial = 0;

    static uint32_t mask_below(int64_t bound) {
        uint32_t mask = static_cast<uint32_t>(bound - 1);
        for (int shift = 1; shift < 32; shift *= 2) mask |= mask >> shift;
        return mask;
    }

    int64_t number(int64_t place) const { return replay.words[place] & mask; }

    void count(int64_t value, int64_t change) {
        const int64_t place = value - low;
        if (place >= 0 && place < static_cast<int64_t>(counts.size())) counts[place] += change;
    }

    /// Goes to the end of the whole numbers for the lowest bound; false if the words do not do.
    bool start() {
        int64_t accepted = 0;
        while (accepted < replay.n && position < replay.word_count) {
            const int64_t value = number(position++);
            accepted += value < low;
            count(value, 1);
        }
        return accepted == replay.n && position + 2 * replay.n <= replay.word_count;
    }

    /// Goes back to the end of the whole numbers below `bound`, of which there are `more` too many.
    void retreat(int64_t bound, int64_t more) {
        while (more > 0 || number(position - 1) >= bound) {
            const int64_t value = number(--position);
            more -= value < bound;
            count(value, -1);
        }
    }

    double step(int64_t row) const {
        const uint32_t *pair = replay.words + position + 2 * row;
        return ((pair[0] >> 5) * 67108864.0 + (pair[1] >> 6)) / 9007199254740992.0;
    }

    bool refutes_nothing(int64_t bound) {
        trial += 1;
        double sum = 0;
        int64_t place = 0;
        for (int64_t row = 0; row < replay.n; row++) {
            int64_t value = number(place++);
            while (value >= bound) value = number(place++);
            Cell &cell = cells[value];
            if (cell.trial != trial) {
                cell = {trial, static_cast<int32_t>(row), -1};
            } else if (cell.second < 0) {
                cell.second = static_cast<int32_t>(row);
                sum += log_odds(cell.first, row);
                if (sum < replay.least_log_odds) return false;
            } else if (!is_on_line(cell, row)) {
                return false;
            }
        }
        return true;
    }

    /// By how long the segment is that both rows lie on.
    double log_odds(int64_t first, int64_t second) const {
        const double *one = replay.rows + first * replay.d, *other = replay.rows + second * replay.d;
        double square = 0;
        for (int32_t column = 0; column < replay.d; column++) {
            const double difference = one[column] - other[column];
            square += difference * difference;
        }
        const double length = std::sqrt(square), part = std::fabs(step(first) - step(second));
        const int kind =
            length <= replay.near_length * part ? 0 : length <= replay.far_length * part ? 1 : 2;
        return replay.log_odds[kind];
    }

    bool is_on_line(const Cell &cell, int64_t row) const {
        const double *from = replay.rows + int64_t(cell.first) * replay.d;
        const double *to = replay.rows + int64_t(cell.second) * replay.d;
        const double *third = replay.rows + row * replay.d;
        const double start = step(cell.first);
        const double along = (step(row) - start) / (step(cell.second) - start);
        const double tolerance = line_slack * replay.rounding * (1 + std::fabs(along));
        for (int32_t column = 0; column < replay.d; column++) {
            const double expected = from[column] + along * (to[column] - from[column]);
            if (std::fabs(third[column] - expected) > tolerance) return false;
        }
        return true;
    }
};

}  // namespace

int64_t ck_replay_scan(const ck_replay *replay, int64_t low, int64_t high, ck_replay_bounds *found) {
    return Scan(*replay, low, high).run(high, found);
}
