/// The bytes that undo what we have switched on, ready before anything goes wrong.
#include "internal.h"

#include <poll.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include <ncursesw/term.h>

static char restore_bytes[512];
static atomic_size_t restore_count;

size_t nc_without_padding(char *out, size_t room, const char *text) {
  size_t count = 0;
  for (const char *next = text; *next != 0 && count < room; next++) {
    const char *padding_end = next[0] == '$' && next[1] == '<' ? strchr(next, '>') : NULL;
    if (padding_end != NULL) {
      next = padding_end;
    } else {
      out[count++] = *next;
    }
  }
  return count;
}

static void add(const char *text) {
  size_t count = restore_count;
  size_t room = sizeof restore_bytes - count;
  restore_count = count + nc_without_padding(restore_bytes + count, room, text);
}

static void add_capability(const char *name) {
  const char *text = tigetstr((char *)name);
  if (text != NULL && text != (char *)-1) add(text);
}

void nc_prepare_restore(void) {
  restore_count = 0;
  if (nc_terminal.has_private_modes) {
    add("\033[?2026l\033[?2004l\033[?1006l\033[?1000l");
  }
  add_capability("sgr0");
  if (nc_terminal.is_colored) add_capability("op");
  add_capability("rmkx");
  add_capability("cnorm");
  if (nc_terminal.has_alternate_screen) {
    add_capability("rmcup");
  } else {
    char *move = tigetstr("cup");
    add(tiparm(move, LINES - 1, 0));
    add("\r\n");
  }
}

void nc_restore_now(void) {
  if (!nc_terminal.is_held) return;
  nc_terminal.is_held = false;
  struct pollfd ready = {nc_terminal.output, POLLOUT, 0};
  if (poll(&ready, 1, 200) > 0) {
    ssize_t count = write(nc_terminal.output, restore_bytes, restore_count);
    (void)count;
  }
  tcsetattr(nc_terminal.input, TCSANOW, &nc_terminal.saved_modes);
}
