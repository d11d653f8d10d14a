#include "perceptron_kernels.h"

#include <math.h>
#include <string.h>

#include <algorithm>

#include "clones.hpp"

namespace {

/// Sums run in so many lanes, so that they are the same for every vector width.
constexpr int64_t lanes = 16;

/// Values of a layer are kept unit by unit, so that every loop runs over the rows of the batch.
int64_t units_before(ck_network network, int32_t layer) {
    int64_t units = 0;
    for (int32_t l = 0; l < layer; ++l) units += network.sizes[l];
    return units;
}

__attribute__((always_inline)) inline void add_scaled(float *to, const float *from, float factor,
                                                      int64_t count) {
    for (int64_t r = 0; r < count; ++r) to[r] += factor * from[r];
}

__attribute__((always_inline)) inline float dot(const float *a, const float *b, int64_t count) {
    float sum[lanes] = {};
    const int64_t whole = count / lanes * lanes;
    for (int64_t r = 0; r < whole; r += lanes) {
        for (int64_t l = 0; l < lanes; ++l) sum[l] += a[r + l] * b[r + l];
    }
    float total = 0;
    for (int64_t l = 0; l < lanes; ++l) total += sum[l];
    for (int64_t r = whole; r < count; ++r) total += a[r] * b[r];
    return total;
}

/// The inputs of every unit of a layer from the activations of the one before.
CK_CLONES
void layer_inputs(const float *before, const float *weights, int32_t inputs, int32_t units,
                  int64_t batch, bool is_last, float *out) {
    const float *biases = weights + static_cast<int64_t>(inputs) * units;
    for (int32_t u = 0; u < units; ++u) {
        float *values = out + u * batch;
        for (int64_t r = 0; r < batch; ++r) values[r] = biases[u];
        for (int32_t i = 0; i < inputs; ++i) {
            add_scaled(values, before + i * batch, weights[i * units + u], batch);
        }
        if (is_last) continue;
        for (int64_t r = 0; r < batch; ++r) values[r] = values[r] > 0 ? values[r] : 0;
    }
}

/// How the loss changes with the inputs of a layer, from the same of the layer behind it.
CK_CLONES
void layer_slopes(const float *behind, const float *weights, const float *activations,
                  int32_t inputs, int32_t units, int64_t batch, float *out) {
    for (int32_t i = 0; i < inputs; ++i) {
        float *slopes = out + i * batch;
        memset(slopes, 0, sizeof(float) * batch);
        for (int32_t u = 0; u < units; ++u) {
            add_scaled(slopes, behind + u * batch, weights[i * units + u], batch);
        }
        const float *active = activations + i * batch;
        for (int64_t r = 0; r < batch; ++r) slopes[r] = active[r] > 0 ? slopes[r] : 0;
    }
}

CK_CLONES
void layer_gradients(const float *before, const float *slopes, const float *weights, int32_t inputs,
                     int32_t units, int64_t batch, float penalty, float *gradients) {
    const float share = 1.0f / static_cast<float>(batch);
    for (int32_t i = 0; i < inputs; ++i) {
        for (int32_t u = 0; u < units; ++u) {
            const int64_t w = static_cast<int64_t>(i) * units + u;
            gradients[w] =
                (dot(before + i * batch, slopes + u * batch, batch) + penalty * weights[w]) * share;
        }
    }
    float *biases = gradients + static_cast<int64_t>(inputs) * units;
    for (int32_t u = 0; u < units; ++u) {
        float sum = 0;
        for (int64_t r = 0; r < batch; ++r) sum += slopes[u * batch + r];
        biases[u] = sum * share;
    }
}

CK_CLONES
void adam_step(ck_network_state state, const float *gradients, int64_t count, float rate) {
    for (int64_t w = 0; w < count; ++w) {
        const float g = gradients[w];
        const float first = 0.9f * state.first_moments[w] + 0.1f * g;
        const float second = 0.999f * state.second_moments[w] + 0.001f * (g * g);
        state.first_moments[w] = first;
        state.second_moments[w] = second;
        state.values[w] -= rate * first / (sqrtf(second) + 1e-8f);
    }
}

int64_t weight_count(ck_network network, int32_t layer) {
    return (static_cast<int64_t>(network.sizes[layer - 1]) + 1) * network.sizes[layer];
}

/// Runs the network on the rows in `room`; the last layer holds the log odds.
void run(ck_network network, const float *values, int64_t batch, float *room) {
    float *before = room;
    for (int32_t l = 1; l < network.layers; ++l) {
        float *out = before + network.sizes[l - 1] * batch;
        layer_inputs(before, values, network.sizes[l - 1], network.sizes[l], batch,
                     l == network.layers - 1, out);
        values += weight_count(network, l);
        before = out;
    }
}

/// Turns log odds into slopes of the loss, and gives the loss.
double loss(float *odds, const uint8_t *labels, const int32_t *order, int64_t batch) {
    double total = 0;
    for (int64_t r = 0; r < batch; ++r) {
        const float z = odds[r];
        const float label = labels[order[r]] ? 1.0f : 0.0f;
        const float tail = expf(-fabsf(z));
        total += log1pf(tail) + (z > 0 ? z : 0) - z * label;
        odds[r] = (z >= 0 ? 1 / (1 + tail) : tail / (1 + tail)) - label;
    }
    return total / static_cast<double>(batch);
}

}  // namespace

