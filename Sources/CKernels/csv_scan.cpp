#include "csv_internal.hpp"

// Looks at bytes before they are read as cells.

namespace {

/// The length of the well-formed UTF-8 sequence at `at`, or 0 (RFC 3629, table 3-7 of Unicode).
size_t sequence_length(const uint8_t *at, size_t available) {
  const uint8_t lead = at[0];
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (available < length) return 0;
  uint8_t low = 0x80, high = 0xbf;
  if (lead == 0xe0) low = 0xa0;
  if (lead == 0xed) high = 0x9f;
  if (lead == 0xf0) low = 0x90;
  if (lead == 0xf4) high = 0x8f;
  if (at[1] < low || at[1] > high) return 0;
  for (size_t i = 2; i < length; ++i) {
    if ((at[i] & 0xc0) != 0x80) return 0;
  }
  return length;
}

}  // namespace

csv_traits csv_scan(const uint8_t *bytes, size_t length) {
  uint8_t quote = 0, nul = 0, high = 0;
  for (size_t i = 0; i < length; ++i) {
    const uint8_t byte = bytes[i];
    quote |= byte == '"';
    nul |= byte == 0;
    high |= byte;
  }
  return {quote != 0, nul != 0, high >= 0x80};
}

size_t csv_invalid_utf8(const uint8_t *bytes, size_t length) {
  size_t i = 0;
  while (i < length) {
    uint64_t chunk;
    if (length - i >= sizeof chunk) {
      std::memcpy(&chunk, bytes + i, sizeof chunk);
      if ((chunk & 0x8080808080808080) == 0) {
        i += sizeof chunk;
        continue;
      }
    }
    const size_t step = sequence_length(bytes + i, length - i);
    if (step == 0) return i;
    i += step;
  }
  return length;
}

size_t csv_count(const uint8_t *bytes, size_t length, uint8_t byte) {
  size_t count = 0;
  for (size_t i = 0; i < length; ++i) count += bytes[i] == byte;
  return count;
}
