#include <math.h>

#include "clones.hpp"
#include "neighbor_selection.hpp"

namespace neighbors {

/// Singles in one vector.
constexpr int64_t singles = 16;
/// Rows in a tile, and vectors.
constexpr int64_t tile_rows = ck_screen_lanes, tile_vectors = tile_rows / singles;
/// Queries compared with a tile at once: each coordinate is loaded once for all of them.
constexpr int64_t group_size = 4;
/// Queries that share a block of tiles while it is in the cache.
constexpr int64_t batch_size = 64;
/// Values in a block of tiles: they stay in the first-level cache.
constexpr int64_t block_values = 6144;

typedef float singles_vector
    __attribute__((vector_size(singles * sizeof(float)), aligned(sizeof(float))));
typedef int32_t masks_vector
    __attribute__((vector_size(singles * sizeof(float)), aligned(sizeof(float))));
typedef bool bits_vector __attribute__((ext_vector_type(singles)));

static inline const singles_vector &at(const float *values) {
    return *reinterpret_cast<const singles_vector *>(values);
}

/// What a group of queries finds in one tile.
struct Hits {
    /// Estimated squared distances.
    float estimates[group_size][tile_rows];
    /// Bit j of entry q: row j may be near to query q.
    uint64_t rows[group_size];
};

/// One bit for each lane.
__attribute__((always_inline)) static inline uint64_t bits(const masks_vector &masks) {
    const bits_vector narrow = __builtin_convertvector(masks, bits_vector);
    uint16_t word;
    memcpy(&word, &narrow, sizeof word);
    return word;
}

/// The first tile of `from..<to` in which a query of the group has an estimate of at most its
/// limit, and those estimates; else `to`.
///
/// - queries: `d + c` times `group_size` values.
/// Contraction is welcome: estimates need not be equal everywhere, only within their bound.
CK_CLONES
static int64_t next_hit(const float *tiles, int64_t from, int64_t to, int32_t d, int32_t c,
                        const float *queries, float mismatch, const float *limits, Hits *hits) {
#pragma clang fp contract(fast)
    const masks_vector added = (masks_vector)(singles_vector{} + mismatch);
    for (int64_t tile = from; tile < to; ++tile) {
        const float *values = tiles + tile * (d + c) * tile_rows;
        singles_vector sums[group_size][tile_vectors] = {};
        for (int32_t f = 0; f < d; ++f, values += tile_rows) {
            for (int q = 0; q < group_size; ++q) {
                for (int v = 0; v < tile_vectors; ++v) {
                    const singles_vector u = at(values + v * singles) - queries[f * group_size + q];
                    sums[q][v] += u * u;
                }
            }
        }
        for (int32_t f = d; f < d + c; ++f, values += tile_rows) {
            for (int q = 0; q < group_size; ++q) {
                for (int v = 0; v < tile_vectors; ++v) {
                    const masks_vector differs =
                        at(values + v * singles) != queries[f * group_size + q];
                    sums[q][v] += (singles_vector)(differs & added);
                }
            }
        }
        uint64_t any = 0;
        for (int q = 0; q < group_size; ++q) {
            uint64_t near = 0;
            for (int v = 0; v < tile_vectors; ++v) {
                const masks_vector masks = sums[q][v] <= limits[q];
                near |= bits(masks) << v * singles;
            }
            hits->rows[q] = near;
            any |= near;
        }
        if (!any) continue;
        memcpy(hits->estimates, sums, sizeof sums);
        return tile;
    }
    return to;
}

/// Rows of which one query cannot be sure, after estimates of their distances.
///
/// With e the estimate of a squared distance D between scaled rows p and q,
///
///     √D ≤ √e (1 + g) + a    and    √D ≥ √e (1 − g) − a.
///
/// Every coordinate is off by 2⁻²⁴ of itself at most when it is rounded to single precision, so
/// by the triangle inequality the difference of the rows is off by 2⁻²⁴ (|p| + |q|); `a` is twice
/// that, and a constant far above anything that underflow can do. `g`, (d + c + 8) 2⁻²⁴, bounds
/// the rounding of the differences, squares and sums, contracted or not. If k rows have √D ≤ U, a
/// row with √D > U (1 + 2⁻³⁰) is none of the k nearest, by the distances in double precision too:
/// they are off by a factor of 1 + 2⁻⁴⁰ at most.
class Doubtful {
public:
    /// Estimates above this cannot be near; nothing is below where the screen does not help.
    float limit = 0;
    bool is_hopeless = false;