int64_t ck_network_room(ck_network network, int64_t batch) {
    int64_t weights = 0;
    for (int32_t l = 1; l < network.layers; ++l) weights += weight_count(network, l);
    // Activations, slopes, gradients.
    return 2 * batch * units_before(network, network.layers) + weights;
}

double ck_network_step(ck_network network, ck_network_state state, const float *rows,
                       const uint8_t *labels, const int32_t *order, int64_t batch, ck_adam adam,
                       float *room) {
    const int32_t width = network.sizes[0];
    const int32_t last = network.layers - 1;
    for (int64_t r = 0; r < batch; ++r) {
        const float *row = rows + static_cast<int64_t>(order[r]) * width;
        for (int32_t f = 0; f < width; ++f) room[f * batch + r] = row[f];
    }
    run(network, state.values, batch, room);
    const int64_t units = units_before(network, network.layers);
    float *slopes = room + batch * units;
    float *gradients = slopes + batch * units;
    const int64_t last_place = batch * units_before(network, last);
    double total = loss(room + last_place, labels, order, batch);
    memcpy(slopes + last_place, room + last_place, sizeof(float) * batch);

    int64_t start = 0;
    for (int32_t l = 1; l < last; ++l) start += weight_count(network, l);
    int64_t all = start + weight_count(network, last);
    double squares = 0;
    for (int32_t l = last; l >= 1; --l) {
        const int32_t inputs = network.sizes[l - 1];
        const int32_t outputs = network.sizes[l];
        const float *weights = state.values + start;
        const int64_t here = batch * units_before(network, l);
        const int64_t before = batch * units_before(network, l - 1);
        layer_gradients(room + before, slopes + here, weights, inputs, outputs, batch, adam.penalty,
                        gradients + start);
        for (int64_t w = 0; w < static_cast<int64_t>(inputs) * outputs; ++w) {
            squares += static_cast<double>(weights[w]) * weights[w];
        }
        if (l == 1) break;
        layer_slopes(slopes + here, weights, room + before, inputs, outputs, batch,
                     slopes + before);
        start -= weight_count(network, l - 1);
    }
    adam_step(state, gradients, all, adam.rate);
    return total + 0.5 * adam.penalty * squares / static_cast<double>(batch);
}

void ck_network_answer(ck_network network, const float *values, const float *rows, int64_t count,
                       float *room, double *log_odds) {
    const int32_t width = network.sizes[0];
    for (int64_t r = 0; r < count; ++r) {
        for (int32_t f = 0; f < width; ++f) room[f * count + r] = rows[r * width + f];
    }
    run(network, values, count, room);
    const float *odds = room + count * units_before(network, network.layers - 1);
    for (int64_t r = 0; r < count; ++r) log_odds[r] = odds[r];
}
