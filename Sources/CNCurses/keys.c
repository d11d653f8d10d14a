/// Keys and the mouse.
#include "internal.h"

#include <string.h>

_Static_assert(NC_KEY_DOWN == KEY_DOWN && NC_KEY_UP == KEY_UP, "up and down");
_Static_assert(NC_KEY_LEFT == KEY_LEFT && NC_KEY_RIGHT == KEY_RIGHT, "left and right");
_Static_assert(NC_KEY_HOME == KEY_HOME && NC_KEY_END == KEY_END, "home and end");
_Static_assert(NC_KEY_PAGE_DOWN == KEY_NPAGE && NC_KEY_PAGE_UP == KEY_PPAGE, "pages");
_Static_assert(NC_KEY_BACKSPACE == KEY_BACKSPACE && NC_KEY_DELETE == KEY_DC, "deleting");
_Static_assert(NC_KEY_ENTER == KEY_ENTER && NC_KEY_BACK_TAB == KEY_BTAB, "enter and tab");
_Static_assert(NC_KEY_SHIFT_DOWN == KEY_SF && NC_KEY_SHIFT_UP == KEY_SR, "shifted up and down");
_Static_assert(NC_KEY_SHIFT_LEFT == KEY_SLEFT && NC_KEY_SHIFT_RIGHT == KEY_SRIGHT, "shifted");
_Static_assert(NC_KEY_F0 == KEY_F0, "function keys");

static enum nc_button button_of(mmask_t state) {
  if (state & BUTTON1_PRESSED) return NC_LEFT_PRESS;
  if (state & BUTTON4_PRESSED) return NC_WHEEL_UP;
#ifdef BUTTON5_PRESSED
  if (state & BUTTON5_PRESSED) return NC_WHEEL_DOWN;
#endif
  return NC_OTHER_BUTTON;
}

/// Mouse events that have been read and not yet returned. ncurses reads all that wait at once,
/// returns one key for them and then gives them out newest first.
static struct {
  nc_key_t keys[16];
  int count;
} mouse;

static void read_mouse(void) {
  const int room = sizeof mouse.keys / sizeof *mouse.keys;
  MEVENT event;
  while (mouse.count < room && getmouse(&event) == OK) {
    nc_key_t key = {NC_MOUSE, (int32_t)button_of(event.bstate), event.x, event.y};
    mouse.keys[mouse.count++] = key;
  }
}

/// Keys held with Shift, Alt or Ctrl have codes that differ from terminal to terminal and names
/// ("kRIT5") that do not. Returns the code of the key alone.
static int32_t without_modifiers(wint_t code) {
  static const struct {
    const char *name;
    int32_t code;
  } keys[] = {
      {"kUP", NC_KEY_UP},     {"kDN", NC_KEY_DOWN}, {"kLFT", NC_KEY_LEFT},
      {"kRIT", NC_KEY_RIGHT}, {"kHOM", NC_KEY_HOME}, {"kEND", NC_KEY_END},
      {"kPRV", NC_KEY_PAGE_UP}, {"kNXT", NC_KEY_PAGE_DOWN}, {"kDC", NC_KEY_DELETE},
  };
  const char *name = code > KEY_MAX ? keyname((int)code) : NULL;
  if (name == NULL) return (int32_t)code;
  for (size_t index = 0; index < sizeof keys / sizeof *keys; index++) {
    size_t length = strlen(keys[index].name);
    if (strncmp(name, keys[index].name, length) == 0) return keys[index].code;
  }
  return (int32_t)code;
}

nc_key_t nc_read_key(void) {
  nc_key_t key = {NC_NO_KEY, 0, 0, 0};
  if (!nc_terminal.is_open) return key;
  wint_t code = 0;
  int result = KEY_CODE_YES;
  while (mouse.count == 0) {
    result = wget_wch(nc_terminal.keys, &code);
    if (result == ERR) return key;
    if (result != KEY_CODE_YES || code != KEY_MOUSE) break;
    read_mouse();
  }
  if (mouse.count > 0) return mouse.keys[--mouse.count];
  key.kind = result == KEY_CODE_YES ? NC_FUNCTION : NC_CHARACTER;
  key.code = result == KEY_CODE_YES ? without_modifiers(code) : (int32_t)code;
  return key;
}

void nc_use_mouse(bool on) {
  if (!nc_terminal.is_open) return;
  mmask_t mask = BUTTON1_PRESSED | BUTTON4_PRESSED;
#ifdef BUTTON5_PRESSED
  mask |= BUTTON5_PRESSED;
#endif
  // Without this a press is held back to see whether it becomes a click.
  mouseinterval(0);
  mousemask(on ? mask : 0, NULL);
  nc_send();
}
