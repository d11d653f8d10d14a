#include "clones.hpp"
#include "neighbor_selection.hpp"

namespace neighbors {

/// Rows compared with a query at a time.
constexpr int64_t block_size = Nearest::largest_block;
/// Queries that share a block while it is in the cache.
constexpr int64_t batch_size = 16;

/// The sum of |a − b| as NumPy sums contiguous numbers: in order if they are few, else eight sums
/// side by side, else half by half.
static double sum_of_differences(const double *a, const double *b, int32_t count) {
    constexpr int32_t side_by_side = 8, most = 128;
    if (count > most) {
        const int32_t half = count / 2 - count / 2 % side_by_side;
        return sum_of_differences(a, b, half) +
               sum_of_differences(a + half, b + half, count - half);
    }
    if (count < side_by_side) {
        double sum = 0;
        for (int32_t j = 0; j < count; ++j) sum += __builtin_fabs(a[j] - b[j]);
        return sum;
    }
    double sums[side_by_side] = {};
    const int32_t whole = count - count % side_by_side;
    for (int32_t j = 0; j < whole; ++j) sums[j % side_by_side] += __builtin_fabs(a[j] - b[j]);
    double sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) +
                 ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    for (int32_t j = whole; j < count; ++j) sum += __builtin_fabs(a[j] - b[j]);
    return sum;
}

/// Adds to each sum what the table of one column says.
CK_CLONES
static void add_from_table(const double *table, const int32_t *codes, int64_t block,
                           double *__restrict sums) {
    for (int64_t j = 0; j < block; ++j) sums[j] += table[codes[j]];
}

/// What each level of each column adds to the distance from row `q`.
static void fill_tables(const ck_category_rows &rows, int64_t q, double *table) {
    const double *shares = rows.shares;
    for (int32_t f = 0; f < rows.c; ++f) {
        const double *own = shares + rows.codes[f * rows.n + q] * int64_t(rows.classes);
        for (int32_t level = 0; level < rows.levels[f]; ++level, shares += rows.classes) {
            const double difference = sum_of_differences(shares, own, rows.classes);
            *table++ = difference * difference;
        }
    }
}

}  // namespace neighbors

using namespace neighbors;

void ck_nearest_by_value_difference(const ck_category_rows *rows, int64_t first, int64_t last,
                                    int32_t count, int32_t *out_index, double *out_distance) {
    if (count <= 0) return;
    ck_queries answers = {};
    answers.count = count;
    answers.out_index = out_index;
    answers.out_distance = out_distance;
    int64_t all_levels = 0;
    for (int32_t f = 0; f < rows->c; ++f) all_levels += rows->levels[f];
    std::vector<double> tables(batch_size * all_levels);
    Nearest nearest[batch_size];
    double sums[block_size];
    for (int64_t batch = first; batch < last; batch += batch_size) {
        const int64_t size = std::min(batch_size, last - batch);
        for (int64_t q = 0; q < size; ++q) {
            nearest[q].start(count);
            fill_tables(*rows, batch + q, tables.data() + q * all_levels);
        }
        for (int64_t start = 0; start < rows->n; start += block_size) {
            const int64_t block = std::min(block_size, rows->n - start);
            for (int64_t q = 0; q < size; ++q) {
                const double *table = tables.data() + q * all_levels;
                std::fill_n(sums, block, 0.0);
                for (int32_t f = 0; f < rows->c; table += rows->levels[f++]) {
                    add_from_table(table, rows->codes + f * rows->n + start, block, sums);
                }
                nearest[q].take(sums, start, block, -1);
            }
        }
        for (int64_t q = 0; q < size; ++q) nearest[q].finish(answers, batch + q - first);
    }
}
