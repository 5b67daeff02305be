/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-fit.h"
#include "sections/diary/view/eo-all-day-strip.h"
#include "sections/diary/view/eo-block-layout.h"
#include "sections/diary/view/eo-day-note-chip.h"
#include "sections/diary/view/eo-grid-body.h"

#define MOST_ROWS 4 /* then the last one says how many more there are */
#define PAD 5       /* px that a bar is higher than its text */
#define BETWEEN 3   /* px between rows */

typedef struct
{
  GtkWidget *widget;     /* an EoBlock, or what shows a note */
  gboolean   is_block;
  guint      first;      /* index of a day */
  guint      last;
} Bar;

struct _EoAllDayStrip
{
  GtkWidget   parent_instance;

  GtkWidget  *title;
  GArray     *bars;      /* of Bar */
  GArray     *spans;     /* of EoBlockSpan, as many */
  GPtrArray  *blocks;    /* of EoBlock, spare ones too */
  GPtrArray  *notes;     /* of GtkWidget */
  char       *told;      /* what they say: the same ones stay, with the focus */
  GPtrArray  *more;      /* of GtkMenuButton, one a day */
  GPtrArray  *in_order;  /* of EoBlock */
  guint       n_days;
  guint       rows;
};

enum { ACTIVATE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoAllDayStrip, eo_all_day_strip, GTK_TYPE_WIDGET)

static int
get_row_height (EoAllDayStrip *self)
{
  int height;

  gtk_widget_measure (self->title, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height + PAD + BETWEEN;
}

static EoBlockSpan *
get_span (EoAllDayStrip *self,
          guint          index)
{
  return &g_array_index (self->spans, EoBlockSpan, index);
}

/* Those beyond the last row are told by number. */
static gboolean
is_seen (EoAllDayStrip *self,
         guint          index)
{
  return self->rows <= MOST_ROWS || get_span (self, index)->lane < MOST_ROWS - 1;
}

static void
add_bar (EoAllDayStrip     *self,
         const EoGridModel *model,
         GtkWidget         *widget,
         gboolean           is_block,
         const EoDate      *first,
         const EoDate      *last)
{
  int begin = MAX (eo_date_diff (first, &model->first), 0);
  int end = MIN (eo_date_diff (last, &model->first), (int) model->n_days - 1);
  Bar bar = { widget, is_block, (guint) begin, (guint) end };
  EoBlockSpan span = { .from = begin, .until = end + 1, .order = self->bars->len };

  g_array_append_val (self->bars, bar);
  g_array_append_val (self->spans, span);
}

static gboolean
is_among (const EoGridModel *model,
          const EoDate      *first,
          const EoDate      *last)
{
  return eo_date_diff (last, &model->first) >= 0 && eo_date_diff (first, &model->first) < (int) model->n_days;
}

/* FALSE where the widgets of notes say it already. */
static gboolean
tell_other (EoAllDayStrip     *self,
            const EoGridModel *model)
{
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < model->notes->len; i++)
    {
      const EoDayNote *note = &g_array_index (model->notes, EoDayNote, i);
      g_autofree char *text = eo_day_note_say (note);

      if (is_among (model, &note->first, &note->last))
        g_string_append_printf (told, "%s %d %s\n", note->first.iso, (int) note->kind, text);
      for (guint j = 0; note->due != NULL && j < note->due->letters->len; j++)
        g_string_append_printf (told, "%" G_GINT64_FORMAT " ", ((EoDueLetter *) g_ptr_array_index (note->due->letters, j))->id);
    }
  return eo_str_set (&self->told, told->str);
}

/* Widgets of notes are few and plain: others are made anew. */
static void
add_notes (EoAllDayStrip     *self,
           const EoGridModel *model)
{
  gboolean other = tell_other (self, model);
  guint n = 0;

  for (guint i = 0; other && i < self->notes->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->notes, i));
  if (other)
    g_ptr_array_set_size (self->notes, 0);
  for (guint i = 0; i < model->notes->len; i++)
    {
      const EoDayNote *note = &g_array_index (model->notes, EoDayNote, i);
      GtkWidget *chip;

      if (!is_among (model, &note->first, &note->last))
        continue;
      if (other)
        {
          chip = eo_day_note_chip_new (note);
          gtk_widget_set_parent (chip, GTK_WIDGET (self));
          g_ptr_array_add (self->notes, chip);
        }
      chip = g_ptr_array_index (self->notes, n++);
      add_bar (self, model, chip, FALSE, &note->first, &note->last);
    }
}

