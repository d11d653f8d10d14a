#pragma once
#include <cstring>

#include "csv_kernels.h"
#include "csv_number.hpp"

// What the CSV kernels share: walking over cells.

namespace csv {

/// Blanks around a cell that is not quoted do not belong to it.
inline bool is_blank(uint8_t byte, const csv_dialect &dialect) {
  return byte == ' ' || (byte == '\t' && dialect.delimiter != '\t');
}

/// True at the end of a record: a newline, or carriage returns before it.
inline bool ends_record(const uint8_t *at, const uint8_t *end, const csv_dialect &dialect) {
  if (at == end || *at == dialect.newline) return true;
  if (*at != '\r') return false;
  while (at != end && *at == '\r') ++at;
  return at == end || *at == '\n';
}

/// The start of the next record, from a place where `ends_record` holds.
inline const uint8_t *after_record(
    const uint8_t *at, const uint8_t *end, const csv_dialect &dialect) {
  while (at != end && *at != dialect.newline) ++at;
  return at == end ? end : at + 1;
}

/// One cell as it stands in the file.
struct Cell {
  const uint8_t *begin;
  const uint8_t *end;
  /// At the delimiter, at the end of the record, or (after a failure) at the offending text.
  const uint8_t *after;
  bool quoted;
  bool escaped;
  csv_problem problem;
};

/// The cell at `at`; `end` is the end of the file.
Cell read_quoted(const uint8_t *at, const uint8_t *end, const csv_dialect &dialect);

inline Cell read_cell(const uint8_t *at, const uint8_t *end, const csv_dialect &dialect) {
  while (at != end && is_blank(*at, dialect)) ++at;
  if (dialect.quote != 0 && at != end && *at == dialect.quote) {
    return read_quoted(at, end, dialect);
  }
  const uint8_t *begin = at;
  while (at != end && *at != dialect.delimiter && *at != dialect.newline && *at != '\r') ++at;
  while (at != end && *at == '\r' && !ends_record(at, end, dialect)) {
    // A carriage return inside a line is text like any other.
    ++at;
    while (at != end && *at != dialect.delimiter && *at != dialect.newline && *at != '\r') ++at;
  }
  const uint8_t *last = at;
  while (last != begin && is_blank(last[-1], dialect)) --last;
  return {begin, last, at, false, false, csv_fine};
}

/// The first byte of the record at `at` that is not blank ends it.
inline bool is_blank_record(const uint8_t *at, const uint8_t *end, const csv_dialect &dialect) {
  while (at != end && is_blank(*at, dialect)) ++at;
  return ends_record(at, end, dialect);
}

/// The code of a text, new or known.
int32_t intern(csv_dictionary &dictionary, const Cell &cell, size_t offset, uint8_t quote);

}  // namespace csv
