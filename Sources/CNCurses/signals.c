/// Signals: the ones that ask for something wake the loop, the ones that kill restore first.
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { KIND_COUNT = 7, CRASH_COUNT = 6 };

/// What the loop is told of, and what it is told.
static const struct {
  int signal;
  uint32_t event;
} kinds[KIND_COUNT] = {
    {SIGINT, NC_TERMINATE}, {SIGTERM, NC_TERMINATE}, {SIGHUP, NC_TERMINATE},
    {SIGQUIT, NC_TERMINATE}, {SIGTSTP, NC_SUSPEND},  {SIGCONT, NC_CONTINUED},
    {SIGWINCH, NC_RESIZED},
};
static const int crashes[CRASH_COUNT] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};

static struct sigaction old_kinds[KIND_COUNT];
static struct sigaction old_crashes[CRASH_COUNT];
/// What a crash is handed on to.
static struct sigaction after_crash[CRASH_COUNT];
static struct sigaction old_pipe_action;
static sigset_t old_mask;
static stack_t old_stack;
static char crash_stack[65536];

/// Made once and kept: a worker may wake us after the screen has been closed.
static int wake_pipe[2] = {-1, -1};
static _Atomic uint32_t noted;
static atomic_int terminating_signal;

/// A byte is written only for news, so that a busy worker cannot fill the pipe.
static void note_event(uint32_t event) {
  int saved_errno = errno;
  uint32_t before = atomic_fetch_or(&noted, event);
  if ((before & event) == 0 && wake_pipe[1] >= 0) {
    ssize_t count = write(wake_pipe[1], "", 1);
    (void)count;
  }
  errno = saved_errno;
}

void nc_wake(void) { note_event(NC_WOKEN); }

static void on_signal(int number) {
  for (int kind = 0; kind < KIND_COUNT; kind++) {
    if (kinds[kind].signal != number) continue;
    if (kinds[kind].event == NC_TERMINATE) terminating_signal = number;
    note_event(kinds[kind].event);
  }
}

/// Hands the signal on, by default to the kernel, which kills with the right status.
///
/// The Swift runtime had it before, and would start an interactive debugger in the terminal: only
/// somebody who has asked for that gets it.
static void on_crash(int number) {
  nc_restore_now();
  nc_restore_messages();
  for (int crash = 0; crash < CRASH_COUNT; crash++) {
    if (crashes[crash] == number) sigaction(number, &after_crash[crash], NULL);
  }
  raise(number);
}

static bool make_pipe(void) {
  if (wake_pipe[0] >= 0) return true;
  if (pipe(wake_pipe) != 0) return false;
  for (int end = 0; end < 2; end++) {
    fcntl(wake_pipe[end], F_SETFL, O_NONBLOCK);
    fcntl(wake_pipe[end], F_SETFD, FD_CLOEXEC);
  }
  return true;
}

/// A signal that was ignored, as under `nohup`, stays ignored if it would end the program.
static void install_kind(int kind) {
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  sigaction(kinds[kind].signal, NULL, &old_kinds[kind]);
  bool is_ignored = old_kinds[kind].sa_handler == SIG_IGN;
  if (is_ignored && kinds[kind].event == NC_TERMINATE) return;
  sigaction(kinds[kind].signal, &action, NULL);
}

static void install_crashes(void) {
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  sigaltstack(&stack, &old_stack);
  struct sigaction crash_action = {0};
  crash_action.sa_handler = on_crash;
  crash_action.sa_flags = SA_ONSTACK;
  sigfillset(&crash_action.sa_mask);
  bool wants_backtrace = getenv("SWIFT_BACKTRACE") != NULL;
  for (int crash = 0; crash < CRASH_COUNT; crash++) {
    sigaction(crashes[crash], &crash_action, &old_crashes[crash]);
    if (wants_backtrace) after_crash[crash] = old_crashes[crash];
  }
}

bool nc_install_signals(void) {
  if (!make_pipe()) return false;
  terminating_signal = 0;
  atomic_fetch_and(&noted, (uint32_t)NC_WOKEN);
  sigset_t wanted;
  sigemptyset(&wanted);
  for (int kind = 0; kind < KIND_COUNT; kind++) {
    install_kind(kind);
    sigaddset(&wanted, kinds[kind].signal);
  }
  // A parent may have blocked them, and a thread of a pool has.
  pthread_sigmask(SIG_UNBLOCK, &wanted, &old_mask);
  struct sigaction ignore = {0};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, &old_pipe_action);
  install_crashes();
  return true;
}

void nc_remove_signals(void) {
  pthread_sigmask(SIG_SETMASK, &old_mask, NULL);
  for (int kind = 0; kind < KIND_COUNT; kind++) {
    sigaction(kinds[kind].signal, &old_kinds[kind], NULL);
  }
  for (int crash = 0; crash < CRASH_COUNT; crash++) {
    sigaction(crashes[crash], &old_crashes[crash], NULL);
  }
  sigaction(SIGPIPE, &old_pipe_action, NULL);
  sigaltstack(&old_stack, NULL);
}

int nc_wake_descriptor(void) { return wake_pipe[0]; }

uint32_t nc_take_noted(void) {
  // The pipe is emptied before the mask is read: news in between costs a wake-up, never gets lost.
  char bytes[64];
  while (read(wake_pipe[0], bytes, sizeof bytes) == sizeof bytes) continue;
  return atomic_exchange(&noted, 0);
}

bool nc_is_terminating(void) { return (noted & NC_TERMINATE) != 0; }

int nc_terminating_signal(void) { return terminating_signal; }

void nc_stop_group(void) {
  struct sigaction ours, stop = {0};
  stop.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &stop, &ours);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  atomic_fetch_and(&noted, ~(uint32_t)(NC_SUSPEND | NC_CONTINUED));
  note_event(NC_RESIZED);
}