    void start(int32_t count, int64_t rows, double relative, double absolute) {
        wanted = static_cast<size_t>(count);
        g = relative;
        a = absolute;
        const size_t share = static_cast<size_t>(rows) / hopeless_share;
        most = wanted + std::max<size_t>(share, least_hopeless);
        fill_size = std::max(2 * wanted, wanted + spare);
        limit = std::numeric_limits<float>::infinity();
        is_hopeless = false;
        doubtful.clear();
    }

    void push(float estimate, int32_t index) {
        // The limit may have sunk since the tile was looked at.
        if (estimate <= limit) doubtful.push_back({estimate, index});
    }

    /// Lowers the limit if many rows have come, and gives up if too many of them stay.
    void settle() {
        if (doubtful.size() < fill_size) return;
        lower();
        if (doubtful.size() <= most) return;
        is_hopeless = true;
        limit = -1;
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
        float estimate;
        int32_t index;
    };

    /// Doubtful rows gathered beyond the wanted ones before the limit is lowered.
    static constexpr size_t spare = 48;
    /// Where more than this many rows and one in `hopeless_share` stay doubtful, comparing all of
    /// them in double precision costs less.
    static constexpr size_t least_hopeless = 256, hopeless_share = 16;

    void lower() {
        scratch.resize(doubtful.size());
        for (size_t j = 0; j < doubtful.size(); ++j) scratch[j] = doubtful[j].estimate;
        const double kth = smallest(scratch.data(), scratch.size(), wanted - 1);
        const double farthest = (sqrt(kth) * (1 + g) + a) * (1 + 0x1p-30);
        const double root = (farthest + a) / (1 - g);
        // Rounded up, to be safe.
        const double square = root * root * (1 + 0x1p-22);
        limit = square < std::numeric_limits<float>::max() ? static_cast<float>(square)
                                                           : std::numeric_limits<float>::infinity();
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
    double g = 0, a = 0;
    std::vector<Estimated> doubtful;
    std::vector<float> scratch;
};

/// The search for a batch of queries.
class Screening {
public:
    Screening(const ck_rows &rows, const ck_screen &screen, const ck_queries &queries)
        : rows(rows), screen(screen), queries(queries), width(rows.d + rows.c),
          tiles((rows.n + tile_rows - 1) / tile_rows),
          mismatch(static_cast<float>(rows.mismatch * screen.scale * screen.scale)),
          values((batch_size / group_size) * width * group_size) {}

    void answer(int64_t first, int64_t last) {
        const int64_t size = last - first;
        const int64_t groups = (size + group_size - 1) / group_size;
        std::fill(values.begin(), values.end(), 0.0f);
        for (int64_t q = 0; q < size; ++q) start(q, first + q);
        const int64_t block = std::max<int64_t>(1, block_values / (tile_rows * std::max(1, width)));
        for (int64_t tile = 0; tile < tiles; tile += block) {
            const int64_t end = std::min(tiles, tile + block);
            for (int64_t group = 0; group < groups; ++group) compare(first, size, group, tile, end);
        }
        for (int64_t q = 0; q < size; ++q) {
            if (doubtful[q].is_hopeless) answer_plainly(first + q);
            else doubtful[q].finish(rows, queries, first + q, found);
        }
    }

private:
    /// Rounds one query and bounds its errors.
    void start(int64_t q, int64_t query) {
        float *to = values.data() + q / group_size * width * group_size + q % group_size;
        double squares = 0;
        for (int32_t f = 0; f < rows.d; ++f) {
            const double value =
                (queries.numbers[query * rows.d + f] - screen.center[f]) * screen.scale;
            to[f * group_size] = static_cast<float>(value);
            squares += value * value;
        }
        for (int32_t f = 0; f < rows.c; ++f) {
            to[(rows.d + f) * group_size] = static_cast<float>(queries.codes[query * rows.c + f]);
        }
        doubtful[q].start(queries.count, rows.n, (width + 8) * 0x1p-24,
                          (screen.radius + sqrt(squares)) * 0x1p-23 + 0x1p-60);
    }

