#pragma once
/* C complex numbers do not import into Swift; the structure form does. */
#define LAPACK_COMPLEX_STRUCTURE
#include <lapacke.h>
