/// The character set of the user's locale.
#include "internal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static bool asks_for_utf8(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    const char *value = getenv(names[index]);
    if (value == NULL || *value == 0) continue;
    return strcasestr(value, "utf-8") != NULL || strcasestr(value, "utf8") != NULL;
  }
  return false;
}

bool nc_use_locale(const char *name) {
  if (setlocale(LC_CTYPE, name) == NULL && asks_for_utf8()) setlocale(LC_CTYPE, "C.UTF-8");
  nc_terminal.is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  return nc_terminal.is_utf8;
}