    /// Compares a group of queries with the tiles `from..<to`.
    void compare(int64_t first, int64_t size, int64_t group, int64_t from, int64_t to) {
        const int64_t base = group * group_size;
        float limits[group_size];
        Hits hits;
        for (int64_t tile = from; tile < to; ++tile) {
            for (int64_t q = 0; q < group_size; ++q) {
                limits[q] = base + q < size ? doubtful[base + q].limit : -1;
            }
            tile = next_hit(screen.tiles, tile, to, rows.d, rows.c,
                            values.data() + base * width, mismatch, limits, &hits);
            if (tile == to) return;
            for (int64_t q = 0; q < group_size; ++q) {
                if (hits.rows[q]) take(doubtful[base + q], first + base + q, tile, hits, q);
            }
        }
    }

    void take(Doubtful &doubtful, int64_t query, int64_t tile, const Hits &hits, int64_t q) {
        const int64_t left_out = queries.excluded ? queries.excluded[query] : -1;
        for (uint64_t rest = hits.rows[q]; rest; rest &= rest - 1) {
            const int lane = __builtin_ctzll(rest);
            const int64_t row = tile * tile_rows + lane;
            if (row < rows.n && row != left_out) {
                doubtful.push(hits.estimates[q][lane], static_cast<int32_t>(row));
            }
        }
        doubtful.settle();
    }

    void answer_plainly(int64_t query) {
        ck_queries one = queries;
        one.n = 1;
        one.numbers += query * rows.d;
        one.codes += query * rows.c;
        if (one.excluded) one.excluded += query;
        one.out_index += query * queries.count;
        one.out_distance += query * queries.count;
        ck_nearest_plain(&rows, &one);
    }

    const ck_rows &rows;
    const ck_screen &screen;
    const ck_queries &queries;
    const int32_t width;
    const int64_t tiles;
    const float mismatch;
    /// Group by group, coordinate by coordinate.
    std::vector<float> values;
    Doubtful doubtful[batch_size];
    std::vector<Found> found;
};

}  // namespace neighbors

using namespace neighbors;

int64_t ck_screen_size(int64_t n, int32_t d, int32_t c) {
    return (n + tile_rows - 1) / tile_rows * tile_rows * (d + c);
}

double ck_screen_fill(const ck_rows *rows, const double *center, double scale, int64_t first,
                      int64_t last, float *tiles) {
    const int64_t width = rows->d + rows->c;
    double largest = 0;
    for (int64_t row = first; row < last; ++row) {
        float *to = tiles + row / tile_rows * tile_rows * width + row % tile_rows;
        double squares = 0;
        for (int32_t f = 0; f < rows->d; ++f) {
            const double value = (rows->numbers[row * rows->d + f] - center[f]) * scale;
            to[f * tile_rows] = static_cast<float>(value);
            squares += value * value;
        }
        for (int32_t f = 0; f < rows->c; ++f) {
            to[(rows->d + f) * tile_rows] = static_cast<float>(rows->codes[row * rows->c + f]);
        }
        largest = std::max(largest, squares);
    }
    return sqrt(largest);
}

void ck_nearest_screened(const ck_rows *rows, const ck_screen *screen, const ck_queries *queries) {
    if (queries->count <= 0) return;
    Screening screening(*rows, *screen, *queries);
    for (int64_t first = 0; first < queries->n; first += batch_size) {
        screening.answer(first, std::min(queries->n, first + batch_size));
    }
}
