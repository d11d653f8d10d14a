/// The little that the program needs of ncurses, without a macro, a variadic function or a mutable
/// global in sight: Swift 6 can import none of those.
///
/// There is one screen at a time. Everything but `nc_wake` belongs to the thread that opened it.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

// MARK: - Life

enum nc_status {
  NC_OK = 0,
  /// Input or output is a file, a pipe or closed.
  NC_NOT_A_TERMINAL,
  /// The terminal database has no such name.
  NC_UNKNOWN_TERMINAL,
  /// Known, but without a way to move the cursor (`dumb`).
  NC_CANNOT_MOVE_CURSOR,
};

/// Chooses the character set: `name` is as for `setlocale`, "" is the user's own.
///
/// A UTF-8 locale that is not installed here (usual over SSH) becomes C.UTF-8.
/// Returns true if characters are UTF-8.
bool nc_use_locale(const char *name);

/// Takes over the terminal: raw mode, alternate screen, signal handlers.
///
/// `colored` false sends no color at all. Nothing is changed unless the result is NC_OK.
enum nc_status nc_open(int input, int output, const char *terminal, bool colored);

/// Gives the terminal back for good. Harmless if none is open.
void nc_close(void);

/// Gives the terminal back, stops the process group as Ctrl-Z does, and takes the terminal again
/// once the group is continued.
void nc_suspend(void);

/// Takes the terminal again after somebody else may have changed its modes.
void nc_reclaim(void);

// MARK: - Waiting

enum nc_event {
  NC_INPUT = 1 << 0,
  NC_WOKEN = 1 << 1,
  NC_RESIZED = 1 << 2,
  NC_SUSPEND = 1 << 3,
  NC_CONTINUED = 1 << 4,
  NC_TERMINATE = 1 << 5,
  /// The terminal is gone.
  NC_HANGUP = 1 << 6,
  /// Held back output has been sent.
  NC_CAUGHT_UP = 1 << 7,
};

/// Sleeps until something happens or `milliseconds` are over (negative: for ever).
/// Returns the events that happened, 0 at the end of the time.
uint32_t nc_wait(int milliseconds);

/// The signal behind the last NC_TERMINATE.
int nc_terminating_signal(void);

/// Ends `nc_wait` from any thread, also from a signal handler. Also works with no screen open.
void nc_wake(void);

// MARK: - Keys

enum nc_key_kind { NC_NO_KEY, NC_CHARACTER, NC_FUNCTION, NC_MOUSE };
/// Codes of function keys, as ncurses numbers them.
enum {
  NC_KEY_DOWN = 0402,
  NC_KEY_UP = 0403,
  NC_KEY_LEFT = 0404,
  NC_KEY_RIGHT = 0405,
  NC_KEY_HOME = 0406,
  NC_KEY_BACKSPACE = 0407,
  /// F0; the others follow.
  NC_KEY_F0 = 0410,
  NC_KEY_DELETE = 0512,
  NC_KEY_SHIFT_DOWN = 0520,
  NC_KEY_SHIFT_UP = 0521,
  NC_KEY_PAGE_DOWN = 0522,
  NC_KEY_PAGE_UP = 0523,
  NC_KEY_ENTER = 0527,
  NC_KEY_BACK_TAB = 0541,
  NC_KEY_END = 0550,
  NC_KEY_SHIFT_LEFT = 0611,
  NC_KEY_SHIFT_RIGHT = 0622,
};
/// The brackets of a pasted text, as codes of function keys.
enum { NC_PASTE_BEGIN = 2000, NC_PASTE_END = 2001 };
enum nc_button { NC_OTHER_BUTTON, NC_LEFT_PRESS, NC_WHEEL_UP, NC_WHEEL_DOWN };

typedef struct {
  enum nc_key_kind kind;
  /// A Unicode scalar value, or a KEY_ number of ncurses, or an nc_button.
  int32_t code;
  int32_t x, y;
} nc_key_t;

/// The next key that has arrived; NC_NO_KEY if there is none.
nc_key_t nc_read_key(void);

/// Asks the terminal to report presses of the left button and the wheel, or to stop that.
void nc_use_mouse(bool on);

// MARK: - Drawing

enum { NC_CELL_SCALARS = 5 };

typedef struct {
  /// A base character and the marks that combine with it, ended by 0 if shorter.
  uint32_t scalars[NC_CELL_SCALARS];
  uint32_t attributes;
  int32_t pair;
  /// The columns it is meant to take, 1 or 2. What the C library knows about it must agree.
  int32_t width;
} nc_cell_t;

enum nc_attribute {
  NC_BOLD = 1 << 0,
  NC_DIM = 1 << 1,
  NC_REVERSE = 1 << 2,
  NC_UNDERLINE = 1 << 3,
  NC_ITALIC = 1 << 4,
};

int nc_rows(void);
int nc_columns(void);
/// 0 if the terminal has no colors or was opened without.
int nc_colors(void);
int nc_color_pairs(void);
/// True if color -1 is the terminal's own.
bool nc_has_default_colors(void);
bool nc_define_pair(int pair, int foreground, int background);

/// True for a scalar that acts on the terminal or hides: controls, bidirectional overrides,
/// invisible and formatting characters. None of them is ever sent.
bool nc_is_unsafe(uint32_t scalar);

/// Puts cells into row `y` from column `x` on; what does not fit is cut off.
void nc_put(int y, int x, const nc_cell_t *cells, int count);

/// Sends what has been put so far, and has the terminal told anew that the cursor is at (y, x):
/// for use behind a character about whose width terminals differ.
void nc_anchor(int y, int x);

/// Forgets what the terminal shows and blanks it; every row has to be put again.
void nc_start_over(void);

/// Places the cursor, or parks it unseen in the last corner if `y` is negative.
void nc_set_cursor(int y, int x);

/// Sends the difference between what was put and what is shown, in one write.
void nc_send_frame(void);

/// True while the terminal has not taken all of the last frame.
bool nc_is_behind(void);

/// Bytes sent since the screen was opened.
uint64_t nc_bytes_sent(void);
/// Calls of `write` that took them.
uint64_t nc_writes(void);

// MARK: - Messages

/// Sends standard error to a file until `nc_restore_messages`. False if the file cannot be made.
bool nc_divert_messages(const char *path);

/// Sends standard error where it went before, and repeats there the end of what came in between,
/// with everything unsafe replaced.
void nc_restore_messages(void);

#endif
