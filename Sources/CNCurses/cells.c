/// Cells, colors and the cursor.
///
/// Text goes to ncurses as arrays of cells and in no other way: the calls that take strings obey
/// carriage returns and let bidirectional controls through.
#include "internal.h"

#include <wchar.h>

#include <ncursesw/term.h>

int nc_colors(void) { return nc_terminal.is_colored ? COLORS : 0; }

int nc_color_pairs(void) { return nc_terminal.is_colored ? COLOR_PAIRS : 0; }

bool nc_has_default_colors(void) { return nc_terminal.has_default_colors; }

bool nc_define_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK;
}

/// The line-drawing character of the terminal for a box character: for character sets that lack it.
static const cchar_t *line_for(uint32_t scalar) {
  switch (scalar) {
    case 0x2500: case 0x2501: case 0x2550: return WACS_HLINE;
    case 0x2502: case 0x2503: case 0x2551: return WACS_VLINE;
    case 0x250C: case 0x250F: case 0x2554: case 0x256D: return WACS_ULCORNER;
    case 0x2510: case 0x2513: case 0x2557: case 0x256E: return WACS_URCORNER;
    case 0x2514: case 0x2517: case 0x255A: case 0x2570: return WACS_LLCORNER;
    case 0x2518: case 0x251B: case 0x255D: case 0x256F: return WACS_LRCORNER;
    case 0x251C: case 0x2523: case 0x2560: return WACS_LTEE;
    case 0x2524: case 0x252B: case 0x2563: return WACS_RTEE;
    case 0x252C: case 0x2533: case 0x2566: return WACS_TTEE;
    case 0x2534: case 0x253B: case 0x2569: return WACS_BTEE;
    case 0x253C: case 0x254B: case 0x256C: return WACS_PLUS;
    default: return NULL;
  }
}

static attr_t attributes_of(uint32_t bits) {
  return ((bits & NC_BOLD) ? A_BOLD : 0) | ((bits & NC_DIM) ? A_DIM : 0) |
         ((bits & NC_REVERSE) ? A_REVERSE : 0) | ((bits & NC_UNDERLINE) ? A_UNDERLINE : 0) |
         ((bits & NC_ITALIC) ? A_ITALIC : 0);
}

static void set_text(cchar_t *out, const wchar_t *text, const nc_cell_t *cell, attr_t more) {
  int pair = cell->pair;
  setcchar(out, text, attributes_of(cell->attributes) | more, 0, &pair);
}

static void set_line(cchar_t *out, const cchar_t *line, const nc_cell_t *cell) {
  wchar_t text[CCHARW_MAX + 1];
  attr_t attributes;
  short pair;
  getcchar(line, text, &attributes, &pair, NULL);
  set_text(out, text, cell, attributes & A_ALTCHARSET);
}

/// The base of a cell as it can be sent: a blank instead of anything unsafe, a question mark
/// instead of what this character set lacks or what would take more columns than meant.
static wchar_t base_of(const nc_cell_t *cell) {
  uint32_t scalar = cell->scalars[0];
  if (nc_is_unsafe(scalar)) return L' ';
  if (!nc_terminal.is_utf8 && scalar > 0x7E) return L'?';
  int width = wcwidth((wchar_t)scalar);
  return width < 1 || width > cell->width ? L'?' : (wchar_t)scalar;
}

/// Fills `out`; returns the columns that it will take.
static int convert(cchar_t *out, const nc_cell_t *cell) {
  const cchar_t *line = nc_terminal.is_utf8 ? NULL : line_for(cell->scalars[0]);
  if (line != NULL) {
    set_line(out, line, cell);
    return 1;
  }
  wchar_t text[NC_CELL_SCALARS + 1] = {base_of(cell)};
  bool is_changed = (uint32_t)text[0] != cell->scalars[0];
  int count = 1;
  for (int index = 1; index < NC_CELL_SCALARS && !is_changed; index++) {
    uint32_t scalar = cell->scalars[index];
    if (scalar == 0) break;
    if (!nc_is_unsafe(scalar) && wcwidth((wchar_t)scalar) == 0) text[count++] = (wchar_t)scalar;
  }
  set_text(out, text, cell, 0);
  int width = wcwidth(text[0]);
  return width < 1 ? 1 : width;
}

static void set_blank(cchar_t *out, const nc_cell_t *cell) { set_text(out, L" ", cell, 0); }

void nc_put(int y, int x, const nc_cell_t *cells, int count) {
  static cchar_t row[1024];
  if (!nc_terminal.is_open || y < 0 || y >= LINES || x < 0) return;
  int room = COLS - x;
  int used = 0;
  for (int index = 0; index < count && cells[index].width <= room; index++) {
    const nc_cell_t *cell = &cells[index];
    int width = convert(&row[used++], cell);
    for (; width < cell->width; width++) set_blank(&row[used++], cell);
    room -= cell->width;
  }
  mvwadd_wchnstr(stdscr, y, x, row, used);
}

void nc_anchor(int y, int x) {
  if (!nc_terminal.is_held) return;
  if (x >= COLS) x = COLS - 1;
  wmove(stdscr, y, x);
  wnoutrefresh(stdscr);
  doupdate();
  nc_frame_append(tiparm(cursor_address, y, x));
}

void nc_start_over(void) {
  if (!nc_terminal.is_held) return;
  werase(stdscr);
  clearok(curscr, TRUE);
  wnoutrefresh(stdscr);
  doupdate();
}

void nc_set_cursor(int y, int x) {
  if (!nc_terminal.is_open) return;
  bool is_shown = y >= 0 && y < LINES && x >= 0 && x < COLS;
  curs_set(is_shown ? 1 : 0);
  wmove(stdscr, is_shown ? y : LINES - 1, is_shown ? x : COLS - 1);
}

void nc_send_frame(void) {
  if (!nc_terminal.is_held) return;
  wnoutrefresh(stdscr);
  doupdate();
  nc_send();
}
