#pragma once

#include <stdint.h>

#include "mixed_distance_kernels.h"

namespace mixed {

/// Rows in a tile of a screen.
constexpr int64_t tile_rows = ck_mixed_tile_rows;
/// Queries compared with a tile at once: each code is loaded once for all of them.
constexpr int64_t group_size = 4;
/// Sums lie below this.
constexpr uint16_t no_bound = 65535;

/// What a group of queries finds in one tile.
struct Hits {
    uint16_t sums[group_size][tile_rows];
    /// Bit j of entry q: row j has a sum below the bound of query q.
    uint64_t rows[group_size];
};

/// The code of one value of the column `f` of a screen.
uint16_t code(const ck_mixed_screen &screen, int32_t f, double value);

/// The first of the tiles `from..<to` in which a query of the group has a sum below its bound, or
/// `to`.
///
/// - queries: for each column of the screen `group_size` codes, each twice in its 32 bits.
int64_t next_hit(const ck_mixed_screen &screen, int64_t from, int64_t to, const uint32_t *queries,
                 const uint16_t *bounds, Hits &hits);

}  // namespace mixed
