#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The shape of a network for two classes: rectified units in the hidden layers, one logistic unit
/// at the end.
typedef struct {
    /// Units of each layer: the columns first, the hidden layers, 1 at the end.
    const int32_t *sizes;
    /// Layers with the first and the last, at least 2.
    int32_t layers;
} ck_network;

/// Weights and biases of a network, and what Adam keeps of their gradients: for each layer but the
/// first, `inputs * units` weights, by input, then one bias for each unit.
typedef struct {
    float *values, *first_moments, *second_moments;
} ck_network_state;

/// Settings of one step of Adam (Kingma and Ba 2015) with betas 0.9 and 0.999 and epsilon 1e-8.
typedef struct {
    /// Step size, with the correction for the number of steps so far.
    float rate;
    /// Weight of half the squared weights in the loss, before it is divided by the rows.
    float penalty;
} ck_adam;

/// Floats that a step on `batch` rows needs as room to work in.
int64_t ck_network_room(ck_network network, int64_t batch);

/// One step on the rows `order[0..<batch]`: the log loss on them (mean over the rows, with the
/// penalty) before the step.
///
/// - rows: row-major, `sizes[0]` values each.
/// - labels: one per row, 1 or 0.
/// - room: `ck_network_room` floats. O(batch weights).
double ck_network_step(ck_network network, ck_network_state state, const float *rows,
                       const uint8_t *labels, const int32_t *order, int64_t batch, ck_adam adam,
                       float *room);

/// The log odds of class 1 for each of `count` rows. Room for `count` rows is needed.
void ck_network_answer(ck_network network, const float *values, const float *rows, int64_t count,
                       float *room, double *log_odds);

#ifdef __cplusplus
}
#endif
