#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

/// Codes that define_key gives to sequences outside of terminfo; above every KEY_ of ncurses.
enum {
  PASTE_BEGIN_CODE = KEY_MAX + 1,
  PASTE_END_CODE,
  CONTROL_LEFT_CODE,
  CONTROL_RIGHT_CODE,
};

enum { ESCAPE = 0x1B };

/// Likewise: with these the reports of a mouse begin, as of most terminals and as of old ones.
enum { MOUSE_CODE = KEY_MAX + 100, OLD_MOUSE_CODE };

/// Stands for bytes that are no text.
enum { REPLACEMENT = 0xFFFD };

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

// ncurses would read the reports of its mouse as keys while that is off, and after the terminal of
// another program has left it on: they are read here, whatever terminfo says of them.
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";

static struct {
  SCREEN *screen;
  FILE *input_file;
  FILE *output_file;
  int input;
  int output;
  /// The same terminal by a description of our own, which never waits; -1 where there is none. On the
  /// one that is shared with the shell that mode would outlive us.
  int direct;
  bool uses_mouse;
  /// Somebody else has the terminal.
  bool is_away;
  /// The report of a mouse that has begun: its numbers, and how many of them are whole.
  struct {
    bool is_open;
    bool is_old;
    int numbers[3];
    int count;
  } report;
  /// A part of a sequence is sent, and its end is not.
  volatile bool is_sending;
  /// Keys are read through a pad: reading through stdscr would refresh it half drawn.
  WINDOW *keys;
  struct termios modes;
  char reset[256];
  /// A scalar of which some bytes have come: over a slow line the others come later.
  uint32_t partial;
  int partial_missing;
  /// A byte that was read and belongs to the next scalar; -1 for none.
  int held;
} terminal = {.held = -1, .direct = -1};

// MARK: Characters

bool claw_set_locale(void) {
  if (setlocale(LC_CTYPE, "") == NULL) {
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
  }
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int claw_char_width(uint32_t scalar) {
  if (scalar >= 0x20 && scalar < 0x7F) return 1;
  static locale_t utf8;
  locale_t tables = __atomic_load_n(&utf8, __ATOMIC_ACQUIRE);
  if (tables == NULL) {
    // Two threads may make one each at the first call; one of them is kept for nothing.
    tables = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL);
    if (tables == NULL) tables = newlocale(LC_CTYPE_MASK, "en_US.UTF-8", NULL);
    if (tables == NULL) return 1;
    __atomic_store_n(&utf8, tables, __ATOMIC_RELEASE);
  }
  locale_t before = uselocale(tables);
  int width = wcwidth((wchar_t)scalar);
  uselocale(before);
  return width;
}

/// How many bytes follow a lead byte of UTF-8; -1 for a byte that leads nothing.
static int bytes_after(unsigned char lead) {
  return lead < 0x80 ? 0 : lead >= 0xF8 ? -1 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2
         : lead >= 0xC0 ? 1 : -1;
}

/// What a lead byte says of its scalar.
static uint32_t lead_bits(unsigned char lead, int more) {
  return more == 0 ? lead : lead & (0x3F >> more);
}

/// One scalar of UTF-8 text.
static wchar_t next_scalar(const unsigned char **text) {
  unsigned char lead = *(*text)++;
  int more = bytes_after(lead);
  if (more < 0) return REPLACEMENT;
  uint32_t scalar = lead_bits(lead, more);
  for (; more > 0 && (**text & 0xC0) == 0x80; more--) scalar = scalar << 6 | (*(*text)++ & 0x3F);
  return (wchar_t)scalar;
}

// MARK: Opening and closing

static void send_now(const char *bytes) {
  size_t length = strlen(bytes);
  ssize_t sent = write(terminal.output, bytes, length);
  (void)sent;
}

/// Ends a sequence that will not come to its end: what follows would be a part of it.
static void end_sequence(void) {
  if (!terminal.is_sending) return;
  terminal.is_sending = false;
  send_now("\030\033\\");
}