static EoBlock *
take_block (EoAllDayStrip      *self,
            guint               used,
            const EoOccurrence *occurrence)
{
  GtkWidget *block;

  for (guint i = used; i < self->blocks->len; i++)
    {
      EoBlock *spare = g_ptr_array_index (self->blocks, i);
      const EoOccurrence *shown = eo_block_get_occurrence (spare);

      if (shown != NULL && shown->appointment == occurrence->appointment
          && strcmp (shown->original, occurrence->original) == 0)
        {
          self->blocks->pdata[i] = self->blocks->pdata[used];
          self->blocks->pdata[used] = spare;
          break;
        }
    }
  if (used < self->blocks->len)
    return g_ptr_array_index (self->blocks, used);
  block = eo_block_new (TRUE);
  gtk_widget_set_parent (block, GTK_WIDGET (self));
  g_ptr_array_add (self->blocks, block);
  return EO_BLOCK (block);
}

static void
add_blocks (EoAllDayStrip     *self,
            const EoGridModel *model,
            guint             *n_bars)
{
  guint used = 0;

  for (guint i = 0; i < model->occurrences->len; i++)
    {
      EoOccurrence *occurrence = g_ptr_array_index (model->occurrences, i);
      EoBlockFacts facts;
      EoBlock *block;

      if (!eo_day_part_is_bar (occurrence, model->zone, &facts.first, &facts.last)
          || !is_among (model, &facts.first, &facts.last) || !eo_grid_model_get_facts (model, occurrence, NULL, &facts))
        continue;
      facts.part.goes_on_before = eo_date_diff (&facts.first, &model->first) < 0;
      facts.part.goes_on_after = eo_date_diff (&facts.last, &model->first) >= (int) model->n_days;
      block = take_block (self, used++, occurrence);
      eo_block_show (block, &facts);
      gtk_widget_set_visible (GTK_WIDGET (block), TRUE);
      add_bar (self, model, GTK_WIDGET (block), TRUE, &facts.first, &facts.last);
      for (guint day = g_array_index (self->bars, Bar, self->bars->len - 1).first;
           day <= g_array_index (self->bars, Bar, self->bars->len - 1).last; day++)
        n_bars[day]++;
    }
  for (guint i = used; i < self->blocks->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->blocks, i), FALSE);
}

static void
on_more_pressed (GtkButton *button,
                 gpointer   user_data)
{
  EoAllDayStrip *self = user_data;
  EoOccurrence *occurrence = eo_occurrence_ref (g_object_get_data (G_OBJECT (button), "eo-occurrence"));

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
  g_signal_emit (self, signals[ACTIVATE], 0, occurrence);
  eo_occurrence_unref (occurrence);
}

static GtkWidget *
new_note_row (const Bar *bar)
{
  EoDueDay *due = eo_day_note_chip_get_due (bar->widget);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", gtk_widget_get_tooltip_text (bar->widget), "xalign",
                                               0.f, "margin-start", 9, "margin-end", 9, NULL));
  if (due != NULL)
    gtk_box_append (GTK_BOX (box), eo_day_note_letters_new (due));
  return box;
}

