#pragma once
#include <cstdint>

/// SplitMix64 (Steele, Lea, Flood 2014): numbers that look drawn at random.
namespace splitmix {

/// What the state of a stream grows by; odd, near 2^64 divided by the golden ratio.
constexpr uint64_t step = 0x9e3779b97f4a7c15u;

/// Spreads a number over all bits.
__attribute__((always_inline)) inline uint64_t mixed(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/// The next number of a stream.
__attribute__((always_inline)) inline uint64_t next(uint64_t &state) { return mixed(state += step); }

}  // namespace splitmix
