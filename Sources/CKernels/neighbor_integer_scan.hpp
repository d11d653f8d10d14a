// No `#pragma once`: included once per instruction set, each time in a namespace of its own and
// with the compiler's target set. That namespace has `width`, the pairs in a vector; `vectors`, how
// many of them are compared at once; and `add`, which adds the products of pairs to sums.

typedef Pairs<width>::vector pairs_vector;

/// The first tile of `from..<to` in which a query of the group has an estimate of at most its
/// limit, and those estimates; else `to`.
///
/// - tiles: of each tile one number for each row to start its sum with, then pairs of coordinates.
/// - queries: `pairs` times `group_size` pairs.
static int64_t next_hit(const int32_t *tiles, int64_t from, int64_t to, int64_t pairs,
                        const int32_t *queries, const int32_t *limits, Hits<int32_t> *hits) {
    typedef bool bits_vector __attribute__((ext_vector_type(width)));
    for (int64_t tile = from; tile < to; ++tile) {
        uint64_t near[group_size] = {}, any = 0;
        for (int64_t part = 0; part < screen_rows; part += width * vectors) {
            const int32_t *values = tiles + tile * (pairs + 1) * screen_rows + part;
            pairs_vector sums[group_size][vectors];
            for (int q = 0; q < group_size; ++q) {
                for (int v = 0; v < vectors; ++v) {
                    sums[q][v] = *reinterpret_cast<const pairs_vector *>(values + v * width);
                }
            }
            for (int64_t f = 0; f < pairs; ++f) {
                values += screen_rows;
                for (int q = 0; q < group_size; ++q) {
                    const pairs_vector pair = pairs_vector{} + queries[f * group_size + q];
                    for (int v = 0; v < vectors; ++v) {
                        add(sums[q][v],
                            *reinterpret_cast<const pairs_vector *>(values + v * width), pair);
                    }
                }
            }
            uint64_t found = 0;
            for (int q = 0; q < group_size; ++q) {
                for (int v = 0; v < vectors; ++v) {
                    const pairs_vector masks = sums[q][v] <= limits[q];
                    const bits_vector narrow = __builtin_convertvector(masks, bits_vector);
                    uint16_t word = 0;
                    memcpy(&word, &narrow, sizeof narrow);
                    // A narrow vector fills but a part of its byte.
                    word &= (uint32_t(1) << width) - 1;
                    near[q] |= static_cast<uint64_t>(word) << (part + v * width);
                }
                found |= near[q];
            }
            any |= found;
            if (!found) continue;
            for (int q = 0; q < group_size; ++q) {
                memcpy(hits->estimates[q] + part, sums[q], sizeof sums[q]);
            }
        }
        if (!any) continue;
        memcpy(hits->rows, near, sizeof near);
        return tile;
    }
    return to;
}
