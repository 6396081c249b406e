/// The terminal, for Swift: a few functions over wide ncurses with names and constants of their
/// own. The macros and globals of <curses.h> (stdscr, LINES, A_BOLD, getmaxyx, KEY_F) do not come
/// through an import, and no other file of the project includes it.
///
/// One terminal at a time; every call from one thread, but for claw_char_width, claw_columns,
/// claw_abandon and claw_install_crash_handler.

#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  CLAW_OPENED = 0,
  CLAW_NOT_A_TERMINAL,
  CLAW_UNKNOWN_TERMINAL,
} claw_open_status;

/// Bits of claw_style.attributes.
enum {
  CLAW_BOLD = 1,
  CLAW_DIM = 2,
  CLAW_REVERSE = 4,
  CLAW_UNDERLINE = 8,
  CLAW_ITALIC = 16,
};

/// How a run of text looks. A colour is -1 for the terminal's own or an index from 0.
typedef struct {
  int16_t foreground;
  int16_t background;
  uint16_t attributes;
} claw_style;

typedef enum {
  CLAW_INPUT_NONE = 0,
  CLAW_INPUT_CHARACTER,
  CLAW_INPUT_KEY,
  /// Alt with a character of ASCII, which came as an Esc and that character.
  CLAW_INPUT_ALT,
  /// The terminal is gone.
  CLAW_INPUT_HANGUP,
  CLAW_INPUT_MOUSE,
} claw_input_kind;

/// What a mouse does.
enum {
  CLAW_MOUSE_PRESS = 0,
  CLAW_MOUSE_WHEEL_UP,
  CLAW_MOUSE_WHEEL_DOWN,
};

/// Keys that are no characters. CLAW_KEY_FUNCTION + n is Fn.
enum {
  CLAW_KEY_OTHER = 0,
  CLAW_KEY_UP,
  CLAW_KEY_DOWN,
  CLAW_KEY_LEFT,
  CLAW_KEY_RIGHT,
  CLAW_KEY_HOME,
  CLAW_KEY_END,
  CLAW_KEY_PAGE_UP,
  CLAW_KEY_PAGE_DOWN,
  CLAW_KEY_BACKSPACE,
  CLAW_KEY_DELETE,
  CLAW_KEY_BACK_TAB,
  CLAW_KEY_ENTER,
  CLAW_KEY_CONTROL_LEFT,
  CLAW_KEY_CONTROL_RIGHT,
  CLAW_KEY_PASTE_BEGIN,
  CLAW_KEY_PASTE_END,
  CLAW_KEY_FUNCTION = 100,
};

typedef struct {
  claw_input_kind kind;
  /// The Unicode scalar of a character, or one of the keys above, or what a mouse does.
  uint32_t code;
  /// The cell of a mouse, from 0.
  int column;
  int row;
} claw_input;

/// Takes the locale of the environment for characters. True when it is UTF-8; a locale that is
/// named but not installed counts as C.UTF-8.
bool claw_set_locale(void);

/// Cells that a Unicode scalar takes: 0, 1 or 2; -1 for one that cannot be shown. The tables are
/// those that ncurses counts with, whatever the locale.
int claw_char_width(uint32_t scalar);

/// Opens a terminal of the given type on two descriptors, in raw mode, on the alternate screen,
/// with bracketed paste. `escape_delay_ms` is how long a lone Esc is waited on.
claw_open_status claw_open(const char *type, int input, int output, int escape_delay_ms);

/// Gives the terminal back as it was found.
void claw_close(void);

/// Gives the terminal back for a while, and takes it again with a whole repaint at the next flush.
void claw_suspend(void);
void claw_resume(void);

/// Columns of the terminal behind a descriptor; 0 where there is none or it does not say. Needs no
/// claw_open.
int claw_columns(int descriptor);

/// Asks the system for the size and takes it; false when it is unknown.
bool claw_fit(int *width, int *height);

/// How many colours there are; 0 for none.
int claw_colors(void);

/// Puts UTF-8 text at a cell. The text must fit the row; one scalar with its zero-width followers
/// is one cluster.
void claw_put(int row, int column, const char *text, claw_style style);

/// Shows the cursor at a cell, or hides it when `row` is negative.
void claw_place_cursor(int row, int column);

/// Sends what differs from the terminal's screen, at once.
void claw_flush(void);

/// The next flush repaints everything.
void claw_repaint(void);

/// True when the terminal takes output without blocking.
bool claw_can_write(void);

/// Sends bytes as they are and waits for nothing: how many the terminal has taken. The rest has to
/// come before anything is drawn.
size_t claw_send(const uint8_t *bytes, size_t length);

/// Whether the terminal tells of presses and of the wheel. What it tells otherwise is passed over.
void claw_use_mouse(bool is_used);

/// The next piece of input, without waiting (but for the delay after a lone Esc).
claw_input claw_read(void);

/// Gives up on a terminal that takes no output: what waits is dropped, the modes are restored as
/// far as that goes without waiting. Only before _exit; from any thread.
void claw_abandon(void);

/// On a crash, resets the terminal with a string prepared by claw_open and lets the crash go on.
void claw_install_crash_handler(void);

#endif
