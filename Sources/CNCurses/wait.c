/// The one place where the program sleeps.
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <time.h>

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/// A terminal that is readable and has nothing to read has reached its end.
static bool is_at_end(void) {
  int waiting = 0;
  struct pollfd again = {nc_terminal.input, POLLIN, 0};
  if (ioctl(nc_terminal.input, FIONREAD, &waiting) != 0) return true;
  return waiting == 0 && poll(&again, 1, 0) > 0 &&
         (ioctl(nc_terminal.input, FIONREAD, &waiting) != 0 || waiting == 0);
}

static uint32_t input_events(short ready) {
  if (ready & (POLLHUP | POLLERR | POLLNVAL)) return NC_HANGUP;
  if ((ready & POLLIN) == 0) return 0;
  return is_at_end() ? NC_HANGUP : NC_INPUT;
}

static uint32_t output_events(short ready) {
  if (ready == 0) return 0;
  nc_send_rest();
  return nc_is_behind() ? 0 : NC_CAUGHT_UP;
}

/// Reports a change of size only if there is one: bursts of signals end in few redraws.
static uint32_t noted_events(void) {
  uint32_t events = nc_take_noted();
  if ((events & NC_RESIZED) && !nc_follow_size()) events &= ~(uint32_t)NC_RESIZED;
  return events;
}

/// What has happened within `milliseconds`; 0 if nothing has, or nothing worth telling.
static uint32_t wait_once(int milliseconds) {
  struct pollfd sources[3] = {
      {nc_terminal.input, POLLIN, 0},
      {nc_wake_descriptor(), POLLIN, 0},
      {nc_terminal.output, POLLOUT, 0},
  };
  int count = poll(sources, nc_is_behind() ? 3 : 2, milliseconds);
  if (count < 0 && errno != EINTR) return NC_HANGUP;
  uint32_t events = noted_events();
  if (count > 0) events |= input_events(sources[0].revents) | output_events(sources[2].revents);
  if (nc_terminal.is_dead) events |= NC_HANGUP;
  return events;
}

uint32_t nc_wait(int milliseconds) {
  if (!nc_terminal.is_open) return NC_HANGUP;
  int64_t end = now() + milliseconds;
  for (;;) {
    int64_t left = end - now();
    uint32_t events = wait_once(milliseconds < 0 ? -1 : left > 0 ? (int)left : 0);
    if (events != 0) return events;
    if (milliseconds >= 0 && now() >= end) return 0;
  }
}
