#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Delimited text to columns and numbers to text. Nothing here allocates except dictionaries, and
// nothing keeps state between calls, so blocks of one file may be read by several threads.

#ifdef __cplusplus
extern "C" {
#endif

/// How a file separates its cells. `quote` is 0 when no quotes occur.
typedef struct {
  uint8_t delimiter;
  uint8_t quote;
  uint8_t decimal;
  /// '\n', or '\r' for files that end lines so.
  uint8_t newline;
} csv_dialect;

/// A text that stands for a missing value, beyond the built-in ones.
typedef struct {
  const uint8_t *bytes;
  size_t length;
} csv_text;

/// A whole file and how to read it.
typedef struct {
  const uint8_t *bytes;
  size_t length;
  csv_dialect dialect;
  const csv_text *missing;
  size_t missing_count;
} csv_file;

/// Which bytes occur in a stretch of text.
typedef struct {
  bool quote;
  bool nul;
  bool not_ascii;
} csv_traits;

csv_traits csv_scan(const uint8_t *bytes, size_t length);

/// The index of the first byte that is not part of well-formed UTF-8, or `length`.
size_t csv_invalid_utf8(const uint8_t *bytes, size_t length);

/// How often `byte` occurs.
size_t csv_count(const uint8_t *bytes, size_t length, uint8_t byte);

typedef enum {
  csv_fine = 0,
  /// `offset` is where the quote opened.
  csv_open_quote,
  /// `offset` is the text after the closing quote, `opened` where the quote opened.
  csv_text_after_quote,
  /// `offset` is the start of the record, `found` its number of cells.
  csv_ragged,
} csv_problem;

typedef struct {
  csv_problem problem;
  size_t offset;
  size_t opened;
  int64_t found;
} csv_failure;

/// Some whole records: `end` is where the next one starts, `rows` counts those that are not blank.
typedef struct {
  size_t end;
  size_t rows;
  csv_failure failure;
} csv_records;

/// Walks records from `from` until at least `target` is reached, or the end of the file.
csv_records csv_walk(const csv_file *file, size_t from, size_t target);

/// One cell: its text without quotes and, if it was not quoted, without outer blanks.
typedef struct {
  size_t offset;
  size_t length;
  bool quoted;
  /// Holds doubled quotes.
  bool escaped;
} csv_cell;

/// The cells of the record at `from`; `next` is set to the start of the next record. Returns how
/// many there are, of which at most `capacity` are stored; 0 for a blank line.
size_t csv_split(
    const csv_file *file, size_t from, csv_cell *cells, size_t capacity, size_t *next,
    csv_failure *failure);

typedef enum { csv_is_number, csv_is_missing, csv_is_text } csv_meaning;

/// What a cell says, taken alone. A number is correctly rounded; `decimals` are its digits after
/// the point, counted after the exponent has moved it. A number too large for a double is text.
csv_meaning csv_interpret(
    const csv_file *file, const uint8_t *bytes, size_t length, double *value, int32_t *decimals);

/// Texts numbered in order of first appearance. Texts are kept as pointers into the file unless
/// quotes in them had to be undoubled.
typedef struct csv_dictionary csv_dictionary;

csv_dictionary *csv_dictionary_create(void);
void csv_dictionary_destroy(csv_dictionary *dictionary);
size_t csv_dictionary_size(const csv_dictionary *dictionary);
csv_text csv_dictionary_text(const csv_dictionary *dictionary, size_t code);
/// Cells with this text.
size_t csv_dictionary_cells(const csv_dictionary *dictionary, size_t code);
/// Where in the file the text was first seen.
size_t csv_dictionary_first(const csv_dictionary *dictionary, size_t code);
/// Adds the texts of `other`, whose cells come later; `codes[i]` becomes the code of its text `i`.
void csv_dictionary_merge(csv_dictionary *dictionary, const csv_dictionary *other, int32_t *codes);
/// `ranks[i]` becomes the place of text `i` when all are sorted by their bytes.
void csv_dictionary_rank(const csv_dictionary *dictionary, int32_t *ranks);

typedef enum { csv_skip, csv_numbers, csv_texts } csv_target;

/// Where the cells of one column go.
typedef struct {
  csv_target target;
  /// For `csv_numbers`: indexed by row of the whole file.
  double *numbers;
  /// For `csv_texts`: likewise; -1 for missing.
  int32_t *codes;
  /// For `csv_texts`: belongs to the block being read.
  csv_dictionary *dictionary;
} csv_column;

/// What was seen in a column of numbers.
typedef struct {
  int32_t decimals;
  /// Cells that are neither numbers nor missing; they are stored as missing.
  size_t odd;
} csv_facts;

/// Reads the records in [from, to), whole ones, into rows `row`, `row + 1`, …
/// - Returns false with `failure` set at the first record with another number of cells.
bool csv_parse(
    const csv_file *file, size_t from, size_t to, size_t row, const csv_column *columns,
    size_t column_count, csv_facts *facts, csv_failure *failure);

/// Sets `codes[i] = map[codes[i]]` for every code that is not negative.
void csv_recode(int32_t *codes, size_t count, const int32_t *map);

enum { csv_number_capacity = 32 };

/// Writes the shortest text that reads back to exactly `value`; whole numbers below 1e16 without
/// point or exponent. Returns its length, at most `csv_number_capacity`. NaN is empty.
size_t csv_format(double value, char *text);

#ifdef __cplusplus
}
#endif
