/// Taking the terminal and giving it back.
#include "internal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct nc_terminal nc_terminal;

/// How long a terminal that does not read may hold up the end of the program.
enum { FAREWELL_MILLISECONDS = 300 };

// MARK: - Modes

/// The terminal through a description of our own, so that not blocking concerns only us and not
/// the shell that shares ours. Falls back to the shared one, which blocks.
static int open_again(int descriptor) {
  char name[256];
  int own = -1;
  if (ttyname_r(descriptor, name, sizeof name) == 0) {
    own = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  }
  return own >= 0 ? own : fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
}

/// Every byte a key, at once and unchanged; a new line sent is no carriage return.
static struct termios raw_form(struct termios modes) {
  modes.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON | PARMRK);
  modes.c_oflag &= ~(tcflag_t)OPOST;
  modes.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  modes.c_cflag = (modes.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
  modes.c_cc[VMIN] = 1;
  modes.c_cc[VTIME] = 0;
  return modes;
}

static void hold(void) {
  tcsetattr(nc_terminal.input, TCSANOW, &nc_terminal.raw_modes);
  nc_terminal.is_held = true;
  if (nc_terminal.has_private_modes) nc_frame_append("\033[?2004h");
  keypad(nc_terminal.keys, TRUE);
}

static void release(void) {
  if (!nc_terminal.is_held) return;
  nc_set_cursor(LINES - 1, 0);
  endwin();
  if (!nc_terminal.is_dead) {
    nc_send();
    if (!nc_terminal.has_alternate_screen) nc_frame_append("\r\n");
    if (nc_terminal.has_private_modes) nc_frame_append("\033[?2004l\033[?2026l");
    nc_send_finally(FAREWELL_MILLISECONDS);
  }
  tcsetattr(nc_terminal.input, TCSANOW, &nc_terminal.saved_modes);
  nc_terminal.is_held = false;
}

// MARK: - Life

static bool has_capability(const char *name) {
  const char *text = tigetstr((char *)name);
  return text != NULL && text != (char *)-1;
}

static void start_colors(bool wanted) {
  nc_terminal.is_colored = wanted && has_colors() && start_color() == OK;
  nc_terminal.has_default_colors = nc_terminal.is_colored && use_default_colors() == OK;
}

/// Both forms of the arrow keys, since terminals disagree with their own description, and the
/// brackets around a pasted text.
static void define_keys(void) {
  static const struct {
    const char *text;
    int code;
  } keys[] = {
      {"\033[A", KEY_UP},    {"\033OA", KEY_UP},    {"\033[B", KEY_DOWN},  {"\033OB", KEY_DOWN},
      {"\033[C", KEY_RIGHT}, {"\033OC", KEY_RIGHT}, {"\033[D", KEY_LEFT},  {"\033OD", KEY_LEFT},
      {"\033[H", KEY_HOME},  {"\033OH", KEY_HOME},  {"\033[F", KEY_END},   {"\033OF", KEY_END},
      {"\033[Z", KEY_BTAB},  {"\033[200~", NC_PASTE_BEGIN}, {"\033[201~", NC_PASTE_END},
  };
  for (size_t index = 0; index < sizeof keys / sizeof *keys; index++) {
    define_key(keys[index].text, keys[index].code);
  }
}

static void configure(bool colored) {
  noecho();
  nonl();
  typeahead(-1);
  if (getenv("ESCDELAY") == NULL) set_escdelay(25);
  idcok(stdscr, FALSE);
  nc_terminal.keys = newpad(1, 1);
  nodelay(nc_terminal.keys, TRUE);
  define_keys();
  nc_terminal.has_alternate_screen = has_capability("smcup");
  nc_terminal.has_private_modes = has_capability("kmous");
  start_colors(colored);
}

static void drop_screen(void) {
  if (nc_terminal.keys != NULL) delwin(nc_terminal.keys);
  if (nc_terminal.screen != NULL) delscreen(nc_terminal.screen);
  if (nc_terminal.frame_file != NULL) fclose(nc_terminal.frame_file);
  if (nc_terminal.input_file != NULL) fclose(nc_terminal.input_file);
  if (nc_terminal.output > 0) close(nc_terminal.output);
  nc_terminal = (struct nc_terminal){.is_utf8 = nc_terminal.is_utf8};
}

static bool make_screen(int input, int output, const char *terminal) {
  nc_terminal.output = open_again(output);
  nc_terminal.input = fcntl(input, F_DUPFD_CLOEXEC, 3);
  nc_terminal.input_file = fdopen(nc_terminal.input, "r");
  nc_terminal.frame_file = nc_make_frame_file();
  if (nc_terminal.input_file == NULL || nc_terminal.frame_file == NULL) return false;
  nc_terminal.screen = nc_make_screen(terminal);
  return nc_terminal.screen != NULL;
}

static enum nc_status fail(enum nc_status status) {
  nc_remove_signals();
  drop_screen();
  return status;
}

/// Somebody has called `exit` with the screen still open.
static void leave_at_exit(void) {
  nc_restore_now();
  nc_restore_messages();
}

enum nc_status nc_open(int input, int output, const char *terminal, bool colored) {
  if (nc_terminal.is_open || !isatty(input) || !isatty(output)) return NC_NOT_A_TERMINAL;
  nc_reset_frame();
  // Before newterm, which then installs no handlers of its own.
  if (!nc_install_signals()) return NC_NOT_A_TERMINAL;
  if (!make_screen(input, output, terminal)) return fail(NC_UNKNOWN_TERMINAL);
  if (!has_capability("cup")) return fail(NC_CANNOT_MOVE_CURSOR);
  if (tcgetattr(nc_terminal.input, &nc_terminal.saved_modes) != 0) return fail(NC_NOT_A_TERMINAL);
  nc_terminal.raw_modes = raw_form(nc_terminal.saved_modes);
  nc_terminal.is_open = true;
  configure(colored);
  nc_prepare_restore();
  static bool is_registered;
  if (!is_registered) is_registered = atexit(leave_at_exit) == 0;
  hold();
  return NC_OK;
}

void nc_close(void) {
  if (!nc_terminal.is_open) return;
  release();
  nc_remove_signals();
  drop_screen();
}

void nc_suspend(void) {
  if (!nc_terminal.is_open) return;
  release();
  nc_stop_group();
  // Killed while stopped: the terminal is somebody else's, and taking it would stop us again.
  if (nc_is_terminating()) return;
  struct termios modes;
  if (tcgetattr(nc_terminal.input, &modes) == 0 && (modes.c_lflag & ICANON)) {
    nc_terminal.saved_modes = modes;
    nc_terminal.raw_modes = raw_form(modes);
  }
  hold();
}

void nc_reclaim(void) {
  if (nc_terminal.is_open && !nc_is_terminating()) hold();
}