/// Appends a capability to the reset string, without its padding marks.
static void append_reset(const char *name) {
  const char *text = tigetstr(name);
  if (text == NULL || text == (char *)-1) return;
  size_t length = strlen(terminal.reset);
  while (*text != 0 && length + 1 < sizeof terminal.reset) {
    if (text[0] == '$' && text[1] == '<') {
      while (*text != 0 && *text != '>') text++;
      if (*text != 0) text++;
    } else {
      terminal.reset[length++] = *text++;
    }
  }
  terminal.reset[length] = 0;
}

static void prepare_reset(void) {
  strcpy(terminal.reset, paste_off);
  strcat(terminal.reset, mouse_off);
  append_reset("sgr0");
  append_reset("cnorm");
  append_reset("rmkx");
  append_reset("rmcup");
}

/// Takes a part out of a capability, where it is.
static void spare(const char *name, const char *part) {
  char *text = tigetstr(name);
  if (text == NULL || text == (char *)-1) return;
  char *found = strstr(text, part);
  if (found == NULL) return;
  char *rest = found + strlen(part);
  memmove(found, rest, strlen(rest) + 1);
}

/// Terminals like xterm choose the character set anew with every attribute, which is a sixth of all
/// bytes. It stays as it is here: lines are drawn in UTF-8 or ASCII.
static void spare_character_sets(void) {
  spare("sgr0", "\033(B");
  spare("sgr", "%?%p9%t\033(0%e\033(B%;");
}

static void release_files(void) {
  if (terminal.input_file != NULL) fclose(terminal.input_file);
  if (terminal.output_file != NULL) fclose(terminal.output_file);
  terminal.input_file = terminal.output_file = NULL;
  if (terminal.direct >= 0) close(terminal.direct);
  terminal.direct = -1;
  terminal.is_sending = false;
}

