/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>

#include <glib/gi18n-lib.h>
#include <qrencode.h>

#include "base/eo-error.h"
#include "exchange/eo-cover.h"
#include "paper/eo-cover-paper.h"
#include "paper/eo-paper-text.h"

/* In points. Three and a half points a module: nine pixels on a scan of 200 dots an inch. */
#define CODE_SIZE 180.0
#define QUIET 4 /* modules of white that a reader wants around a code */
#define MOST_FACTS 7
#define LABEL_WIDTH 130.0

typedef struct
{
  EoStore  *store;
  EoRecord *record;
  QRcode   *code;
  char     *payload;
} Cover;

static void
draw_code (cairo_t      *cr,
           const QRcode *code,
           double        x,
           double        y)
{
  double module = CODE_SIZE / (code->width + 2 * QUIET);

  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int row = 0; row < code->width; row++)
    for (int column = 0; column < code->width; column++)
      if (code->data[row * code->width + column] & 1)
        cairo_rectangle (cr, x + (column + QUIET) * module, y + (row + QUIET) * module, module, module);
  cairo_fill (cr);
}

/* The fields of the register, and what they say of this record. */
static double
draw_facts (cairo_t  *cr,
            EoRecord *record,
            double    x,
            double    y,
            double    width)
{
  static const EoPaperFont label = { .size = 10, .grey = 0.35, .max_lines = 1 };
  static const EoPaperFont value = { .size = 12, .max_lines = 2 };
  const EoField *title = eo_kind_get_title_field (eo_record_get_kind (record));
  guint n, shown = 0;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n);

  for (guint i = 0; i < n && shown < MOST_FACTS; i++)
    {
      g_autofree char *text = NULL;

      if (fields[i] == title || (fields[i]->flags & (EO_COLUMN | EO_STATE)) != EO_COLUMN
          || !eo_kind_field_printed (record, fields[i]))
        continue;
      text = eo_field_display (fields[i], record);
      if (*text == '\0')
        continue;
      eo_paper_put (cr, eo_kind_field_label (record, fields[i]), &label, x, y + 1.5, LABEL_WIDTH);
      y += eo_paper_put (cr, text, &value, x + LABEL_WIDTH, y, width - LABEL_WIDTH) + 6;
      shown++;
    }
  return y;
}

static void
draw_marking (cairo_t       *cr,
              const EoPaper *paper,
              EoRecord      *record)
{
  static const EoPaperFont font = { .size = 12, .bold = TRUE, .align = PANGO_ALIGN_CENTER };
  g_autofree char *marking = NULL;

  if (record->classification == EO_OPEN)
    return;
  marking = g_utf8_strup (eo_choice_label (eo_classification_get_type (), record->classification), -1);
  eo_paper_put (cr, marking, &font, 0, 24, paper->width);
  eo_paper_put (cr, marking, &font, 0, paper->height - 40, paper->width);
}

static void
draw_sheet (const Cover *cover,
            cairo_t     *cr)
{
  static const EoPaperFont tiny = { .size = 7, .grey = 0.35, .max_lines = 1 };
  static const EoPaperFont small = { .size = 10, .grey = 0.35, .max_lines = 1 };
  static const EoPaperFont huge = { .size = 40, .bold = TRUE, .max_lines = 1 };
  static const EoPaperFont large = { .size = 17, .bold = TRUE, .max_lines = 8 };
  EoPaper paper = eo_paper_a4 (FALSE);
  g_autofree char *office = eo_store_get_setting (cover->store, "office-name");
  const EoKind *kind = eo_record_get_kind (cover->record);
  g_autofree char *heading = g_strjoin (*office != '\0' ? " · " : "", office, _(kind->label), NULL);
  double x = paper.left, y = paper.top, width = paper.width - paper.left - paper.right;

  draw_marking (cr, &paper, cover->record);
  y += eo_paper_put (cr, heading, &small, x, y, width) + 18;
  draw_code (cr, cover->code, x - CODE_SIZE * QUIET / (cover->code->width + 2 * QUIET), y);
  /* What the code says, for the eye, and for a sheet that is kept as a file and never was on paper. */
  eo_paper_put (cr, cover->payload, &tiny, x, y + CODE_SIZE, width);
  y += CODE_SIZE + 14;
  y += eo_paper_put (cr, eo_record_get_name (cover->record), &huge, x, y, width) + 10;
  if (*cover->record->reference != '\0')
    y += eo_paper_put (cr, eo_record_get_title (cover->record), &large, x, y, width);
  eo_paper_rule (cr, x, y + 12, width, 0.8, 0.6);
  draw_facts (cr, cover->record, x, y + 24, width);
  eo_paper_put (cr, _("Lay this sheet on top of the paper when it is scanned: the scan finds its record by it."), &small, x,
                paper.height - paper.bottom - 14, width);
}

static gboolean
draw (cairo_surface_t  *surface,
      cairo_t          *cr,
      gpointer          user_data,
      GError          **error)
{
  draw_sheet (user_data, cr);
  cairo_show_page (cr);
  return TRUE;
}

static gboolean
cover_init (Cover     *cover,
            EoStore   *store,
            EoRecord  *record,
            GError   **error)
{
  *cover = (Cover) { store, record, NULL, eo_cover_payload (store, record, error) };
  if (cover->payload == NULL)
    return FALSE;
  cover->code = QRcode_encodeString (cover->payload, 0, QR_ECLEVEL_Q, QR_MODE_8, 1);
  if (cover->code == NULL)
    g_set_error (error, EO_ERROR, EO_ERROR_FAILED, _("The code of %s could not be made: %s"), eo_record_get_name (record),
                 g_strerror (errno));
  return cover->code != NULL;
}

static void
cover_clear (Cover *cover)
{
  g_clear_pointer (&cover->code, QRcode_free);
  g_clear_pointer (&cover->payload, g_free);
}

gboolean
eo_cover_paper_draw (EoStore   *store,
                     EoRecord  *record,
                     cairo_t   *cr,
                     GError   **error)
{
  gboolean drawn;
  Cover cover;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_RECORD (record) && cr != NULL, FALSE);

  drawn = cover_init (&cover, store, record, error);
  if (drawn)
    draw_sheet (&cover, cr);
  cover_clear (&cover);
  return drawn;
}

gboolean
eo_cover_paper_write_pdf (EoStore     *store,
                          EoRecord    *record,
                          const char  *path,
                          GError     **error)
{
  EoPaper paper = eo_paper_a4 (FALSE);
  gboolean written = FALSE;
  Cover cover;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_RECORD (record) && path != NULL, FALSE);

  if (cover_init (&cover, store, record, error))
    written = eo_paper_write_pdf (path, &paper, draw, &cover, error);
  cover_clear (&cover);
  return written;
}
