/// What the files of this target share. `CNCurses.h` is what others see.
#ifndef CNCURSES_INTERNAL_H
#define CNCURSES_INTERNAL_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1

#include <ncursesw/curses.h>
#include <signal.h>
#include <termios.h>

#include "CNCurses.h"

/// The one terminal that is open.
struct nc_terminal {
  bool is_open;
  /// The modes are ours: false before, after and while suspended.
  volatile sig_atomic_t is_held;
  /// Nothing can be written any more.
  bool is_dead;
  bool is_utf8;
  bool is_colored;
  bool has_default_colors;
  bool has_alternate_screen;
  /// The terminal follows xterm: private modes are understood or ignored.
  bool has_private_modes;
  int input;
  int output;
  struct termios saved_modes;
  struct termios raw_modes;
  SCREEN *screen;
  /// Keys are read from a pad of its own: reading from a window would refresh it.
  WINDOW *keys;
  FILE *frame_file;
  FILE *input_file;
};
extern struct nc_terminal nc_terminal;

// frame.c: one write per frame.

/// A stream into memory for ncurses to write its frames to; NULL on failure.
FILE *nc_make_frame_file(void);
/// Adds a capability behind what ncurses has written. (`putp` and `mvcur` of ncurses will not do:
/// they write to standard output.)
void nc_frame_append(const char *text);
/// Sends what is in the frame file and what was held back.
void nc_send(void);
/// Tries again with what was held back.
void nc_send_rest(void);
/// Sends with at most `milliseconds` of patience; forgets what does not go out.
void nc_send_finally(int milliseconds);
void nc_reset_frame(void);

// restore.c: giving the terminal back in an emergency.

/// Computes the bytes that undo everything; again after each resize.
void nc_prepare_restore(void);
/// Copies a capability but for its padding ("$<5>"), which is for hardware terminals and would be
/// shown by all others. Returns the length of the copy.
size_t nc_without_padding(char *out, size_t room, const char *text);
/// Undoes everything if the terminal is held. Safe in a signal handler.
void nc_restore_now(void);

// signals.c: a pipe that wakes the loop.

bool nc_install_signals(void);
void nc_remove_signals(void);
/// The end of the pipe to wait for; -1 if there is none.
int nc_wake_descriptor(void);
/// Takes the events that have been noted since the last call.
uint32_t nc_take_noted(void);
/// True if a signal has asked the program to end.
bool nc_is_terminating(void);
/// Stops the process group until it is continued.
void nc_stop_group(void);

// size.c

/// A screen of ncurses as large as the terminal; NULL if the name is unknown.
SCREEN *nc_make_screen(const char *terminal);
/// Asks the terminal for its size; true if it has changed.
bool nc_follow_size(void);

#endif
