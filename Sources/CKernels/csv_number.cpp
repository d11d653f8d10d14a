#include "csv_number.hpp"

#include <cfloat>
#include <charconv>
#include <system_error>

// The rare numbers that take more than one exact step, and numbers to text.

namespace {

/// The power of ten of the first digit that is not zero, for numbers far outside the doubles.
int magnitude(const char *at, const char *end) {
  int before = 0, zeros = 0, exponent = 0;
  bool point = false, started = false;
  for (; at != end && (*at | 0x20) != 'e'; ++at) {
    if (*at == '.') point = true;
    if (!csv::is_digit(*at)) continue;
    started = started || *at != '0';
    if (!point && started) ++before;
    if (point && !started) ++zeros;
  }
  if (at != end) {
    const auto *digits = reinterpret_cast<const uint8_t *>(at + 1);
    csv::read_exponent(digits, reinterpret_cast<const uint8_t *>(end), exponent);
  }
  return exponent + before - zeros;
}

}  // namespace

namespace csv {

const uint8_t *read_exponent(const uint8_t *at, const uint8_t *end, int &exponent) {
  bool negative = false;
  if (at != end && (*at == '+' || *at == '-')) negative = *at++ == '-';
  if (at == end || !is_digit(*at)) return nullptr;
  int value = 0;
  for (; at != end && is_digit(*at); ++at) {
    if (value < 100000) value = value * 10 + (*at - '0');
  }
  exponent = negative ? -value : value;
  return at;
}

ptrdiff_t significant_digits(const uint8_t *begin, const uint8_t *end, uint8_t decimal) {
  while (begin != end && (*begin == '0' || *begin == decimal)) ++begin;
  ptrdiff_t count = 0;
  for (; begin != end; ++begin) count += *begin != decimal;
  return count;
}

bool slow_number(const uint8_t *at, const uint8_t *end, uint8_t decimal, double &value) {
  if (at != end && *at == '+') ++at;
  char copy[1024];
  const char *text = reinterpret_cast<const char *>(at);
  const size_t length = end - at;
  if (decimal != '.') {
    // A number of more digits than this is of no use; it is refused rather than misread.
    if (length > sizeof copy) return false;
    for (size_t i = 0; i < length; ++i) copy[i] = at[i] == decimal ? '.' : text[i];
    text = copy;
  }
  value = 0;
  const std::from_chars_result result = std::from_chars(text, text + length, value);
  if (result.ec == std::errc::invalid_argument) return false;
  if (result.ec == std::errc::result_out_of_range) {
    if (magnitude(text, text + length) > 0) return false;
    value = text[0] == '-' ? -0.0 : 0.0;
    return true;
  }
  return value <= DBL_MAX && value >= -DBL_MAX;
}

}  // namespace csv

size_t csv_format(double value, char *text) {
  if (value != value) return 0;
  const double size = value < 0 ? -value : value;
  const bool plain = size == 0 || (size >= 1e-5 && size < 1e16);
  const std::to_chars_result result = std::to_chars(
      text, text + csv_number_capacity, value,
      plain ? std::chars_format::fixed : std::chars_format::scientific);
  return result.ptr - text;
}
