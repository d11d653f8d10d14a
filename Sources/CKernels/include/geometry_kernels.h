#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A list that a kernel fills and the caller frees with `ck_list_free`.
typedef struct {
    int32_t *items;
    int64_t count;
    int64_t capacity;
} ck_list;

void ck_list_free(ck_list *list);

/// The points all kernels of this file look at.
///
/// - coordinates: row-major, `n` rows of `d` values.
/// - probe: `d` values, a unit vector in general position: directions are compared by their
///   component along it first, so that equal directions are found by sorting.
/// - rounding: bound on the absolute rounding error of a coordinate.
typedef struct {
    const double *coordinates;
    int64_t n;
    int32_t d;
    const double *probe;
    double rounding;
} ck_points;

/// What the lines through one point look like.
///
/// A line counts when at least two other points lie on it.
typedef struct {
    /// Lines through the point.
    int32_t lines;
    /// Lines with points on both sides of it.
    int32_t two_sided;
    /// The nearest points on either side along the first two-sided line, or -1.
    int32_t before, after;
    /// Two points of each of the first lines with points on one side only, or -1.
    int32_t one_sided[3][2];
} ck_crossing;

/// The lines through each of `count` points among its neighbors.
///
/// - neighbors: `count * m` indices, -1 for none.
/// - largest_angle: pairs of directions that could differ by more, by rounding alone, are skipped.
void ck_lines_through(const ck_points *points, const int32_t *subjects, int64_t count,
                      const int32_t *neighbors, int32_t m, double largest_angle,
                      ck_crossing *out);

/// The same for one point among all others, in O(n d + n log n) time and O(n) memory.
void ck_lines_through_all(const ck_points *points, int32_t subject, double largest_angle,
                          ck_crossing *out);

/// 1 if some point lies on the line from `witness` through `subject`, beyond `subject`. O(n d).
int32_t ck_continues_beyond(const ck_points *points, int32_t subject, int32_t witness,
                            double largest_angle);

/// For each of `count` subjects 1 if it lies between one of its neighbors and any of `others`, on one
/// line with both; O(others × d) each.
///
/// - neighbors: `count * m` points near each subject, -1 for none; small m costs nothing.
/// - others: `n_others` points, one after the other in `coordinates`, `d` values each.
void ck_lie_between(const ck_points *points, const int32_t *subjects, int64_t count,
                    const int32_t *neighbors, int32_t m, const double *others, int64_t n_others,
                    double largest_angle, uint8_t *out);

/// For each subject, the groups of at least two neighbors on one line with it, appended to `out`
/// as: subject, number of groups, then for each group its size and members.
void ck_collinear_groups(const ck_points *points, const int32_t *subjects, int64_t count,
                         const int32_t *neighbors, int32_t m, double largest_angle, ck_list *out);

/// What the attacker knows of each point: see `ck_kind_…`; and the line it is on, or -1.
typedef struct {
    const uint8_t *kind;
    const int32_t *line;
} ck_roles;

/// A synthetic row not yet explained, a real record already rebuilt, a row already explained.
enum { ck_kind_free = 0, ck_kind_record = 2, ck_kind_explained = 3 };

/// A place where two lines meet.
typedef struct {
    /// Bound on the absolute error of a coordinate.
    double error;
    /// The points that span the two lines.
    int32_t first[2], second[2];
} ck_meeting;

typedef struct {
    ck_meeting *items;
    /// `count * d` coordinates.
    double *places;
    int64_t count;
    int64_t capacity;
} ck_meetings;

void ck_meetings_free(ck_meetings *list);

/// Where lines from one point meet lines through two of its neighbors, for all its base lines.
///
/// Two lines meet when their four points lie in one plane; in more than two dimensions that does
/// not happen by chance. Only places that can be the end of both segments are kept.
///
/// - neighbors: `m` indices of points near `from`, -1 for none.
/// - bases: `base_count` of them, as positions in `neighbors`: the line from `from` through it.
/// - binary_values: for each column two values of which a real record has one, or NaN.
void ck_meetings_from(const ck_points *points, const ck_roles *roles, int32_t from,
                      const int32_t *neighbors, int32_t m, const int32_t *bases,
                      int32_t base_count, const double *binary_values, double largest_error,
                      ck_meetings *out);

/// Where the line that ends in `from` meets lines that end near it, beyond the ends of both.
///
/// - mates: for each point the other end of its line.
/// - neighbors: `m` ends of lines near `from`, -1 for none.
/// - binary_values: for each column two values of which a real record has one, or NaN.
void ck_meetings_of_ends(const ck_points *points, const int32_t *mates, int32_t from,
                         const int32_t *neighbors, int32_t m, const double *binary_values,
                         double largest_error, ck_meetings *out);

/// The rays that leave a place: directions in which rows follow that only a record there explains.
typedef struct {
    int32_t rays;
    /// Rays that end in a known record.
    int32_t ending_in_record;
    /// Rays that are lines of at least three rows.
    int32_t certain;
    /// Rays that are either: two of them are no accident.
    int32_t strong;
    /// Pairs of rays in opposite directions: then the place lies within a segment.
    int32_t opposite;
    /// Dimension that the rays span, at most 3.
    int32_t rank;
    /// For rays in one plane: other points in it. Where there are many the data is flat there, and
    /// lines meet by chance.
    int32_t in_plane;
} ck_rays;

/// Rays at each of `count` places (row-major) among the points nearest to it.
void ck_rays_at(const ck_points *points, const ck_roles *roles, const double *places,
                const double *errors, int64_t count, const int32_t *neighbors, int32_t m,
                ck_rays *out);

/// Marks the places that are on one line with a point and a free row near it.
///
/// - from: `count` points; neighbors: `count * m` points near each, -1 for none.
/// - places: row-major, with a bound on the error of a coordinate for each.
/// - near_places: `count * p` places near each point, -1 for none.
/// - out: one per place; set to 1 where marked and left alone elsewhere.
void ck_places_in_sight(const ck_points *points, const ck_roles *roles, const int32_t *from,
                        int64_t count, const int32_t *neighbors, int32_t m, const double *places,
                        const double *errors, const int32_t *near_places, int32_t p, uint8_t *out);

/// The points on the rays at one place, appended as: for each ray the number of points, the
/// record it ends in or -1, then the points.
void ck_ray_members(const ck_points *points, const ck_roles *roles, const double *place,
                    double error, const int32_t *neighbors, int32_t m, ck_list *out);

/// Subjects that lie between two of the places near them, appended as: subject, place, place.
///
/// - errors: bound on the error of each point's coordinates beyond rounding.
/// - neighbors: `count * m` point numbers of places near each subject, -1 for none.
void ck_places_around(const ck_points *points, const double *errors, const int32_t *subjects,
                      int64_t count, const int32_t *neighbors, int32_t m, ck_list *out);

/// Free points strictly between the point `record` and other records among its neighbors.
void ck_points_between(const ck_points *points, const ck_roles *roles, int32_t record,
                       const int32_t *neighbors, int32_t m, double tolerance, ck_list *out);

#ifdef __cplusplus
}
#endif
