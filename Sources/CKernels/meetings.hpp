#pragma once
#include "geometry_kernels.h"

/// Room for the coordinates of one more place; it counts once `count` is raised.
double *ck_next_place(ck_meetings &list, int32_t d);

/// Whether a real record can be at `place`: in a binary column it has one of the two values, while
/// rows in between do not.
bool ck_fits_binary(const double *place, int32_t d, const double *binary_values);
