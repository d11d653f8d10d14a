/// Rows and columns. Frames go to a file, which has neither, so ncurses is told of them.
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

/// Larger than any screen, small enough for the memory of two of them.
enum { LONGEST_SIDE = 1000 };

static int clamp(int value, int fallback) {
  if (value < 1) value = fallback;
  return value < 1 ? 1 : value > LONGEST_SIDE ? LONGEST_SIDE : value;
}

static struct winsize ask_size(void) {
  struct winsize size = {0};
  ioctl(nc_terminal.output, TIOCGWINSZ, &size);
  return size;
}

bool nc_follow_size(void) {
  struct winsize size = ask_size();
  int rows = clamp(size.ws_row, LINES);
  int width = clamp(size.ws_col, COLS);
  if (rows == LINES && width == COLS) return false;
  resizeterm(rows, width);
  nc_prepare_restore();
  // Not every terminal drops its old margins, and ncurses believes that it does.
  char *margins = tigetstr("csr");
  if (margins != NULL && margins != (char *)-1) nc_frame_append(tiparm(margins, 0, rows - 1));
  return true;
}

/// Sets a variable and returns its old value, to be given to `put_back`.
static char *exchange_variable(const char *name, int value) {
  char *old = getenv(name);
  char text[16];
  snprintf(text, sizeof text, "%d", value);
  if (old != NULL) old = strdup(old);
  setenv(name, text, 1);
  return old;
}

static void put_back(const char *name, char *old) {
  if (old == NULL) {
    unsetenv(name);
  } else {
    setenv(name, old, 1);
  }
  free(old);
}

int nc_rows(void) { return nc_terminal.is_open ? LINES : 0; }

int nc_columns(void) { return nc_terminal.is_open ? COLS : 0; }

SCREEN *nc_make_screen(const char *terminal) {
  struct winsize size = ask_size();
  char *lines_before = exchange_variable("LINES", clamp(size.ws_row, 24));
  char *columns_before = exchange_variable("COLUMNS", clamp(size.ws_col, 80));
  SCREEN *screen = newterm(terminal, nc_terminal.frame_file, nc_terminal.input_file);
  put_back("LINES", lines_before);
  put_back("COLUMNS", columns_before);
  return screen;
}