/* What a note says stands in a label; an appointment is a button, and so is each letter that is due. */
static GtkWidget *
new_more_row (EoAllDayStrip *self,
              const Bar     *bar)
{
  GtkWidget *row, *label;

  if (!bar->is_block)
    return new_note_row (bar);
  row = gtk_button_new ();
  label = g_object_new (GTK_TYPE_LABEL, "label", eo_block_get_name (EO_BLOCK (bar->widget)), "xalign", 0.f,
                        "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 60, NULL);
  gtk_button_set_child (GTK_BUTTON (row), label);
  gtk_widget_add_css_class (row, "flat");
  gtk_widget_add_css_class (row, "small");
  gtk_widget_set_sensitive (row, !eo_block_is_hidden (EO_BLOCK (bar->widget)));
  g_object_set_data_full (G_OBJECT (row), "eo-occurrence",
                          eo_occurrence_ref (eo_block_get_occurrence (EO_BLOCK (bar->widget))),
                          (GDestroyNotify) eo_occurrence_unref);
  g_signal_connect (row, "clicked", G_CALLBACK (on_more_pressed), self);
  return row;
}

/* Made when it is wanted: all of the day, so that nobody has to add up. */
static void
make_popover (GtkMenuButton *button,
              gpointer       user_data)
{
  EoAllDayStrip *self = user_data;
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  guint day = 0;

  g_ptr_array_find (self->more, button, &day);
  for (guint i = 0; i < self->bars->len; i++)
    {
      const Bar *bar = &g_array_index (self->bars, Bar, i);

      if (bar->first <= day && bar->last >= day)
        gtk_box_append (GTK_BOX (box), new_more_row (self, bar));
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
show_more (EoAllDayStrip     *self,
           const EoGridModel *model)
{
  while (self->more->len > model->n_days)
    gtk_widget_unparent (g_ptr_array_steal_index (self->more, self->more->len - 1));
  while (self->more->len < model->n_days)
    {
      GtkWidget *button = gtk_menu_button_new ();

      gtk_menu_button_set_child (GTK_MENU_BUTTON (button), g_object_new (GTK_TYPE_LABEL, "xalign", 0.f, NULL));
      gtk_widget_add_css_class (button, "more-bars");
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover, self, NULL);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      g_ptr_array_add (self->more, button);
    }
  for (guint day = 0; day < model->n_days; day++)
    {
      GtkWidget *button = g_ptr_array_index (self->more, day);
      g_autofree char *name = eo_grid_model_name_day (model, day, NULL);
      g_autofree char *label = NULL, *whole = NULL;
      guint n = 0;

      for (guint i = 0; i < self->bars->len; i++)
        n += !is_seen (self, i) && g_array_index (self->bars, Bar, i).first <= day
             && g_array_index (self->bars, Bar, i).last >= day;
      gtk_widget_set_visible (button, n > 0);
      label = g_strdup_printf (_("+%u more"), n);
      whole = g_strdup_printf (_("%u more on %s"), n, name);
      gtk_label_set_label (GTK_LABEL (gtk_menu_button_get_child (GTK_MENU_BUTTON (button))), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
    }
}

static int
compare_bars (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  EoAllDayStrip *self = user_data;
  guint one = *(const guint *) a, other = *(const guint *) b;

  if (get_span (self, one)->from != get_span (self, other)->from)
    return get_span (self, one)->from - get_span (self, other)->from;
  return (int) get_span (self, one)->lane - (int) get_span (self, other)->lane;
}

static void
put_in_order (EoAllDayStrip *self)
{
  g_autofree guint *indices = g_new (guint, MAX (self->bars->len, 1));

  for (guint i = 0; i < self->bars->len; i++)
    indices[i] = i;
  g_qsort_with_data (indices, (int) self->bars->len, sizeof *indices, compare_bars, self);
  g_ptr_array_set_size (self->in_order, 0);
  for (guint i = 0; i < self->bars->len; i++)
    if (g_array_index (self->bars, Bar, indices[i]).is_block && is_seen (self, indices[i]))
      g_ptr_array_add (self->in_order, g_array_index (self->bars, Bar, indices[i]).widget);
}

static void
eo_all_day_strip_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  EoAllDayStrip *self = EO_ALL_DAY_STRIP (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) MIN (self->rows, MOST_ROWS) * get_row_height (self) + (self->rows > 0 ? 1 : 0);
}

static void
eo_all_day_strip_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  EoAllDayStrip *self = EO_ALL_DAY_STRIP (widget);
  int row = get_row_height (self), x, end, day_width;

  eo_fit_place (self->title, 0, PAD / 2, eo_grid_get_gutter (widget) - 7, self->rows > 0 ? row - BETWEEN - PAD : 0);
  for (guint i = 0; i < self->bars->len; i++)
    {
      const Bar *bar = &g_array_index (self->bars, Bar, i);

      eo_grid_get_area (widget, width, self->n_days, bar->first, &x, &day_width);
      eo_grid_get_area (widget, width, self->n_days, bar->last, &end, &day_width);
      eo_fit_place (bar->widget, x + 2, (int) get_span (self, i)->lane * row,
                    is_seen (self, i) ? end + day_width - x - 7 : 0, row - BETWEEN);
    }
  for (guint day = 0; day < self->more->len; day++)
    {
      GtkWidget *button = g_ptr_array_index (self->more, day);

      if (!gtk_widget_get_visible (button))
        continue;
      eo_grid_get_area (widget, width, self->n_days, day, &x, &day_width);
      eo_fit_place (button, x + 2, (MOST_ROWS - 1) * row, day_width - 7, row - BETWEEN);
    }
}

static void
eo_all_day_strip_dispose (GObject *object)
{
  EoAllDayStrip *self = EO_ALL_DAY_STRIP (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_array_set_size (self->bars, 0);
  g_array_set_size (self->spans, 0);
  g_ptr_array_set_size (self->blocks, 0);
  g_ptr_array_set_size (self->notes, 0);
  g_ptr_array_set_size (self->more, 0);
  g_ptr_array_set_size (self->in_order, 0);

  G_OBJECT_CLASS (eo_all_day_strip_parent_class)->dispose (object);
}

static void
eo_all_day_strip_finalize (GObject *object)
{
  EoAllDayStrip *self = EO_ALL_DAY_STRIP (object);

  g_array_unref (self->bars);
  g_array_unref (self->spans);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->notes);
  g_free (self->told);
  g_ptr_array_unref (self->more);
  g_ptr_array_unref (self->in_order);

  G_OBJECT_CLASS (eo_all_day_strip_parent_class)->finalize (object);
}

static void
eo_all_day_strip_class_init (EoAllDayStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_all_day_strip_dispose;
  object_class->finalize = eo_all_day_strip_finalize;
  widget_class->get_request_mode = eo_fit_get_request_mode;
  widget_class->measure = eo_all_day_strip_measure;
  widget_class->size_allocate = eo_all_day_strip_size_allocate;

  signals[ACTIVATE] = g_signal_new ("activate", EO_TYPE_ALL_DAY_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_css_name (widget_class, "alldaystrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eo_all_day_strip_init (EoAllDayStrip *self)
{
  self->bars = g_array_new (FALSE, TRUE, sizeof (Bar));
  self->spans = g_array_new (FALSE, TRUE, sizeof (EoBlockSpan));
  self->blocks = g_ptr_array_new ();
  self->notes = g_ptr_array_new ();
  self->more = g_ptr_array_new ();
  self->in_order = g_ptr_array_new ();
  self->n_days = 1;
  self->title = g_object_new (GTK_TYPE_LABEL, "label", _("all day"), "xalign", 1.f,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->title, "hour");
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("All day"), -1);
}

GtkWidget *
eo_all_day_strip_new (void)
{
  return g_object_new (EO_TYPE_ALL_DAY_STRIP, NULL);
}

void
eo_all_day_strip_show (EoAllDayStrip     *self,
                       const EoGridModel *model,
                       guint             *n_bars)
{
  g_return_if_fail (EO_IS_ALL_DAY_STRIP (self) && model != NULL && n_bars != NULL);

  g_array_set_size (self->bars, 0);
  g_array_set_size (self->spans, 0);
  memset (n_bars, 0, model->n_days * sizeof *n_bars);
  self->n_days = model->n_days;

  add_notes (self, model);
  add_blocks (self, model, n_bars);
  eo_block_layout ((EoBlockSpan *) (void *) self->spans->data, self->spans->len);
  self->rows = 0;
  for (guint i = 0; i < self->spans->len; i++)
    self->rows = MAX (self->rows, get_span (self, i)->lane + 1);
  put_in_order (self);
  show_more (self, model);
  eo_all_day_strip_set_now (self, model);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
eo_all_day_strip_set_now (EoAllDayStrip     *self,
                          const EoGridModel *model)
{
  EoDate today;

  g_return_if_fail (EO_IS_ALL_DAY_STRIP (self) && model != NULL);

  today = eo_grid_model_get_today (model);
  for (guint i = 0; i < self->bars->len; i++)
    {
      const Bar *bar = &g_array_index (self->bars, Bar, i);
      EoDate last = eo_grid_model_get_day (model, bar->last);

      if (bar->is_block)
        eo_block_set_past (EO_BLOCK (bar->widget), strcmp (last.iso, today.iso) < 0);
    }
}

GPtrArray *
eo_all_day_strip_get_blocks (EoAllDayStrip *self)
{
  g_return_val_if_fail (EO_IS_ALL_DAY_STRIP (self), NULL);

  return self->in_order;
}

guint
eo_all_day_strip_get_day (EoAllDayStrip *self,
                          EoBlock       *block,
                          guint         *last)
{
  g_return_val_if_fail (EO_IS_ALL_DAY_STRIP (self), 0);

  for (guint i = 0; i < self->bars->len; i++)
    {
      const Bar *bar = &g_array_index (self->bars, Bar, i);

      if (bar->widget != (GtkWidget *) block)
        continue;
      if (last != NULL)
        *last = bar->last;
      return bar->first;
    }
  g_return_val_if_reached (0);
}

GPtrArray *
eo_all_day_strip_get_chips (EoAllDayStrip *self,
                            guint          day)
{
  GPtrArray *chips = g_ptr_array_new ();

  g_return_val_if_fail (EO_IS_ALL_DAY_STRIP (self), chips);

  for (guint i = 0; i < self->bars->len; i++)
    {
      const Bar *bar = &g_array_index (self->bars, Bar, i);

      if (!bar->is_block && bar->first <= day && bar->last >= day && is_seen (self, i)
          && eo_day_note_chip_get_due (bar->widget) != NULL)
        g_ptr_array_add (chips, bar->widget);
    }
  return chips;
}

GtkWidget *
eo_all_day_strip_get_more (EoAllDayStrip *self,
                           guint          day)
{
  g_return_val_if_fail (EO_IS_ALL_DAY_STRIP (self) && day < self->more->len, NULL);

  return gtk_widget_get_visible (g_ptr_array_index (self->more, day)) ? g_ptr_array_index (self->more, day) : NULL;
}
