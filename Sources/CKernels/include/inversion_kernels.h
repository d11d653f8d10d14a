#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The lattice that real values lie on, in units of its own steps.
///
/// - errors: for each column a bound on the error of a released value, in steps.
/// - reaches: for each column the most steps that two parents can be apart; 0 for a column that has
///   no lattice and is not looked at.
/// - most_work: comparisons after which a row is given up.
typedef struct {
    int32_t d;
    const double *errors;
    const int32_t *reaches;
    int64_t most_work;
} ck_lattice;

/// What one row tells.
enum {
    /// The work allowed was done and nothing found.
    ck_row_too_much_work = -2,
    /// No two lattice points have the row between them.
    ck_row_off_lattice = -1,
    /// The row is a lattice point itself.
    ck_row_on_lattice = 0,
    /// The row lies between two lattice points.
    ck_row_solved = 1,
};

typedef struct {
    /// One of `ck_row_…`.
    int32_t status;
    /// Columns in which the row is off the lattice: its parents differ there.
    int32_t active;
    /// Where the row lies between its lattice points, in 0...1.
    double step;
    /// Natural logarithm of about how many solutions of that size or less chance would make.
    double log_chance;
    /// Steps that were tried.
    int64_t tried;
} ck_inversion;

/// For each of `count` rows (row-major, in lattice units), the two neighboring lattice points on
/// the one line through it that has such points: row = base + step * direction, with one step for
/// all columns.
///
/// In two columns the fractions f, g of the row and whole numbers m, n fulfil n f - m g = whole
/// number; the pairs (m, n) are short vectors of a lattice in three dimensions, which are listed in
/// order of size and tried on the other columns.
///
/// - bases, directions: `count * d` whole numbers; direction has no common divisor.
///
/// Cost per row: tens of microseconds for reaches up to 1,000; never more than `most_work`
/// comparisons.
void ck_invert_rows(const ck_lattice *lattice, const double *rows, int64_t count,
                    ck_inversion *out, int32_t *bases, int32_t *directions);

#ifdef __cplusplus
}
#endif
