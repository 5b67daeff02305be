/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "reader/eo-pack-pages.h"
#include "reader/eo-sealed.h"
#include "sections/diary/paper/eo-day-pack-making.h"
#include "sections/diary/paper/eo-diary-papers.h"

#define READY 0.2 /* of the whole, when all parts are there */

/* A part on its way into the pack. */
typedef struct
{
  int      fd;
  char    *name;
  char    *title;
  char    *foot;
  guint    depth;
  gboolean is_own;
} Part;

typedef struct
{
  EoDayPack            *plan;
  GArray               *parts;
  EoClassification      highest;
  GCancellable         *cancellable;
  EoReportProgressFunc  progress;
  gpointer              progress_data;
  char                 *date;
} Making;

static void
part_clear (gpointer data)
{
  Part *part = data;

  if (part->fd >= 0)
    close (part->fd);
  g_free (part->name);
  g_free (part->title);
  g_free (part->foot);
}

static void
making_clear (Making *self)
{
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self->date);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static gboolean
add_report (Making      *self,
            EoReport    *report,
            const char  *title,
            GError     **error)
{
  const EoPaper paper = eo_paper_a4 (FALSE);
  g_autoptr (GBytes) pdf = eo_report_make_pdf (report, &paper, NULL, self->cancellable, error);
  Part part = { -1, g_strdup (title), g_strdup (title), g_strdup (self->date), 0, TRUE };

  if (pdf != NULL)
    part.fd = eo_sealed_new (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), error);
  g_array_append_val (self->parts, part);
  return part.fd >= 0;
}

static gboolean
add_programme (Making  *self,
               GError **error)
{
  EoDayPack *plan = self->plan;
  g_autoptr (EoReport) report = eo_day_programme_new (plan->store, EO_RECORD (plan->span->diary)->id, &plan->day, error);

  self->highest = EO_RECORD (plan->span->diary)->classification;
  for (guint i = 0; i < plan->span->all->len; i++)
    _eo_paper_raise (&self->highest, g_ptr_array_index (plan->span->all, i));
  if (report == NULL)
    return FALSE;
  eo_report_set_bound (report);
  return add_report (self, report, _("Daily programme"), error);
}

static gboolean
is_wanted (EoDayPack      *plan,
           guint           appointment,
           EoPackItemKind  kind)
{
  for (guint i = 0; i < plan->items->len; i++)
    {
      const EoPackPlanItem *item = &g_array_index (plan->items, EoPackPlanItem, i);

      if (item->appointment == appointment && item->shown.kind == kind)
        return item->shown.is_included;
    }
  return FALSE;
}

/* Below the sheet of its appointment, where that is in. */
static void
add_document (Making               *self,
              const EoPackPlanItem *item,
              gboolean              has_sheet)
{
  EoPackAppointment *of = g_ptr_array_index (self->plan->appointments, item->appointment);
  Part part = { .fd = _eo_pack_open_document (self->plan->store, item->document, self->cancellable) };

  part.name = g_strdup (item->document->name);
  part.title = has_sheet ? g_strdup (part.name) : g_strdup_printf ("%s: %s", of->title, part.name);
  part.foot = g_strdup (part.name);
  part.depth = has_sheet ? 1 : 0;
  g_array_append_val (self->parts, part);
  self->highest = MAX (self->highest, of->documents_marking);
}

static gboolean
add_appointment (Making  *self,
                 guint    index,
                 GError **error)
{
  EoDayPack *plan = self->plan;
  EoPackAppointment *of = g_ptr_array_index (plan->appointments, index);
  gboolean has_sheet = is_wanted (plan, index, EO_PACK_ITEM_SHEET);

  if (has_sheet)
    {
      g_autoptr (EoReport) report
        = _eo_pack_appointment_report (of, plan->span, &plan->day, is_wanted (plan, index, EO_PACK_ITEM_LETTERS),
                                       is_wanted (plan, index, EO_PACK_ITEM_COMMITMENTS), &self->highest);

      if (!add_report (self, report, of->title, error))
        return FALSE;
    }
  for (guint i = 0; i < plan->items->len; i++)
    {
      const EoPackPlanItem *item = &g_array_index (plan->items, EoPackPlanItem, i);

      if (item->appointment != index || item->document == NULL || !item->shown.is_included)
        continue;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      add_document (self, item, has_sheet);
    }
  return TRUE;
}

