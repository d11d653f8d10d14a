#include "csv_internal.hpp"

// One pass over a block of records: numbers straight to their columns, texts to codes.

namespace {

bool equals(const uint8_t *bytes, size_t length, const char *text) {
  return std::strlen(text) == length && std::memcmp(bytes, text, length) == 0;
}

/// At most four bytes each. "None" is not among them: it names a level too often.
constexpr const char *missing_texts[] = {"NA",   "?",    "NaN",  "nan", "NAN", "null",
                                         "NULL", "Null", "N/A", "n/a", "#N/A"};

/// The texts that mean "no value" in any column.
bool is_missing(const csv_file &file, const uint8_t *bytes, size_t length) {
  if (length == 0) return true;
  if (length <= 4) {
    for (const char *text : missing_texts) {
      if (equals(bytes, length, text)) return true;
    }
  }
  for (size_t i = 0; i < file.missing_count; ++i) {
    const csv_text &text = file.missing[i];
    if (text.length == length && std::memcmp(bytes, text.bytes, length) == 0) return true;
  }
  return false;
}

/// "inf" or "infinity" in any case, with or without a sign.
bool is_infinite(const uint8_t *at, size_t length, double &value) {
  const double sign = length > 0 && *at == '-' ? -1 : 1;
  if (length > 0 && (*at == '-' || *at == '+')) ++at, --length;
  if (length != 3 && length != 8) return false;
  for (size_t i = 0; i < length; ++i) {
    if ((at[i] | 0x20) != "infinity"[i]) return false;
  }
  value = sign * __builtin_inf();
  return true;
}

bool is_number(
    const csv_file &file, const uint8_t *bytes, size_t length, double &value, int32_t &decimals) {
  csv::Number number;
  const uint8_t *const end = bytes + length;
  const uint8_t decimal = file.dialect.decimal;
  if (csv::read_number(bytes, end, decimal, number) == end) {
    decimals = number.decimals;
    value = number.value;
    return number.exact || csv::slow_number(bytes, end, decimal, value);
  }
  decimals = 0;
  return is_infinite(bytes, length, value);
}

/// Reads cells of one block and keeps what is the same for all of them.
struct Parser {
  const csv_file &file;
  const uint8_t *const end;

  /// A number cell the quick way: nothing but the number between two delimiters.
  const uint8_t *quick_number(const uint8_t *at, double &value, csv_facts &facts) const {
    csv::Number number;
    const uint8_t decimal = file.dialect.decimal;
    const uint8_t *after = csv::read_plain(at, file.bytes, end, decimal, number);
    if (after == nullptr) after = csv::read_number(at, end, decimal, number);
    if (after == nullptr) return nullptr;
    const bool whole = after == end || *after == file.dialect.delimiter ||
                       *after == file.dialect.newline ||
                       csv::ends_record(after, end, file.dialect);
    if (!whole) return nullptr;
    if (!number.exact && !csv::slow_number(at, after, decimal, number.value)) {
      return nullptr;
    }
    if (number.decimals > facts.decimals) facts.decimals = number.decimals;
    value = number.value;
    return after;
  }

  const uint8_t *number(const uint8_t *at, double &value, csv_facts &facts) const {
    if (const uint8_t *after = quick_number(at, value, facts)) return after;
    const csv::Cell cell = csv::read_cell(at, end, file.dialect);
    const size_t length = cell.end - cell.begin;
    int32_t decimals = 0;
    const csv_meaning meaning =
        csv_interpret(&file, cell.begin, length, &value, &decimals);
    if (meaning == csv_is_number && decimals > facts.decimals) facts.decimals = decimals;
    if (meaning == csv_is_number) return cell.after;
    if (meaning == csv_is_text) ++facts.odd;
    value = __builtin_nan("");
    return cell.after;
  }

  const uint8_t *text(const uint8_t *at, int32_t &code, csv_dictionary &dictionary) const {
    const csv::Cell cell = csv::read_cell(at, end, file.dialect);
    const size_t length = cell.end - cell.begin;
    // A quoted text is meant as it stands, unless it is empty.
    const bool missing =
        cell.quoted ? length == 0 : is_missing(file, cell.begin, length);
    const size_t offset = cell.begin - file.bytes;
    code = missing ? -1 : csv::intern(dictionary, cell, offset, file.dialect.quote);
    return cell.after;
  }

  const uint8_t *cell(
      const uint8_t *at, size_t row, const csv_column &column, csv_facts &facts) const {
    switch (column.target) {
      case csv_numbers: return number(at, column.numbers[row], facts);
      case csv_texts: return text(at, column.codes[row], *column.dictionary);
      default: return csv::read_cell(at, end, file.dialect).after;
    }
  }

  /// The record at `at`; null if it does not have `count` cells.
  const uint8_t *record(
      const uint8_t *at, size_t row, const csv_column *columns, size_t count,
      csv_facts *facts) const {
    const uint8_t delimiter = file.dialect.delimiter;
    for (size_t i = 0; i < count; ++i) {
      at = cell(at, row, columns[i], facts[i]);
      const bool more = at != end && *at == delimiter;
      if (more != (i + 1 < count)) return nullptr;
      if (more) ++at;
    }
    return csv::after_record(at, end, file.dialect);
  }
};

}  // namespace

csv_meaning csv_interpret(
    const csv_file *file, const uint8_t *bytes, size_t length, double *value, int32_t *decimals) {
  if (is_number(*file, bytes, length, *value, *decimals)) return csv_is_number;
  return is_missing(*file, bytes, length) ? csv_is_missing : csv_is_text;
}

bool csv_parse(
    const csv_file *file, size_t from, size_t to, size_t row, const csv_column *columns,
    size_t column_count, csv_facts *facts, csv_failure *failure) {
  const Parser parser{*file, file->bytes + file->length};
  const uint8_t *at = file->bytes + from;
  const uint8_t *const stop = file->bytes + to;
  while (at < stop) {
    if (csv::is_blank_record(at, parser.end, file->dialect)) {
      at = csv::after_record(at, parser.end, file->dialect);
      continue;
    }
    const uint8_t *next = parser.record(at, row, columns, column_count, facts);
    if (next == nullptr) {
      const size_t start = at - file->bytes;
      size_t ignored;
      const size_t found = csv_split(file, start, nullptr, 0, &ignored, failure);
      *failure = {csv_ragged, start, 0, static_cast<int64_t>(found)};
      return false;
    }
    at = next;
    ++row;
  }
  return true;
}

void csv_recode(int32_t *codes, size_t count, const int32_t *map) {
  for (size_t i = 0; i < count; ++i) {
    if (codes[i] >= 0) codes[i] = map[codes[i]];
  }
}