static int open_direct(int output) {
  const char *name = ttyname(output);
  return name == NULL ? -1 : open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

/// Ctrl or Alt with an arrow, as xterm and rxvt send them: terminfo has no names of its own for them.
static void define_word_keys(void) {
  define_key("\033[1;5D", CONTROL_LEFT_CODE);
  define_key("\033[1;5C", CONTROL_RIGHT_CODE);
  define_key("\033[1;3D", CONTROL_LEFT_CODE);
  define_key("\033[1;3C", CONTROL_RIGHT_CODE);
  define_key("\033Od", CONTROL_LEFT_CODE);
  define_key("\033Oc", CONTROL_RIGHT_CODE);
}

claw_open_status claw_open(const char *type, int input, int output, int escape_delay_ms) {
  if (!isatty(input) || !isatty(output)) return CLAW_NOT_A_TERMINAL;
  if (tcgetattr(input, &terminal.modes) != 0) return CLAW_NOT_A_TERMINAL;
  terminal.input = input;
  terminal.output = output;
  terminal.input_file = fdopen(dup(input), "r");
  terminal.output_file = fdopen(dup(output), "w");
  if (terminal.input_file == NULL || terminal.output_file == NULL) {
    release_files();
    return CLAW_NOT_A_TERMINAL;
  }
  // initscr would end the program on an unknown type.
  terminal.screen = newterm(type, terminal.output_file, terminal.input_file);
  if (terminal.screen == NULL) {
    release_files();
    return CLAW_UNKNOWN_TERMINAL;
  }
  set_term(terminal.screen);
  terminal.direct = open_direct(output);
  terminal.is_away = terminal.report.is_open = false;
  spare_character_sets();
  // newterm's handler for a stop would draw from inside a signal.
  signal(SIGTSTP, SIG_DFL);
  set_escdelay(escape_delay_ms);
  raw();
  noecho();
  nonl();
  curs_set(0);
  leaveok(stdscr, TRUE);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  terminal.keys = newpad(1, 1);
  keypad(terminal.keys, TRUE);
  nodelay(terminal.keys, TRUE);
  define_key("\033[200~", PASTE_BEGIN_CODE);
  define_key("\033[201~", PASTE_END_CODE);
  define_word_keys();
  define_key("\033[<", MOUSE_CODE);
  define_key("\033[M", OLD_MOUSE_CODE);
  prepare_reset();
  send_now(paste_on);
  return CLAW_OPENED;
}

void claw_close(void) {
  if (terminal.screen == NULL) return;
  end_sequence();
  claw_use_mouse(false);
  send_now(paste_off);
  endwin();
  delwin(terminal.keys);
  delscreen(terminal.screen);
  terminal.screen = NULL;
  release_files();
}

void claw_suspend(void) {
  end_sequence();
  if (terminal.uses_mouse) send_now(mouse_off);
  terminal.is_away = true;
  send_now(paste_off);
  def_prog_mode();
  endwin();
}

void claw_resume(void) {
  reset_prog_mode();
  send_now(paste_on);
  if (terminal.uses_mouse) send_now(mouse_on);
  terminal.is_away = false;
  clearok(curscr, TRUE);
}

void claw_use_mouse(bool is_used) {
  if (is_used == terminal.uses_mouse) return;
  terminal.uses_mouse = is_used;
  if (!terminal.is_away) send_now(is_used ? mouse_on : mouse_off);
}

// MARK: Size and colours

int claw_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

bool claw_fit(int *width, int *height) {
  struct winsize size;
  if (ioctl(terminal.output, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
    *width = COLS;
    *height = LINES;
    return false;
  }
  if (size.ws_col != COLS || size.ws_row != LINES) {
    // resizeterm would queue a KEY_RESIZE as well.
    resize_term(size.ws_row, size.ws_col);
    // Terminals crop, scroll or rewrap in their own ways: what ncurses believes is there is not.
    clearok(curscr, TRUE);
  }
  *width = COLS;
  *height = LINES;
  return true;
}

// alloc_pair crashes on a terminal without colours: everything about colours asks this first.
int claw_colors(void) { return has_colors() ? COLORS : 0; }

// MARK: Drawing

static attr_t curses_attributes(claw_style style) {
  attr_t attributes = A_NORMAL;
  if (style.attributes & CLAW_BOLD) attributes |= A_BOLD;
  if (style.attributes & CLAW_DIM) attributes |= A_DIM;
  if (style.attributes & CLAW_REVERSE) attributes |= A_REVERSE;
  if (style.attributes & CLAW_UNDERLINE) attributes |= A_UNDERLINE;
  if (style.attributes & CLAW_ITALIC) attributes |= A_ITALIC;
  return attributes;
}

static int curses_pair(claw_style style) {
  if (claw_colors() == 0 || (style.foreground < 0 && style.background < 0)) return 0;
  int pair = alloc_pair(style.foreground, style.background);
  return pair < 0 ? 0 : pair;
}

void claw_put(int row, int column, const char *text, claw_style style) {
  attr_t attributes = curses_attributes(style);
  int pair = curses_pair(style);
  const unsigned char *rest = (const unsigned char *)text;
  wmove(stdscr, row, column);
  while (*rest != 0) {
    wchar_t cluster[CCHARW_MAX + 1] = {next_scalar(&rest)};
    for (int length = 1; *rest != 0;) {
      const unsigned char *ahead = rest;
      wchar_t follower = next_scalar(&ahead);
      if (claw_char_width((uint32_t)follower) != 0) break;
      if (length < CCHARW_MAX) cluster[length++] = follower;
      rest = ahead;
    }
    cchar_t cell;
    if (setcchar(&cell, cluster, attributes, (short)pair, &pair) == OK) wadd_wch(stdscr, &cell);
  }
}

void claw_place_cursor(int row, int column) {
  bool visible = row >= 0;
  leaveok(stdscr, !visible);
  if (visible) wmove(stdscr, row, column);
  curs_set(visible ? 1 : 0);
}

void claw_flush(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

void claw_repaint(void) { clearok(curscr, TRUE); }

bool claw_can_write(void) {
  struct pollfd output = {.fd = terminal.output, .events = POLLOUT};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLOUT) != 0;
}

/// Without a description of our own, a few bytes at a time where there is room for some.
static ssize_t send_some(const uint8_t *bytes, size_t length) {
  if (terminal.direct >= 0) return write(terminal.direct, bytes, length);
  if (!claw_can_write()) return 0;
  return write(terminal.output, bytes, length < 64 ? length : 64);
}

size_t claw_send(const uint8_t *bytes, size_t length) {
  size_t sent = 0;
  while (sent < length) {
    ssize_t count = send_some(bytes + sent, length - sent);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    sent += (size_t)count;
  }
  terminal.is_sending = sent < length && (sent > 0 || terminal.is_sending);
  return sent;
}

// MARK: Input

static uint32_t key_code(int code) {
  switch (code) {
    case KEY_UP: return CLAW_KEY_UP;
    case KEY_DOWN: return CLAW_KEY_DOWN;
    case KEY_LEFT: return CLAW_KEY_LEFT;
    case KEY_RIGHT: return CLAW_KEY_RIGHT;
    case KEY_HOME: return CLAW_KEY_HOME;
    case KEY_END: return CLAW_KEY_END;
    case KEY_PPAGE: return CLAW_KEY_PAGE_UP;
    case KEY_NPAGE: return CLAW_KEY_PAGE_DOWN;
    case KEY_BACKSPACE: return CLAW_KEY_BACKSPACE;
    case KEY_DC: return CLAW_KEY_DELETE;
    case KEY_BTAB: return CLAW_KEY_BACK_TAB;
    case KEY_ENTER: return CLAW_KEY_ENTER;
    case CONTROL_LEFT_CODE: return CLAW_KEY_CONTROL_LEFT;
    case CONTROL_RIGHT_CODE: return CLAW_KEY_CONTROL_RIGHT;
    case PASTE_BEGIN_CODE: return CLAW_KEY_PASTE_BEGIN;
    case PASTE_END_CODE: return CLAW_KEY_PASTE_END;
    default:
      if (code > KEY_F0 && code <= KEY_F(63)) return CLAW_KEY_FUNCTION + (code - KEY_F0);
      return CLAW_KEY_OTHER;
  }
}

/// A hang-up is plain ERR like an empty queue: poll tells them apart.
static bool hung_up(void) {
  struct pollfd input = {.fd = terminal.input, .events = POLLIN};
  return poll(&input, 1, 0) == 1 && (input.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

/// Takes a byte of text. True when a scalar is whole, or turned out to be none.
static bool take_byte(unsigned char byte, uint32_t *scalar) {
  if (terminal.partial_missing > 0) {
    if ((byte & 0xC0) == 0x80) {
      terminal.partial = terminal.partial << 6 | (byte & 0x3F);
      *scalar = terminal.partial;
      return --terminal.partial_missing == 0;
    }
    terminal.partial_missing = 0;
    terminal.held = byte;
    *scalar = REPLACEMENT;
    return true;
  }
  int more = bytes_after(byte);
  *scalar = more < 0 ? REPLACEMENT : lead_bits(byte, more);
  terminal.partial = *scalar;
  terminal.partial_missing = more < 0 ? 0 : more;
  return terminal.partial_missing == 0;
}

/// Whether a character has come together with the Esc before it: it is held.
static bool read_alt(void) {
  terminal.held = wgetch(terminal.keys);
  if (terminal.held == KEY_BACKSPACE) terminal.held = 0x7F;
  return (terminal.held > ' ' && terminal.held <= 0x7F) || terminal.held == '\b';
}

static uint32_t take_held(void) {
  int code = terminal.held;
  terminal.held = -1;
  return (uint32_t)code;
}

static void begin_report(bool is_old) {
  terminal.report.is_open = true;
  terminal.report.is_old = is_old;
  terminal.report.count = 0;
  memset(terminal.report.numbers, 0, sizeof terminal.report.numbers);
}

/// What a whole report says; nothing where it is of no use. The bits of 0x1C are Shift, Alt and Ctrl.
static claw_input mouse_input(bool is_press) {
  int *numbers = terminal.report.numbers;
  claw_input input = {CLAW_INPUT_NONE, 0, numbers[1] - 1, numbers[2] - 1};
  if (!terminal.uses_mouse || !is_press || input.column < 0 || input.row < 0) return input;
  input.kind = CLAW_INPUT_MOUSE;
  switch (numbers[0] & ~0x1C) {
    case 0: input.code = CLAW_MOUSE_PRESS; break;
    case 64: input.code = CLAW_MOUSE_WHEEL_UP; break;
    case 65: input.code = CLAW_MOUSE_WHEEL_DOWN; break;
    default: input.kind = CLAW_INPUT_NONE;
  }
  return input;
}

/// Takes a byte of a report: `button;column;rowM`, with m for a release. What is none is passed over
/// up to its end.
static claw_input take_report_byte(int byte) {
  int *numbers = terminal.report.numbers;
  int *count = &terminal.report.count;
  if (terminal.report.is_old) {
    numbers[(*count)++] = byte - ' ';
    if (*count < 3) return (claw_input){CLAW_INPUT_NONE};
  } else if (byte >= '0' && byte <= '9') {
    if (*count < 3 && numbers[*count] < 10000) numbers[*count] = numbers[*count] * 10 + byte - '0';
    return (claw_input){CLAW_INPUT_NONE};
  } else if (byte == ';') {
    if (*count < 3) (*count)++;
    return (claw_input){CLAW_INPUT_NONE};
  }
  terminal.report.is_open = false;
  return mouse_input(terminal.report.is_old || (byte == 'M' && *count == 2));
}

// wget_wch would drop a character whose bytes come in two reads, and all of them in a locale that
// is not UTF-8: bytes are read, and put together here.
claw_input claw_read(void) {
  for (;;) {
    int code = terminal.held >= 0 ? terminal.held : wgetch(terminal.keys);
    terminal.held = -1;
    if (code == ERR) return (claw_input){hung_up() ? CLAW_INPUT_HANGUP : CLAW_INPUT_NONE, 0};
    if (code == MOUSE_CODE || code == OLD_MOUSE_CODE) {
      begin_report(code == OLD_MOUSE_CODE);
      continue;
    }
    if (terminal.report.is_open && code <= 0xFF) {
      claw_input input = take_report_byte(code);
      if (input.kind == CLAW_INPUT_NONE) continue;
      return input;
    }
    terminal.report.is_open = false;
    if (code > 0xFF) return (claw_input){CLAW_INPUT_KEY, key_code(code)};
    if (code == ESCAPE && read_alt()) return (claw_input){CLAW_INPUT_ALT, take_held()};
    uint32_t scalar;
    if (take_byte((unsigned char)code, &scalar)) {
      return (claw_input){CLAW_INPUT_CHARACTER, scalar};
    }
  }
}

// MARK: Crashes

void claw_abandon(void) {
  if (terminal.screen == NULL) return;
  tcflush(terminal.output, TCOFLUSH);
  fcntl(terminal.output, F_SETFL, fcntl(terminal.output, F_GETFL) | O_NONBLOCK);
  end_sequence();
  send_now(terminal.reset);
  tcsetattr(terminal.input, TCSANOW, &terminal.modes);
}

static void reset_and_raise(int signal_number) {
  if (terminal.screen != NULL) {
    end_sequence();
    send_now(terminal.reset);
    tcsetattr(terminal.input, TCSANOW, &terminal.modes);
  }
  // SA_RESETHAND has put the default back: the crash goes on as it would have.
  raise(signal_number);
}

void claw_install_crash_handler(void) {
  const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
  // A stack of its own: the crash may be that the usual one is full.
  static char stack[64 * 1024];
  stack_t place = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&place, NULL);
  struct sigaction action = {
      .sa_handler = reset_and_raise,
      .sa_flags = SA_RESETHAND | SA_NODEFER | SA_ONSTACK,
  };
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    sigaction(signals[i], &action, NULL);
  }
}
