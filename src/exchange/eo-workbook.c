/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <xlsxwriter.h>

#include "base/eo-date.h"
#include "base/eo-new-file.h"
#include "base/eo-text.h"
#include "exchange/eo-workbook.h"

/* Limits of the format (ECMA-376; Microsoft, “Excel specifications and limits”). */
#define MOST_UNITS 32767      /* UTF-16 units in a cell */
#define MOST_ROWS 1048576
#define MOST_NAME 31          /* characters of a sheet's name */
#define FIRST_YEAR 1900       /* of a date */
#define LAST_EXACT 9007199254740992.0 /* 2⁵³: from there on a number would lose digits */

#define NARROWEST 9
#define WIDEST 60
#define WRAPPED_AT 50         /* of the letters of a line: some are wider than others */
#define LINE_HEIGHT 15.0      /* points */
#define HIGHEST 409.0         /* of a row, as the format has it */
#define MEASURED_ROWS 2000    /* of a sheet, for the widths of its columns */

typedef struct
{
  char       *label;
  EoCellType  type;
  guint       width;  /* in characters */
} Column;

struct _EoWorkbook
{
  EoNewFile     *file;
  char          *path;
  char          *folder;    /* libxlsxwriter's own files go there, too: where it is full, both fail */
  lxw_workbook  *book;      /* NULL once closed */
  lxw_worksheet *sheet;
  GHashTable    *names;     /* of sheets, casefolded */
  char          *name;      /* of the sheet, as it was given */
  Column        *columns;
  guint          n_columns;
  guint          row;
  char          *marking;
  lxw_format    *head;
  lxw_format    *wrapped;
  lxw_format    *formats[EO_CELL_INSTANT + 1];
};

static void
make_formats (EoWorkbook *self)
{
  static const char *const shown[] = {
    [EO_CELL_TEXT] = NULL,
    [EO_CELL_MONEY] = "\"R\"\\ #,##0.00;\\-\"R\"\\ #,##0.00",
    [EO_CELL_DATE] = "d mmm yyyy",
    [EO_CELL_INSTANT] = "d mmm yyyy, hh:mm",
  };

  self->head = workbook_add_format (self->book);
  format_set_bold (self->head);
  format_set_bottom (self->head, LXW_BORDER_THIN);
  self->wrapped = workbook_add_format (self->book);
  format_set_text_wrap (self->wrapped);
  format_set_align (self->wrapped, LXW_ALIGN_VERTICAL_TOP);
  /* What stands beside a text of several lines begins where that begins. */
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      self->formats[i] = workbook_add_format (self->book);
      format_set_align (self->formats[i], LXW_ALIGN_VERTICAL_TOP);
      if (shown[i] == NULL)
        continue;
      format_set_num_format (self->formats[i], shown[i]);
      format_set_align (self->formats[i], i == EO_CELL_MONEY ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
    }
}

/* Returns the characters of the longest of its lines. @lines: how many it fills in the widest column there may be */
static guint
measure (const char *text,
         guint      *lines)
{
  glong width = 0;

  *lines = 0;
  do
    {
      gsize n = strcspn (text, "\n");
      glong length = g_utf8_strlen (text, n);

      width = MAX (width, length);
      *lines += length + 2 <= WIDEST ? 1 : (guint) ((length + WRAPPED_AT - 1) / WRAPPED_AT);
      text += n;
    }
  while (*text++ == '\n');
  return width;
}

/* _x0041_ would be read as "A": the format's own way to write what XML cannot hold. */
static gboolean
is_escape (const char *text)
{
  return text[0] == '_' && text[1] == 'x' && g_ascii_isxdigit (text[2]) && g_ascii_isxdigit (text[3])
         && g_ascii_isxdigit (text[4]) && g_ascii_isxdigit (text[5]) && text[6] == '_';
}

/* What XML forbids left out, and not longer than a cell may be. */
static char *
clean_text (const char *text)
{
  g_autofree char *valid = eo_text_make_valid (text, -1);
  GString *out = g_string_new (NULL);
  gsize fits = 0; /* bytes of @out that leave room for "…" */
  guint units = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if ((letter & 0xfffe) == 0xfffe)
        continue;
      if (is_escape (p))
        {
          g_string_append (out, "_x005F");
          units += 6;
        }
      g_string_append_unichar (out, letter);
      units += letter > 0xffff ? 2 : 1;
      if (units > MOST_UNITS)
        {
          g_string_truncate (out, fits);
          g_string_append (out, "…");
          break;
        }
      if (units < MOST_UNITS)
        fits = out->len;
    }

  return g_string_free (out, FALSE);
}

static char *
first_characters (const char *text,
                  glong       most)
{
  return g_utf8_substring (text, 0, MIN (most, g_utf8_strlen (text, -1)));
}