static char **
make_line (Making *self,
           EoPack *pack,
           guint   i)
{
  const Part *part = &g_array_index (self->parts, Part, i);
  const char *indent = part->depth > 0 ? "\xe2\x80\x83" : ""; /* an em space */
  const char *missing = eo_pack_get_refused (pack, i) == NULL ? NULL
                        : eo_pack_get_n_pages (pack, i) == 1 ? _("could not be put in") : _("not all of it could be put in");
  char **cells = g_new0 (char *, 3);

  cells[0] = missing != NULL ? g_strdup_printf ("%s%s (%s)", indent, part->title, missing)
                             : g_strconcat (indent, part->title, NULL);
  cells[1] = g_strdup_printf ("%u", eo_pack_get_page (pack, i));
  return cells;
}

/* EoPackContentsFunc */
static GBytes *
draw_contents (EoPack    *pack,
               guint     *n_pages,
               gpointer   user_data,
               GError   **error)
{
  Making *self = user_data;
  const EoReportColumn columns[] = {
    { _("What"), 9, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Page"), 1, EO_REPORT_END, FALSE, EO_CELL_TEXT },
  };
  const EoPaper paper = eo_paper_a4 (FALSE);
  g_autoptr (EoReport) report = _eo_paper_report (self->plan->store, _("Day pack"), self->plan->spans, self->date);
  GPtrArray *rows = _eo_paper_rows_new ();

  for (guint i = 0; i < self->parts->len; i++)
    _eo_paper_rows_add (rows, make_line (self, pack, i));
  eo_report_set_bound (report);
  eo_report_add_table (report, _("Contents"), columns, G_N_ELEMENTS (columns), rows->len, _eo_paper_rows_give, rows,
                       (GDestroyNotify) g_ptr_array_unref);
  return eo_report_make_pdf (report, &paper, n_pages, self->cancellable, error);
}

static void
on_progress (double   fraction,
             gpointer user_data)
{
  Making *self = user_data;

  if (self->progress != NULL)
    self->progress (READY + (1 - READY) * fraction, self->progress_data);
}

static GBytes *
compose (Making  *self,
         GError **error)
{
  g_autofree char *title = g_strdup_printf (_("Day pack, %s"), self->date);
  g_autoptr (EoPack) pack = eo_pack_new (title, self->highest > EO_OPEN
                                                ? eo_choice_label (eo_classification_get_type (), self->highest) : NULL);

  eo_pack_set_contents (pack, _("Contents"), draw_contents, self);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      const EoPackPart given = {
        .fd = part->fd, .name = part->name, .title = part->title, .depth = part->depth, .foot = part->foot,
        .is_own = part->is_own,
      };

      eo_pack_add (pack, &given);
    }
  return eo_pack_compose (pack, self->cancellable, on_progress, self, error);
}

GBytes *
eo_day_pack_make (EoDayPack             *plan,
                  GCancellable          *cancellable,
                  EoReportProgressFunc   progress,
                  gpointer               progress_data,
                  GError               **error)
{
  g_auto (Making) self = { .plan = plan, .cancellable = cancellable, .progress = progress, .progress_data = progress_data };

  g_return_val_if_fail (plan != NULL, NULL);

  self.date = eo_date_format_long (&plan->day);
  self.parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self.parts, part_clear);
  if (!add_programme (&self, error))
    return NULL;
  for (guint i = 0; i < plan->appointments->len; i++)
    {
      if (!add_appointment (&self, i, error))
        return NULL;
      if (progress != NULL)
        progress (READY * (i + 1) / plan->appointments->len, progress_data);
    }
  return compose (&self, error);
}
