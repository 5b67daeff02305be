/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "paper/eo-mail-sheet.h"
#include "paper/eo-paper.h"
#include "reader/eo-sealed.h"

/* All in points. */
#define FONT_FAMILY "Cantarell, DejaVu Sans"
#define TITLE_SIZE 15.0
#define TEXT_SIZE 10.0
#define FOOT_SIZE 8.0
#define LABEL_WIDTH 82.0
#define ROW_GAP 3.0
#define GREY 0.42

#define PIECE 4000      /* characters laid out at a time: the time it takes rises faster than their number */
#define MAX_PAGES 2000

typedef struct
{
  cairo_surface_t *surface;
  cairo_t         *cr;
  EoPaper          paper;
  double           y;
  guint            page;
} Sheet;

/* What a thread is to convert. */
typedef struct
{
  int   fd;
  char *name;
} Job;

static PangoLayout *
make_layout (Sheet       *sheet,
             const char  *text,
             gssize       length,
             double       size,
             PangoWeight  weight,
             double       width)
{
  PangoLayout *layout = pango_cairo_create_layout (sheet->cr);
  PangoFontDescription *font = pango_font_description_from_string (FONT_FAMILY);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing (layout, 1.5 * PANGO_SCALE);
  pango_layout_set_text (layout, text, length);
  return layout;
}

static void
put_foot (Sheet *sheet)
{
  g_autofree char *text = g_strdup_printf (_("Page %u"), sheet->page + 1);
  g_autoptr (PangoLayout) layout = make_layout (sheet, text, -1, FOOT_SIZE, PANGO_WEIGHT_NORMAL,
                                                sheet->paper.width - sheet->paper.left - sheet->paper.right);

  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  cairo_set_source_rgb (sheet->cr, GREY, GREY, GREY);
  cairo_move_to (sheet->cr, sheet->paper.left, sheet->paper.height - sheet->paper.bottom + 8);
  pango_cairo_show_layout (sheet->cr, layout);
}

static void
next_page (Sheet *sheet)
{
  put_foot (sheet);
  cairo_show_page (sheet->cr);
  sheet->page++;
  sheet->y = sheet->paper.top;
}

/* Line by line, on as many pages as it takes. */
static void
put_layout (Sheet       *sheet,
            PangoLayout *layout,
            double       x,
            double       grey)
{
  double bottom = sheet->paper.height - sheet->paper.bottom;
  double before = 0, start = sheet->y;
  PangoLayoutIter *line = pango_layout_get_iter (layout);

  do
    {
      int top, end;
      double from, to;

      pango_layout_iter_get_line_yrange (line, &top, &end);
      from = (double) top / PANGO_SCALE;
      to = (double) end / PANGO_SCALE;
      if (start + to - before > bottom && sheet->page + 1 < MAX_PAGES)
        {
          next_page (sheet);
          before = from;
          start = sheet->y;
        }
      cairo_set_source_rgb (sheet->cr, grey, grey, grey);
      cairo_move_to (sheet->cr, x, start - before + (double) pango_layout_iter_get_baseline (line) / PANGO_SCALE);
      pango_cairo_show_layout_line (sheet->cr, pango_layout_iter_get_line_readonly (line));
      sheet->y = start + to - before;
    }
  while (pango_layout_iter_next_line (line));
  pango_layout_iter_free (line);
}

static double
text_width (const Sheet *sheet)
{
  return sheet->paper.width - sheet->paper.left - sheet->paper.right;
}

static void
put_row (Sheet      *sheet,
         const char *label,
         const char *value)
{
  g_autoptr (PangoLayout) name = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  if (*value == '\0')
    return;
  name = make_layout (sheet, label, -1, TEXT_SIZE, PANGO_WEIGHT_NORMAL, LABEL_WIDTH - 6);
  cairo_set_source_rgb (sheet->cr, GREY, GREY, GREY);
  cairo_move_to (sheet->cr, sheet->paper.left, sheet->y);
  pango_cairo_show_layout (sheet->cr, name);
  layout = make_layout (sheet, value, -1, TEXT_SIZE, PANGO_WEIGHT_NORMAL, text_width (sheet) - LABEL_WIDTH);
  put_layout (sheet, layout, sheet->paper.left + LABEL_WIDTH, 0);
  sheet->y += ROW_GAP;
}

