#pragma once
#include <array>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "csv_kernels.h"

// Numbers from text where they stand, correctly rounded. Inline, as reading numbers is most of
// what reading a table costs.

namespace csv {

inline bool is_digit(uint8_t byte) { return static_cast<uint8_t>(byte - '0') < 10; }

struct Number {
  double value;
  /// Digits after the point, once the exponent has moved it.
  int32_t decimals;
  /// False if the value must be found by `slow_number`.
  bool exact;
};

/// The value of a text that `read_number` accepted in full; false if too large for a double.
bool slow_number(const uint8_t *at, const uint8_t *end, uint8_t decimal, double &value);

/// The exponent at `at`, just after the letter; null if there is none.
const uint8_t *read_exponent(const uint8_t *at, const uint8_t *end, int &exponent);

/// Digits of [begin, end) without the zeros in front.
ptrdiff_t significant_digits(const uint8_t *begin, const uint8_t *end, uint8_t decimal);

using Wide = unsigned __int128;

/// 2^(127 + bits) / 5^k, rounded up, where 5^k has `bits` bits.
struct Reciprocal {
  uint64_t high;
  uint64_t low;
  int bits;
};

/// For k up to here 5^k fits into 63 bits, on which the proof at `divide` rests.
constexpr int largest_divisor = 27;

constexpr std::array<Reciprocal, largest_divisor + 1> make_reciprocals() {
  std::array<Reciprocal, largest_divisor + 1> table{};
  uint64_t power = 1;
  for (int k = 1; k <= largest_divisor; ++k) {
    power *= 5;
    int bits = 0;
    while ((power >> bits) != 0) ++bits;
    const Wide first = Wide{1} << (63 + bits);
    const Wide second = (first % power) << 64;
    // 5^k never divides a power of two, so rounding up always adds one.
    const Wide quotient = ((first / power) << 64) + second / power + 1;
    table[k] = {static_cast<uint64_t>(quotient >> 64), static_cast<uint64_t>(quotient), bits};
  }
  return table;
}

inline constexpr auto reciprocals = make_reciprocals();

/// digits / 10^k, correctly rounded, for digits > 0 and 0 < k <= 27.
///
/// With W = digits · 2^z in [2^63, 2^64) and R the reciprocal above, W · R exceeds the exact
/// V = W · 2^(127 + bits) / 5^k by less than 2^64. V differs from every double and from every
/// midpoint of two doubles, scaled alike, by nothing or by at least 2^73: the difference is a
/// multiple of 2^136 / 5^k. So the upper 128 bits of W · R are on the same side of each of them as
/// V, and equal to one exactly where V is.
inline double divide(uint64_t digits, int k) {
  const Reciprocal &reciprocal = reciprocals[k];
  const int zeros = __builtin_clzll(digits);
  const uint64_t whole = digits << zeros;
  const Wide product = static_cast<Wide>(whole) * reciprocal.high +
                       ((static_cast<Wide>(whole) * reciprocal.low) >> 64);
  const uint64_t upper = static_cast<uint64_t>(product >> 64);
  const uint64_t lower = static_cast<uint64_t>(product);
  // `product` has 127 or 128 bits; the highest 53 are the mantissa.
  const int shift = 10 + static_cast<int>(upper >> 63);
  const uint64_t mantissa = upper >> shift;
  const uint64_t rest = upper << (64 - shift);
  constexpr uint64_t half = uint64_t{1} << 63;
  const bool above = rest > half || (rest == half && lower != 0);
  const bool tie = rest == half && lower == 0;
  const int exponent = shift + 1 - reciprocal.bits - zeros - k;
  const uint64_t bits = (static_cast<uint64_t>(exponent + 52 + 1023) << 52) +
                        (mantissa - (uint64_t{1} << 52)) +
                        (above | (tie & static_cast<bool>(mantissa & 1)));
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

inline constexpr double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                          1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                          1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// digits · 10^-places if that takes one exact step; false otherwise.
inline bool scale(uint64_t digits, ptrdiff_t places, double &value) {
  if (places > 0 && places <= largest_divisor && digits != 0) {
    value = divide(digits, static_cast<int>(places));
    return true;
  }
  value = static_cast<double>(digits);
  if (places == 0 || digits == 0) return true;
  if (places > 0 || places < -22 || digits > (uint64_t{1} << 53)) return false;
  value *= exact_powers[-places];
  return true;
}

inline constexpr uint64_t whole_powers[] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000};

#if defined(__SSE2__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/// Bytes before and from its start on that `read_plain` may look at.
constexpr ptrdiff_t reach_before = 16;
constexpr ptrdiff_t reach_after = 64;

/// A bit for each of the 32 bytes at `at` that is no digit.
inline uint32_t other_bytes(const uint8_t *at) {
  // Digits become the ten smallest signed bytes.
  const __m128i offset = _mm_set1_epi8(static_cast<char>(0x80 - '0'));
  const __m128i limit = _mm_set1_epi8(static_cast<char>(0x80 + 9));
  __m128i low, high;
  std::memcpy(&low, at, sizeof low);
  std::memcpy(&high, at + 16, sizeof high);
  low = _mm_cmpgt_epi8(_mm_add_epi8(low, offset), limit);
  high = _mm_cmpgt_epi8(_mm_add_epi8(high, offset), limit);
  return static_cast<uint32_t>(_mm_movemask_epi8(low)) |
         static_cast<uint32_t>(_mm_movemask_epi8(high)) << 16;
}

/// The number that eight bytes spell, each the value of a digit, the first one lowest.
inline uint64_t eight_digits(uint64_t chunk) {
  chunk = chunk * 10 + (chunk >> 8);
  chunk = ((chunk & 0x000000ff000000ff) * 0x000f424000000064 +
           ((chunk >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >>
          32;
  return chunk & 0xffffffff;
}

/// The eight bytes at `at` as digits; meaningless where they are none.
inline uint64_t load_digits(const uint8_t *at) {
  uint64_t chunk;
  std::memcpy(&chunk, at, sizeof chunk);
  return chunk & 0x0f0f0f0f0f0f0f0f;
}

/// The value of the first `count` of eight digits, 0 <= count <= 8.
inline uint64_t first_digits(const uint8_t *at, int count) {
  // Two steps, as a shift by all 64 bits is not defined.
  const int half = 32 - 4 * count;
  return eight_digits((load_digits(at) << half) << half);
}

/// The value of the first `count` of three digits, 0 <= count <= 3.
inline uint64_t few_digits(const uint8_t *at, int count) {
  uint64_t chunk = (load_digits(at) << (32 - 8 * count)) & 0xffffffff;
  chunk = chunk * 10 + (chunk >> 8);
  return (chunk & 0xff) * 100 + ((chunk >> 16) & 0xff);
}

/// Sixteen bytes from `count` on keep the last `count` digits of sixteen.
alignas(32) inline constexpr uint8_t digit_masks[32] = {
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
    0,    0,    0,    0,    0,    0x0f, 0x0f, 0x0f, 0x0f, 0x0f, 0x0f,
    0x0f, 0x0f, 0x0f, 0x0f, 0x0f, 0x0f, 0x0f, 0x0f, 0x0f, 0x0f};

/// The value of the `count` digits before `end`, 0 <= count <= 16: sums of neighbors, twice as far
/// apart each time. Looks at sixteen bytes.
inline uint64_t last_digits(const uint8_t *end, int count) {
  __m128i chunk, mask;
  std::memcpy(&chunk, end - 16, sizeof chunk);
  std::memcpy(&mask, digit_masks + count, sizeof mask);
  chunk = _mm_and_si128(chunk, mask);
  const __m128i tens = _mm_and_si128(chunk, _mm_set1_epi16(0x00ff));
  chunk = _mm_add_epi16(
      _mm_mullo_epi16(tens, _mm_set1_epi16(10)), _mm_srli_epi16(chunk, 8));
  chunk = _mm_madd_epi16(chunk, _mm_set1_epi32(1 << 16 | 100));
  chunk = _mm_packs_epi32(chunk, chunk);
  chunk = _mm_madd_epi16(chunk, _mm_set1_epi32(1 << 16 | 10000));
  const uint64_t halves = static_cast<uint64_t>(_mm_cvtsi128_si64(chunk));
  return (halves & 0xffffffff) * 100000000 + (halves >> 32);
}

/// Appends to `digits` the `count` digits at `at`, at most 19.
inline uint64_t append_digits(uint64_t digits, const uint8_t *at, int count) {
  if (count <= 8) return digits * whole_powers[count] + first_digits(at, count);
  const int head = count > 16 ? count - 16 : 0;
  const int tail = count - head;
  digits = digits * whole_powers[head] + few_digits(at, head);
  return digits * whole_powers[tail] + last_digits(at + count, tail);
}

/// What a number is multiplied by without and with a minus sign.
inline constexpr double signs[] = {1, -1};

/// Reads a number of at most 8 digits before the point, 19 in all, without exponent. Returns null
/// for all others, or if it would look beyond [begin, end).
///
/// Nearly free of branches that depend on the sign, digits and length of single numbers, as those
/// cannot be foreseen.
[[gnu::always_inline]] inline const uint8_t *read_plain(
    const uint8_t *at, const uint8_t *begin, const uint8_t *end, uint8_t decimal,
    Number &number) {
  if (at - begin < reach_before || end - at < reach_after) return nullptr;
  const bool negative = *at == '-';
  at += negative;
  const uint32_t others = other_bytes(at);
  const int whole = others == 0 ? 32 : __builtin_ctz(others);
  if (whole > 8) return nullptr;
  uint64_t digits = whole == 1 ? *at & 0x0f : first_digits(at, whole);
  int places = 0;
  at += whole;
  if (*at == decimal) {
    const uint32_t rest = others & (others - 1);
    places = (rest == 0 ? 32 : __builtin_ctz(rest)) - whole - 1;
    if (places > 19) return nullptr;
    digits = append_digits(digits, at + 1, places);
    at += 1 + places;
  }
  const int count = whole + places;
  if (count == 0 || count > 19 || (*at | 0x20) == 'e') return nullptr;
  const double size =
      places == 0 || digits == 0 ? static_cast<double>(digits) : divide(digits, places);
  number = {size * signs[negative], places, true};
  return at;
}
#else
inline const uint8_t *read_plain(
    const uint8_t *, const uint8_t *, const uint8_t *, uint8_t, Number &) {
  return nullptr;
}
#endif

/// Reads a number at `at` as far as it goes. Returns where it ends, or null if none starts here.
inline const uint8_t *read_number(
    const uint8_t *at, const uint8_t *end, uint8_t decimal, Number &number) {
  bool negative = false;
  if (at != end && (*at == '-' || *at == '+')) negative = *at++ == '-';
  const uint8_t *const begin = at;
  uint64_t digits = 0;
  while (at != end && is_digit(*at)) digits = digits * 10 + (*at++ - '0');
  ptrdiff_t count = at - begin;
  ptrdiff_t places = 0;
  if (at != end && *at == decimal) {
    const uint8_t *const point = ++at;
    while (at != end && is_digit(*at)) digits = digits * 10 + (*at++ - '0');
    places = at - point;
    count += places;
  }
  if (count == 0) return nullptr;
  const bool fits = count <= 19 || significant_digits(begin, at, decimal) <= 19;
  if (at != end && (*at | 0x20) == 'e') {
    int exponent = 0;
    at = read_exponent(at + 1, end, exponent);
    if (at == nullptr) return nullptr;
    places -= exponent;
  }
  number.decimals = places < 0 ? 0 : places > 9999 ? 9999 : static_cast<int32_t>(places);
  number.value = 0;
  number.exact = fits && scale(digits, places, number.value);
  if (negative) number.value = -number.value;
  return at;
}

}  // namespace csv
