/// Frames: ncurses writes to a file in memory, and each frame leaves it in one `write`.
///
/// Left alone, ncurses issues a write for every move of the cursor. Over SSH each may become a
/// packet of its own, and a quick terminal shows half a frame.
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/// Frames from this size on are bracketed, so that terminals that can show them at once.
enum { LARGE_FRAME = 2048 };
static const char begin_update[] = "\033[?2026h";
static const char end_update[] = "\033[?2026l";

/// What is to be sent; `sent` bytes of it are.
static struct {
  char *bytes;
  size_t capacity;
  size_t used;
  size_t sent;
} queue;

static uint64_t bytes_sent;
static uint64_t writes;

FILE *nc_make_frame_file(void) {
#ifdef __linux__
  int descriptor = memfd_create("frame", MFD_CLOEXEC);
  if (descriptor < 0) return NULL;
  FILE *file = fdopen(descriptor, "w+");
  if (file == NULL) close(descriptor);
  return file;
#else
  return tmpfile();
#endif
}

void nc_frame_append(const char *text) {
  char bytes[128];
  size_t count = nc_without_padding(bytes, sizeof bytes, text);
  if (write(fileno(nc_terminal.frame_file), bytes, count) < 0) nc_terminal.is_dead = true;
}

void nc_reset_frame(void) {
  queue.used = queue.sent = 0;
  bytes_sent = writes = 0;
}

static char *reserve(size_t count) {
  if (queue.used + count > queue.capacity) {
    size_t capacity = 2 * (queue.used + count);
    char *bytes = realloc(queue.bytes, capacity);
    if (bytes == NULL) return NULL;
    queue.bytes = bytes;
    queue.capacity = capacity;
  }
  return queue.bytes + queue.used;
}

static void enqueue(const char *text, size_t count) {
  char *place = reserve(count);
  if (place == NULL) return;
  memcpy(place, text, count);
  queue.used += count;
}

/// The end of a sequence `ESC [ count b` at the start of `text`, NULL if there is none.
static const char *end_of_repeat(const char *text, const char *end, size_t *count) {
  *count = 0;
  if (end - text < 3) return NULL;
  const char *next = text + 2;
  for (; next < end && *next >= '0' && *next <= '9'; next++) {
    *count = *count * 10 + (size_t)(*next - '0');
  }
  bool is_repeat = next < end && text[1] == '[' && *next == 'b' && *count <= 1000;
  return is_repeat ? next + 1 : NULL;
}

/// Adds what ncurses has written, with repeated characters written out. xterm's description lets
/// ncurses say "the last one, 40 times", and much that calls itself xterm does not know that.
static void enqueue_expanded(const char *text, const char *end) {
  const char *start = text;
  while ((text = memchr(text, '\033', (size_t)(end - text))) != NULL) {
    size_t count;
    const char *behind = end_of_repeat(text, end, &count);
    enqueue(start, (size_t)(text - start));
    start = text;
    text += 1;
    char *place = behind == NULL || queue.used == 0 ? NULL : reserve(count);
    if (place == NULL) continue;
    memset(place, place[-1], count);
    queue.used += count;
    start = text = behind;
  }
  enqueue(start, (size_t)(end - start));
}

/// Moves what ncurses has written into the queue.
static void collect(void) {
  int frame = fileno(nc_terminal.frame_file);
  off_t size = lseek(frame, 0, SEEK_CUR);
  if (size <= 0) return;
  char *text = mmap(NULL, (size_t)size, PROT_READ, MAP_SHARED, frame, 0);
  if (text == MAP_FAILED) return;
  bool is_bracketed = size >= LARGE_FRAME && nc_terminal.has_private_modes;
  if (is_bracketed) enqueue(begin_update, sizeof begin_update - 1);
  enqueue_expanded(text, text + size);
  if (is_bracketed) enqueue(end_update, sizeof end_update - 1);
  munmap(text, (size_t)size);
  if (ftruncate(frame, 0) == 0) lseek(frame, 0, SEEK_SET);
}

void nc_send_rest(void) {
  while (queue.sent < queue.used && !nc_terminal.is_dead) {
    ssize_t count =
        write(nc_terminal.output, queue.bytes + queue.sent, queue.used - queue.sent);
    if (count > 0) {
      queue.sent += (size_t)count;
      bytes_sent += (uint64_t)count;
      writes++;
    } else if (count < 0 && errno == EAGAIN) {
      return;
    } else if (count < 0 && errno != EINTR) {
      nc_terminal.is_dead = true;
    }
  }
  queue.used = queue.sent = 0;
}

void nc_send(void) {
  collect();
  nc_send_rest();
}

void nc_send_finally(int milliseconds) {
  nc_send();
  if (nc_is_behind()) {
    struct pollfd ready = {nc_terminal.output, POLLOUT, 0};
    if (poll(&ready, 1, milliseconds) > 0) nc_send_rest();
  }
  queue.used = queue.sent = 0;
}

bool nc_is_behind(void) { return queue.sent < queue.used; }

uint64_t nc_bytes_sent(void) { return bytes_sent; }

uint64_t nc_writes(void) { return writes; }