static void
put_header (Sheet           *sheet,
            const EoMessage *message)
{
  g_autoptr (PangoLayout) title = make_layout (sheet, *message->subject != '\0' ? message->subject : _("(no subject)"), -1,
                                               TITLE_SIZE, PANGO_WEIGHT_BOLD, text_width (sheet));
  g_autofree char *from = *message->from_name == '\0' ? g_strdup (message->from_address)
                          : *message->from_address == '\0' ? g_strdup (message->from_name)
                          : g_strdup_printf ("%s <%s>", message->from_name, message->from_address);
  g_autofree char *sent = eo_instant_format (&message->sent);
  g_autoptr (GString) files = g_string_new (NULL);

  for (guint i = 0; i < message->parts->len; i++)
    {
      const EoMessagePart *part = g_ptr_array_index (message->parts, i);
      g_autofree char *size = eo_format_size (part->size);

      g_string_append_printf (files, "%s%s (%s)", i > 0 ? "\n" : "", part->name, size);
    }
  put_layout (sheet, title, sheet->paper.left, 0);
  sheet->y += 8;
  put_row (sheet, _("From"), from);
  put_row (sheet, _("To"), message->to);
  put_row (sheet, _("Copy"), message->cc);
  put_row (sheet, _("Sent"), sent);
  put_row (sheet, _("Reference"), message->reference);
  put_row (sheet, _("Attachments"), files->str);
  if (message->is_cut)
    put_row (sheet, _("Note"), _("Parts of this message are too deep or too large to be shown. They are in the message itself."));
  cairo_set_line_width (sheet->cr, 0.7);
  cairo_set_source_rgb (sheet->cr, 0.78, 0.78, 0.78);
  cairo_move_to (sheet->cr, sheet->paper.left, sheet->y + 4);
  cairo_rel_line_to (sheet->cr, text_width (sheet), 0);
  cairo_stroke (sheet->cr);
  sheet->y += 14;
}

/* As far as the last line, or else the last word, that ends within a piece. */
static gsize
measure_piece (const char *text)
{
  const char *end = text;
  const char *line = NULL, *word = NULL;

  for (guint n = 0; *end != '\0' && n < PIECE; end = g_utf8_next_char (end), n++)
    if (*end == '\n')
      line = end + 1;
    else if (*end == ' ')
      word = end + 1;
  if (*end == '\0')
    return end - text;
  return (line != NULL ? line : word != NULL ? word : end) - text;
}

static void
put_text (Sheet      *sheet,
          const char *text)
{
  for (gsize n; *text != '\0' && sheet->page + 1 < MAX_PAGES; text += n)
    {
      g_autoptr (PangoLayout) layout = NULL;

      n = measure_piece (text);
      layout = make_layout (sheet, text, n - (text[n - 1] == '\n'), TEXT_SIZE, PANGO_WEIGHT_NORMAL, text_width (sheet));
      put_layout (sheet, layout, sheet->paper.left, 0);
      sheet->y += 1.5;
    }
}

static cairo_status_t
write_bytes (void                *closure,
             const unsigned char *bytes,
             unsigned int         length)
{
  int fd = *(int *) closure;

  while (length > 0)
    {
      ssize_t n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return CAIRO_STATUS_WRITE_ERROR;
      bytes += n;
      length -= n;
    }
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
draw (int              fd,
      const EoMessage *message)
{
  Sheet sheet = { .paper = eo_paper_a4 (FALSE) };
  cairo_status_t status;

  sheet.surface = cairo_pdf_surface_create_for_stream (write_bytes, &fd, sheet.paper.width, sheet.paper.height);
  sheet.cr = cairo_create (sheet.surface);
  sheet.y = sheet.paper.top;
  put_header (&sheet, message);
  put_text (&sheet, message->text);
  put_foot (&sheet);
  cairo_show_page (sheet.cr);
  cairo_destroy (sheet.cr);
  cairo_surface_finish (sheet.surface);
  status = cairo_surface_status (sheet.surface);
  cairo_surface_destroy (sheet.surface);
  return status;
}

int
eo_mail_sheet_new (const EoMessage  *message,
                   GError          **error)
{
  cairo_status_t status;
  int fd;

  g_return_val_if_fail (message != NULL, -1);

  fd = eo_sealed_begin (error);
  if (fd < 0)
    return -1;
  status = draw (fd, message);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, EO_ERROR, EO_ERROR_FAILED, _("“%s” could not be drawn: %s"), message->subject,
                 cairo_status_to_string (status));
  else if (eo_sealed_end (fd, error))
    return fd;
  close (fd);
  return -1;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->fd >= 0)
    close (job->fd);
  g_free (job->name);
  g_free (job);
}

static void
convert (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  g_autoptr (EoMessage) message = eo_message_read (job->fd, job->name, FALSE, &error);
  int pdf = message != NULL ? eo_mail_sheet_new (message, &error) : -1;

  if (pdf >= 0)
    g_task_return_int (task, pdf);
  else
    g_task_return_error (task, error);
}

void
eo_mail_sheet_convert_async (int                  fd,
                             const char          *name,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (fd >= 0 && name != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_mail_sheet_convert_async);
  g_task_set_check_cancellable (task, FALSE); /* a descriptor once returned must reach its owner */
  job = g_new0 (Job, 1);
  job->fd = dup (fd);
  job->name = g_strdup (name);
  g_task_set_task_data (task, job, job_free);
  if (job->fd >= 0)
    g_task_run_in_thread (task, convert);
  else
    g_task_return_new_error (task, EO_ERROR, EO_ERROR_IO, _("“%s” could not be read."), name);
}

int
eo_mail_sheet_convert_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