/* Without what a sheet's name may not have, and another than its sisters'. */
static char *
make_name (EoWorkbook *self,
           const char *wanted)
{
  g_autofree char *line = eo_text_one_line (wanted);
  g_autofree char *plain = clean_text (g_strdelimit (line, "[]:*?/\\'", ' '));

  g_strstrip (plain);
  if (*plain == '\0' || g_ascii_strcasecmp (plain, "History") == 0) /* which is Excel's own */
    {
      g_free (plain);
      plain = g_strdup (_("Table"));
    }

  for (guint n = 1;; n++)
    {
      g_autofree char *suffix = n > 1 ? g_strdup_printf (" (%u)", n) : g_strdup ("");
      g_autofree char *start = first_characters (plain, MOST_NAME - (glong) strlen (suffix));
      g_autofree char *name = g_strconcat (g_strchomp (start), suffix, NULL);

      if (g_hash_table_add (self->names, g_utf8_casefold (name, -1)))
        return g_steal_pointer (&name);
    }
}

/* A date, or a moment, that the format can hold. */
static gboolean
parse_time (const char   *text,
            EoCellType    type,
            lxw_datetime *time)
{
  g_autoptr (GDateTime) local = NULL;
  EoInstant instant;
  EoDate date;

  memset (time, 0, sizeof *time);
  if (type == EO_CELL_DATE)
    return eo_date_parse (text, &date, NULL) && eo_date_get_ymd (&date, &time->year, &time->month, &time->day)
           && time->year >= FIRST_YEAR;

  if (!eo_instant_parse (text, &instant, NULL) || instant.iso[0] == '\0')
    return FALSE;
  local = g_date_time_new_from_unix_local (eo_instant_to_unix (&instant));
  if (local == NULL || g_date_time_get_year (local) < FIRST_YEAR)
    return FALSE;
  g_date_time_get_ymd (local, &time->year, &time->month, &time->day);
  time->hour = g_date_time_get_hour (local);
  time->min = g_date_time_get_minute (local);

  return TRUE;
}

static gboolean
parse_number (const char *text,
              double     *number)
{
  char *end = NULL;

  *number = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*number) && fabs (*number) < LAST_EXACT;
}

/* Returns how wide it is, in characters. @lines: how many it fills at least so far in its row */
static guint
write_cell (EoWorkbook *self,
            guint       column,
            const char *text,
            guint      *lines)
{
  EoCellType type = self->columns[column].type;
  g_autofree char *clean = NULL;
  lxw_format *format;
  lxw_datetime time;
  double number;
  guint width, filled;

  if (text == NULL || *text == '\0')
    return 0;

  if ((type == EO_CELL_DATE || type == EO_CELL_INSTANT) && parse_time (text, type, &time))
    {
      worksheet_write_datetime (self->sheet, self->row, column, &time, self->formats[type]);
      return type == EO_CELL_DATE ? 11 : 18;
    }
  if ((type == EO_CELL_NUMBER || type == EO_CELL_MONEY) && parse_number (text, &number))
    {
      worksheet_write_number (self->sheet, self->row, column, number, self->formats[type]);
      return strlen (text) + (type == EO_CELL_MONEY ? 5 : 0);
    }

  clean = clean_text (text);
  width = measure (clean, &filled);
  *lines = MAX (*lines, filled);
  format = self->row == 0 ? self->head : filled > 1 ? self->wrapped : self->formats[EO_CELL_TEXT];
  worksheet_write_string (self->sheet, self->row, column, clean, format);

  return width;
}

static void
write_row (EoWorkbook        *self,
           const char *const *cells)
{
  guint lines = 1;

  for (guint i = 0; i < self->n_columns; i++)
    {
      guint width = write_cell (self, i, cells[i], &lines);

      if (self->row < MEASURED_ROWS)
        self->columns[i].width = CLAMP (width + 2, self->columns[i].width, WIDEST);
    }
  /* Not every program finds the height by itself. */
  if (lines > 1)
    worksheet_set_row (self->sheet, self->row, MIN (lines * LINE_HEIGHT, HIGHEST), NULL);
  self->row++;
}

static void
begin_sheet (EoWorkbook *self)
{
  g_autofree char *name = make_name (self, self->name);

  self->sheet = workbook_add_worksheet (self->book, name);
  worksheet_freeze_panes (self->sheet, 1, 0);
  worksheet_repeat_rows (self->sheet, 0, 0);
  worksheet_set_paper (self->sheet, 9); /* A4 */
  worksheet_set_landscape (self->sheet);
  worksheet_fit_to_pages (self->sheet, 1, 0);

  self->row = 0;
  for (guint i = 0; i < self->n_columns; i++)
    {
      guint lines = 1;
      guint width = write_cell (self, i, self->columns[i].label, &lines);

      self->columns[i].width = MAX (NARROWEST, MIN (WIDEST, width + 2));
    }
  self->row = 1;
}

