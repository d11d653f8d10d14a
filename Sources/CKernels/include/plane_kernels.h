#pragma once
#include <stdint.h>

#include "geometry_kernels.h"

#ifdef __cplusplus
extern "C" {
#endif

/// What the planes through one point look like.
///
/// A plane counts when at least three other points lie in it, not all on one line.
typedef struct {
    /// Planes in which all other points are on one side of some line through the point: it is a
    /// corner there.
    int32_t corners;
    /// The other planes: the point lies among the others.
    int32_t inside;
    /// Three points of the first planes of which the point is a corner, or -1.
    int32_t corner_points[3][3];
    /// Three points of the first plane in which it lies among the others, or -1.
    int32_t inside_points[3];
} ck_planes;

/// The planes through each of `count` points among its neighbors. O(count m^2 (d + log m)).
///
/// - neighbors: `count * m` indices, nearest first, -1 for none.
/// - largest_error: directions off a line that are known less well say nothing.
void ck_planes_through(const ck_points *points, const int32_t *subjects, int64_t count,
                       const int32_t *neighbors, int32_t m, double largest_error, ck_planes *out);

/// 1 if the subject is a corner among all points in the plane that it spans with three others, of
/// which the two that span it best are taken. O(n d).
int32_t ck_is_corner(const ck_points *points, int32_t subject, const int32_t *others);

#ifdef __cplusplus
}
#endif
