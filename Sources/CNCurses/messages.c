/// Messages of libraries and of the Swift runtime: kept off the screen, repeated afterwards.
#include "internal.h"

#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TAIL = 2048, LARGEST_LOG = 1 << 20 };

static int log_descriptor = -1;
static int own_descriptor = -1;
static off_t log_start;
static char log_path[PATH_MAX];

bool nc_is_unsafe(uint32_t scalar) {
  static const struct {
    uint32_t first, last;
  } ranges[] = {
      {0x00, 0x1F},     {0x7F, 0x9F},     {0xAD, 0xAD},     {0x61C, 0x61C},   {0x180E, 0x180E},
      {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0xD800, 0xDFFF}, {0xFE00, 0xFE0F},
      {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xE0000, 0xE0FFF},
  };
  for (size_t index = 0; index < sizeof ranges / sizeof *ranges; index++) {
    if (scalar >= ranges[index].first && scalar <= ranges[index].last) return true;
  }
  return scalar > 0x10FFFF;
}

bool nc_divert_messages(const char *path) {
  if (log_descriptor >= 0 || strlen(path) >= sizeof log_path) return false;
  int flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
  int log = open(path, flags, 0600);
  if (log < 0) return false;
  struct stat status;
  bool is_ours = fstat(log, &status) == 0 && S_ISREG(status.st_mode) &&
                 status.st_uid == geteuid();
  int own = is_ours ? fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3) : -1;
  if (own < 0) {
    close(log);
    return false;
  }
  log_start = status.st_size;
  if (log_start > LARGEST_LOG && ftruncate(log, 0) == 0) log_start = 0;
  memcpy(log_path, path, strlen(path) + 1);
  own_descriptor = own;
  log_descriptor = log;
  return dup2(log, STDERR_FILENO) >= 0;
}

/// Reads one scalar of UTF-8; returns its length, or 1 and an unsafe scalar if it is malformed.
static int decode(const unsigned char *text, size_t count, uint32_t *scalar) {
  int first = text[0];
  int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  *scalar = (uint32_t)(length == 1 ? first : first & (0x7F >> length));
  if (length == 0 || (size_t)length > count) {
    *scalar = 0;
    return 1;
  }
  for (int index = 1; index < length; index++) {
    if ((text[index] & 0xC0) != 0x80) {
      *scalar = 0;
      return 1;
    }
    *scalar = *scalar << 6 | (text[index] & 0x3F);
  }
  return length;
}

/// Writes `text` with a question mark for everything that could act on the terminal.
static void write_clean(const unsigned char *text, size_t count) {
  char clean[TAIL];
  size_t used = 0;
  for (size_t index = 0; index < count;) {
    uint32_t scalar;
    int length = decode(text + index, count - index, &scalar);
    if (nc_is_unsafe(scalar) && scalar != '\n' && scalar != '\t') {
      clean[used++] = '?';
    } else {
      memcpy(clean + used, text + index, (size_t)length);
      used += (size_t)length;
    }
    index += (size_t)length;
  }
  ssize_t written = write(STDERR_FILENO, clean, used);
  (void)written;
}

/// Async-signal-safe: the last words of a crash pass through here.
void nc_restore_messages(void) {
  if (log_descriptor < 0) return;
  int log = log_descriptor;
  log_descriptor = -1;
  dup2(own_descriptor, STDERR_FILENO);
  close(own_descriptor);
  unsigned char tail[TAIL];
  off_t end = lseek(log, 0, SEEK_END);
  off_t start = end - log_start > TAIL ? end - TAIL : log_start;
  ssize_t count = pread(log, tail, sizeof tail, start);
  size_t skipped = 0;
  if (start > log_start) {
    // Begin with a whole line.
    while ((ssize_t)skipped < count && tail[skipped++] != '\n') continue;
  }
  if (count > (ssize_t)skipped) write_clean(tail + skipped, (size_t)count - skipped);
  if (end == 0) unlink(log_path);
  close(log);
}