static void
end_sheet (EoWorkbook *self)
{
  if (self->sheet == NULL)
    return;

  for (guint i = 0; i < self->n_columns; i++)
    worksheet_set_column (self->sheet, i, i, self->columns[i].width, NULL);
  if (self->row > 1)
    worksheet_autofilter (self->sheet, 0, 0, self->row - 1, self->n_columns - 1);
  self->sheet = NULL;
}

static void
clear_columns (EoWorkbook *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->columns[i].label);
  g_clear_pointer (&self->columns, g_free);
  self->n_columns = 0;
}

/* "&" begins a code in a header. */
static void
mark_sheets (EoWorkbook *self)
{
  g_autoptr (GString) mark = g_string_new (self->marking);
  lxw_worksheet *sheet;

  if (mark->len == 0)
    return;
  g_string_replace (mark, "&", "&&", 0);
  g_string_prepend (mark, "&C&\"-,Bold\"");
  STAILQ_FOREACH (sheet, self->book->worksheets, list_pointers)
    {
      worksheet_set_header (sheet, mark->str);
      worksheet_set_footer (sheet, mark->str);
    }
}

static char *
clean_property (const char *text)
{
  g_autofree char *line = eo_text_one_line (text);

  return first_characters (line, 200); /* at most 255, says the format */
}

/**
 * eo_workbook_new:
 * @path: (type filename): where it is to be
 * @title: what it is, for the file's properties
 * @office: whose it is
 * @error: EO_ERROR_FULL, _READ_ONLY, _NOT_REGULAR (a folder has the name) or _IO, naming @path
 *
 * Returns: (transfer full): a workbook without sheets
 */
EoWorkbook *
eo_workbook_new (const char  *path,
                 const char  *title,
                 const char  *office,
                 GError     **error)
{
  g_autofree char *shown = clean_property (title);
  g_autofree char *company = clean_property (office);
  lxw_doc_properties properties = { .title = shown, .company = company };
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  g_autoptr (EoWorkbook) self = g_new0 (EoWorkbook, 1);

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  self->folder = g_path_get_dirname (path);
  self->marking = g_strdup ("");
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!eo_file_check_name (path, error) || (self->file = eo_new_file_open (path, 0600, error)) == NULL)
    return NULL;

  options.tmpdir = self->folder;
  self->book = workbook_new_opt (eo_new_file_get_temporary (self->file), &options);
  if (self->book == NULL)
    {
      eo_file_fail (path, ENOMEM, error);
      return NULL;
    }
  workbook_set_properties (self->book, &properties);
  make_formats (self);

  return g_steal_pointer (&self);
}

void
eo_workbook_set_marking (EoWorkbook *self,
                         const char *marking)
{
  g_return_if_fail (self != NULL && marking != NULL);

  g_free (self->marking);
  self->marking = clean_property (marking);
}

/**
 * eo_workbook_add_sheet:
 * @name: made fit for a sheet: without [ ] : * ? / \ ', at most 31 characters, numbered where another has it
 * @columns: copied
 */
void
eo_workbook_add_sheet (EoWorkbook          *self,
                       const char          *name,
                       const EoSheetColumn *columns,
                       guint                n_columns)
{
  g_return_if_fail (self != NULL && self->book != NULL);
  g_return_if_fail (name != NULL && columns != NULL && n_columns > 0);

  end_sheet (self);
  clear_columns (self);
  g_free (self->name);
  self->name = g_strdup (name);
  self->columns = g_new0 (Column, n_columns);
  self->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    self->columns[i] = (Column) { g_strdup (columns[i].label), columns[i].type, 0 };
  begin_sheet (self);
}

/**
 * eo_workbook_add_row:
 *
 * A sheet that is full goes on in another of its name with "(2)". Text that begins with "=" is text.
 */
void
eo_workbook_add_row (EoWorkbook        *self,
                     const char *const *cells)
{
  g_return_if_fail (self != NULL && self->sheet != NULL && cells != NULL);

  if (self->row == MOST_ROWS)
    {
      end_sheet (self);
      begin_sheet (self);
    }
  write_row (self, cells);
}

/**
 * eo_workbook_save:
 * @error: EO_ERROR_FULL, _READ_ONLY or _IO, naming the file
 *
 * Gives the whole file its name. Nothing more goes in.
 */
gboolean
eo_workbook_save (EoWorkbook  *self,
                  GError     **error)
{
  g_return_val_if_fail (self != NULL && self->book != NULL, FALSE);

  end_sheet (self);
  mark_sheets (self);
  errno = 0;
  if (workbook_close (g_steal_pointer (&self->book)) != LXW_NO_ERROR)
    return eo_file_fail (self->path, errno != 0 ? errno : EIO, error);

  return eo_new_file_replace (self->file, error);
}

void
eo_workbook_free (EoWorkbook *self)
{
  if (self == NULL)
    return;

  clear_columns (self);
  if (self->book != NULL)
    lxw_workbook_free (self->book);
  g_clear_pointer (&self->file, eo_new_file_free);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_free (self->marking);
  g_free (self->name);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}
