#include "csv_internal.hpp"

// Where records and cells begin and end (RFC 4180, and blanks around quoted cells).

namespace {

const uint8_t *find(const uint8_t *from, const uint8_t *end, uint8_t byte) {
  if (from == end) return nullptr;
  return static_cast<const uint8_t *>(std::memchr(from, byte, end - from));
}

/// True if the quote at `quote` opens a cell: only blanks between it and the cell's start.
bool opens_cell(const uint8_t *quote, const uint8_t *line, const csv_dialect &dialect) {
  while (quote != line && csv::is_blank(quote[-1], dialect)) --quote;
  return quote == line || quote[-1] == dialect.delimiter;
}

/// The end of the record that starts at `line`: after its newline, or the end of the file.
const uint8_t *skip_record(
    const uint8_t *bytes, const uint8_t *line, const uint8_t *end, const csv_dialect &dialect,
    csv_failure &failure) {
  const uint8_t *from = line;
  while (true) {
    const uint8_t *newline = find(from, end, dialect.newline);
    const uint8_t *stop = newline == nullptr ? end : newline;
    const uint8_t *quote = dialect.quote == 0 ? nullptr : find(from, stop, dialect.quote);
    if (quote == nullptr) return newline == nullptr ? end : newline + 1;
    from = quote + 1;
    if (!opens_cell(quote, line, dialect)) continue;
    const csv::Cell cell = csv::read_quoted(quote, end, dialect);
    if (cell.problem != csv_fine) {
      failure.problem = cell.problem;
      failure.offset = cell.after - bytes;
      failure.opened = quote - bytes;
      return nullptr;
    }
    // What follows is a delimiter or the end of the record; `line` moves so that a cell's start
    // is never looked for inside the quotes.
    line = from = cell.after;
  }
}

}  // namespace

namespace csv {

Cell read_quoted(const uint8_t *at, const uint8_t *end, const csv_dialect &dialect) {
  const uint8_t *const open = at++;
  const uint8_t *const begin = at;
  bool escaped = false;
  while (true) {
    const uint8_t *quote = find(at, end, dialect.quote);
    if (quote == nullptr) return {begin, end, open, true, escaped, csv_open_quote};
    at = quote + 1;
    if (at != end && *at == dialect.quote) {
      escaped = true;
      ++at;
      continue;
    }
    while (at != end && is_blank(*at, dialect)) ++at;
    const bool ends = at == end || *at == dialect.delimiter || ends_record(at, end, dialect);
    return {begin, quote, at, true, escaped, ends ? csv_fine : csv_text_after_quote};
  }
}

}  // namespace csv

csv_records csv_walk(const csv_file *file, size_t from, size_t target) {
  csv_records records = {from, 0, {csv_fine, 0, 0, 0}};
  const uint8_t *const end = file->bytes + file->length;
  const uint8_t *at = file->bytes + from;
  const uint8_t *const stop = file->bytes + target;
  while (at != end && at < stop) {
    const bool blank = csv::is_blank_record(at, end, file->dialect);
    at = skip_record(file->bytes, at, end, file->dialect, records.failure);
    if (at == nullptr) return records;
    if (!blank) ++records.rows;
  }
  records.end = at - file->bytes;
  return records;
}

size_t csv_split(
    const csv_file *file, size_t from, csv_cell *cells, size_t capacity, size_t *next,
    csv_failure *failure) {
  const uint8_t *const end = file->bytes + file->length;
  const uint8_t *at = file->bytes + from;
  failure->problem = csv_fine;
  size_t count = 0;
  if (csv::is_blank_record(at, end, file->dialect)) {
    *next = csv::after_record(at, end, file->dialect) - file->bytes;
    return 0;
  }
  while (true) {
    const csv::Cell cell = csv::read_cell(at, end, file->dialect);
    const size_t offset = cell.begin - file->bytes;
    if (cell.problem != csv_fine) {
      *failure = {cell.problem, static_cast<size_t>(cell.after - file->bytes), offset - 1, 0};
      return count;
    }
    if (count < capacity) {
      cells[count] = {
          offset, static_cast<size_t>(cell.end - cell.begin), cell.quoted, cell.escaped};
    }
    ++count;
    at = cell.after;
    if (at == end || *at != file->dialect.delimiter) break;
    ++at;
  }
  *next = csv::after_record(at, end, file->dialect) - file->bytes;
  return count;
}
