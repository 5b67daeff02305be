/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "desk/eo-fit.h"
#include "sections/diary/view/eo-block-layout.h"
#include "sections/diary/view/eo-day-column.h"

#define LEFT 2      /* px beside the blocks */
#define RIGHT 5     /* px, always free, so that a full day still has a place to begin something new */
#define BETWEEN 2   /* px between blocks side by side */
#define MOST_SPARE 24 /* blocks kept for a fuller day */

/* A block that is shown. */
typedef struct
{
  EoBlock *block;
  guint    section;
  guint    span;    /* index of what its parts take together */
  guint    order;   /* of its diary: the main one stands left of the others */
  int      from;    /* minutes, as drawn */
  int      until;
} Entry;

struct _EoDayColumn
{
  GtkWidget   parent_instance;

  GPtrArray  *shades;      /* of GtkWidget: the hours off, two a section */
  GPtrArray  *edges;       /* of GtkWidget: between sections */
  GArray     *hours;       /* of int: when work begins and ends, two a section */
  GPtrArray  *blocks;      /* of EoBlock, the first of which are shown: as many as there are entries */
  GArray     *entries;     /* of Entry */
  GArray     *spans;       /* of EoBlockSpan, section by section */
  GPtrArray  *in_order;    /* of EoBlock; cleared when the layout changes */
  guint       n_sections;
  guint       n_spans;
  guint       count;
  double      scale;
};

G_DEFINE_FINAL_TYPE (EoDayColumn, eo_day_column, GTK_TYPE_WIDGET)

static Entry *
get_entry (EoDayColumn *self,
           guint        index)
{
  return &g_array_index (self->entries, Entry, index);
}

/* The same appointment's own block goes on with it, and its focus; else any that is free. */
static EoBlock *
take_block (EoDayColumn        *self,
            GPtrArray          *free_blocks,
            const EoOccurrence *occurrence,
            EoPartKind          kind)
{
  EoBlock *block;

  for (guint i = 0; i < free_blocks->len; i++)
    {
      const EoOccurrence *shown;

      block = g_ptr_array_index (free_blocks, i);
      shown = eo_block_get_occurrence (block);
      if (shown != NULL && shown->appointment == occurrence->appointment && eo_block_get_part (block)->kind == kind
          && strcmp (shown->original, occurrence->original) == 0)
        {
          g_ptr_array_remove_index (free_blocks, i);
          return block;
        }
    }
  return NULL;
}

static EoBlock *
take_any_block (EoDayColumn *self,
                GPtrArray   *free_blocks,
                gboolean     appointment)
{
  GtkWidget *block;

  for (guint i = 0; i < free_blocks->len; i++)
    if (eo_block_is_appointment (g_ptr_array_index (free_blocks, i)) == appointment)
      return g_ptr_array_steal_index (free_blocks, i);
  block = eo_block_new (appointment);
  gtk_widget_set_parent (block, GTK_WIDGET (self));
  return EO_BLOCK (block);
}

static void
add_entries (EoDayColumn        *self,
             const EoGridModel  *model,
             const EoDate       *day,
             const EoOccurrence *occurrence,
             GArray             *facts)
{
  EoDayPart parts[EO_N_PARTS];
  EoBlockFacts fact;
  EoDate first, last;
  guint section = 0, n;

  if (eo_day_part_is_bar (occurrence, model->zone, &first, &last)
      || eo_grid_model_find_diary (model, occurrence->diary, &section) == NULL)
    return;
  n = eo_day_part_list (occurrence, model->zone, day, parts);
  for (guint i = 0; i < n; i++)
    {
      Entry entry = { NULL, model->side_by_side ? section : 0, self->n_spans, section, parts[i].from, parts[i].until };

      eo_grid_model_get_facts (model, occurrence, &parts[i], &fact);
      self->count += parts[i].kind == EO_PART_MAIN ? 1 : 0;
      g_array_append_val (self->entries, entry);
      g_array_append_val (facts, fact);
    }
  self->n_spans += n > 0 ? 1 : 0;
}

/* Gives each entry its block; those that are left over wait, unseen. */
static void
bind_blocks (EoDayColumn *self,
             GArray      *facts)
{
  g_autoptr (GPtrArray) free_blocks = g_ptr_array_copy (self->blocks, NULL, NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const EoBlockFacts *fact = &g_array_index (facts, EoBlockFacts, i);

      get_entry (self, i)->block = take_block (self, free_blocks, fact->occurrence, fact->part.kind);
    }
  g_ptr_array_set_size (self->blocks, 0);
  for (guint i = 0; i < facts->len; i++)
    {
      Entry *entry = get_entry (self, i);

      if (entry->block == NULL)
        entry->block = take_any_block (self, free_blocks, g_array_index (facts, EoBlockFacts, i).part.kind == EO_PART_MAIN);
      eo_block_show (entry->block, &g_array_index (facts, EoBlockFacts, i));
      gtk_widget_set_visible (GTK_WIDGET (entry->block), TRUE);
      g_ptr_array_add (self->blocks, entry->block);
    }
  for (guint i = 0; i < free_blocks->len; i++)
    {
      GtkWidget *block = g_ptr_array_index (free_blocks, i);

      if (i >= MOST_SPARE)
        {
          gtk_widget_unparent (block);
          continue;
        }
      gtk_widget_set_visible (block, FALSE);
      g_ptr_array_add (self->blocks, block);
    }
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  EoBlock *one = (*(const Entry *const *) a)->block, *other = (*(const Entry *const *) b)->block;
  int before = eo_block_get_part (one)->from - eo_block_get_part (other)->from;

  return before != 0 ? before : (int) (*(const Entry *const *) a)->order - (int) (*(const Entry *const *) b)->order;
}

/* Who hears the day hears it by time. Blocks that are used again mostly stand so already. */
static void
put_in_order (EoDayColumn *self)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GtkWidget *before = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (sorted, get_entry (self, i));
  g_ptr_array_sort (sorted, compare_entries);
  for (guint i = 0; i < sorted->len; i++)
    {
      GtkWidget *block = GTK_WIDGET (((Entry *) g_ptr_array_index (sorted, i))->block);

      if (before != NULL && gtk_widget_get_prev_sibling (block) != before)
        gtk_widget_insert_after (block, GTK_WIDGET (self), before);
      before = block;
    }
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    wanted)
{
  if (gtk_widget_has_css_class (widget, name) != wanted)
    (wanted ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (widget, name);
}

static GtkWidget *
add_below (EoDayColumn *self,
           const char  *css_class)
{
  GtkWidget *widget = g_object_new (GTK_TYPE_SEPARATOR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (widget, css_class);
  gtk_widget_set_can_target (widget, FALSE);
  gtk_widget_insert_after (widget, GTK_WIDGET (self), NULL);
  return widget;
}

/* Work begins and ends: what is outside it is shaded, in each section by its own diary. */
static void
show_hours (EoDayColumn       *self,
            const EoGridModel *model,
            const EoDate      *day)
{
  g_array_set_size (self->hours, 0);
  for (guint i = 0; i < self->n_sections; i++)
    {
      const EoGridDiary *diary = eo_grid_model_get_visible (model, i);
      gboolean off = eo_grid_model_is_off (model, diary, day);
      int hours[2] = { off || diary == NULL ? 0 : (int) diary->day_starts,
                       off || diary == NULL ? EO_DAY_MINUTES : (int) diary->day_ends };

      g_array_append_vals (self->hours, hours, 2);
    }
  while (self->shades->len < 2 * self->n_sections)
    g_ptr_array_add (self->shades, add_below (self, "hours-off"));
  while (self->edges->len + 1 < self->n_sections)
    g_ptr_array_add (self->edges, add_below (self, "section-edge"));
  set_class (GTK_WIDGET (self), "off-day", eo_grid_model_is_off (model, eo_grid_model_get_visible (model, 0), day));
}

/* The appointment itself is never drawn smaller than one line: what follows it gives way, in time as it is drawn. */
static void
stretch_entries (EoDayColumn *self,
                 int          least)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const EoDayPart *part = eo_block_get_part (get_entry (self, i)->block);

      get_entry (self, i)->from = part->from;
      get_entry (self, i)->until = part->until;
    }
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = get_entry (self, i);

      if (eo_block_get_part (entry->block)->kind != EO_PART_MAIN)
        continue;
      entry->until = MAX (entry->until, MIN (entry->from + least, EO_DAY_MINUTES));
      entry->from = MIN (entry->from, MAX (entry->until - least, 0));
      for (guint j = i; j > 0 && get_entry (self, j - 1)->span == entry->span; j--)
        get_entry (self, j - 1)->until = MIN (get_entry (self, j - 1)->until, get_entry (self, j)->from);
      for (guint j = i + 1; j < self->entries->len && get_entry (self, j)->span == entry->span; j++)
        get_entry (self, j)->from = MAX (get_entry (self, j)->from, entry->until);
    }
}

/* What the entries of one appointment take together is one span; sections know nothing of each other. */
static void
lay_out (EoDayColumn *self)
{
  g_autofree guint *sections = g_new0 (guint, MAX (self->n_spans, 1));

  g_array_set_size (self->spans, 0);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = get_entry (self, i);
      EoBlockSpan *span;

      if (entry->from >= entry->until)
        continue;
      if (self->spans->len <= entry->span)
        g_array_set_size (self->spans, entry->span + 1);
      span = &g_array_index (self->spans, EoBlockSpan, entry->span);
      if (span->until == 0)
        *span = (EoBlockSpan) { .from = entry->from, .until = entry->until, .order = entry->order };
      span->from = MIN (span->from, entry->from);
      span->until = MAX (span->until, entry->until);
      sections[entry->span] = entry->section;
    }
  /* Sections lie apart in time for the layout, so that one call does for all. */
  for (guint i = 0; i < self->spans->len; i++)
    {
      EoBlockSpan *span = &g_array_index (self->spans, EoBlockSpan, i);

      span->from += (int) sections[i] * 2 * EO_DAY_MINUTES;
      span->until += (int) sections[i] * 2 * EO_DAY_MINUTES;
    }
  eo_block_layout ((EoBlockSpan *) (void *) self->spans->data, self->spans->len);
}

static void
place_entry (EoDayColumn *self,
             const Entry *entry)
{
  const EoBlockSpan *span;
  int x, width, left, right, top, bottom, offset = (int) entry->section * 2 * EO_DAY_MINUTES;
  guint reach;

  if (entry->from >= entry->until)
    {
      eo_fit_place (GTK_WIDGET (entry->block), 0, 0, 0, 0);
      return;
    }
  span = &g_array_index (self->spans, EoBlockSpan, entry->span);
  reach = eo_block_layout_get_reach ((EoBlockSpan *) (void *) self->spans->data, self->spans->len, span,
                                     entry->from + offset, entry->until + offset);
  eo_day_column_get_area (self, entry->section, &x, &width);
  x += LEFT;
  width = MAX (width - LEFT - RIGHT + BETWEEN, 1);
  left = width * (int) span->lane / (int) span->n_lanes;
  right = width * (int) (span->lane + reach) / (int) span->n_lanes - BETWEEN;
  top = (int) round (entry->from * self->scale);
  bottom = (int) round (entry->until * self->scale) - 1;
  eo_fit_place (GTK_WIDGET (entry->block), x + left, top, MAX (right - left, 1), MAX (bottom - top, 1));
}

static int
compare_blocks (gconstpointer a,
                gconstpointer b)
{
  EoBlock *one = *(EoBlock *const *) a, *other = *(EoBlock *const *) b;
  int before = eo_block_get_part (one)->from - eo_block_get_part (other)->from;
  graphene_rect_t left, right;

  if (before != 0)
    return before;
  if (!gtk_widget_compute_bounds (GTK_WIDGET (one), gtk_widget_get_parent (GTK_WIDGET (one)), &left)
      || !gtk_widget_compute_bounds (GTK_WIDGET (other), gtk_widget_get_parent (GTK_WIDGET (other)), &right))
    return 0;
  return (left.origin.x > right.origin.x) - (left.origin.x < right.origin.x);
}

static void
eo_day_column_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  EoDayColumn *self = EO_DAY_COLUMN (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? (int) ceil (EO_DAY_MINUTES * self->scale) : 0;
}

static void
place_hours (EoDayColumn *self,
             int          height)
{
  for (guint i = 0; i < self->shades->len / 2; i++)
    {
      const int *hours = &g_array_index (self->hours, int, MIN (2 * i, self->hours->len - 2));
      int x, section_width, begin, end;

      eo_day_column_get_area (self, i, &x, &section_width);
      section_width = i < self->n_sections ? section_width : 0;
      begin = (int) round (hours[0] * self->scale);
      end = (int) round (hours[1] * self->scale);
      eo_fit_place (g_ptr_array_index (self->shades, 2 * i), x, 0, section_width, begin);
      eo_fit_place (g_ptr_array_index (self->shades, 2 * i + 1), x, end, section_width, height - end);
      if (i > 0 && i - 1 < self->edges->len)
        eo_fit_place (g_ptr_array_index (self->edges, i - 1), x, 0, section_width > 0 ? 1 : 0, height);
    }
}

static void
eo_day_column_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  EoDayColumn *self = EO_DAY_COLUMN (widget);

  place_hours (self, height);
  if (self->entries->len == 0)
    return;
  /* One line, what the style adds to it, and the gap below. */
  stretch_entries (self, (int) ceil ((eo_block_get_line (get_entry (self, 0)->block) + 1) / self->scale));
  lay_out (self);
  for (guint i = 0; i < self->entries->len; i++)
    place_entry (self, get_entry (self, i));
  g_ptr_array_set_size (self->in_order, 0);
}

static void
eo_day_column_dispose (GObject *object)
{
  EoDayColumn *self = EO_DAY_COLUMN (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->blocks, 0);
  g_ptr_array_set_size (self->shades, 0);
  g_ptr_array_set_size (self->edges, 0);
  g_ptr_array_set_size (self->in_order, 0);
  g_array_set_size (self->entries, 0);

  G_OBJECT_CLASS (eo_day_column_parent_class)->dispose (object);
}

static void
eo_day_column_finalize (GObject *object)
{
  EoDayColumn *self = EO_DAY_COLUMN (object);

  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->shades);
  g_ptr_array_unref (self->edges);
  g_ptr_array_unref (self->in_order);
  g_array_unref (self->entries);
  g_array_unref (self->hours);
  g_array_unref (self->spans);

  G_OBJECT_CLASS (eo_day_column_parent_class)->finalize (object);
}

static void
eo_day_column_class_init (EoDayColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_day_column_dispose;
  object_class->finalize = eo_day_column_finalize;
  widget_class->measure = eo_day_column_measure;
  widget_class->size_allocate = eo_day_column_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "daycolumn");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eo_day_column_init (EoDayColumn *self)
{
  self->shades = g_ptr_array_new ();
  self->edges = g_ptr_array_new ();
  self->hours = g_array_new (FALSE, TRUE, sizeof (int));
  self->blocks = g_ptr_array_new ();
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  self->spans = g_array_new (FALSE, TRUE, sizeof (EoBlockSpan));
  self->in_order = g_ptr_array_new ();
  self->n_sections = 1;
  self->scale = 64.0 / 60;
}

GtkWidget *
eo_day_column_new (void)
{
  return g_object_new (EO_TYPE_DAY_COLUMN, NULL);
}

void
eo_day_column_show (EoDayColumn       *self,
                    const EoGridModel *model,
                    guint              index,
                    guint              n_bars)
{
  g_autoptr (GArray) facts = g_array_new (FALSE, FALSE, sizeof (EoBlockFacts));
  g_autofree char *name = NULL;
  EoDate day, today;

  g_return_if_fail (EO_IS_DAY_COLUMN (self) && model != NULL && index < model->n_days);

  day = eo_grid_model_get_day (model, index);
  today = eo_grid_model_get_today (model);
  self->n_sections = model->side_by_side ? MAX (eo_grid_model_get_n_visible (model), 1) : 1;
  self->n_spans = 0;
  self->count = n_bars;
  g_array_set_size (self->entries, 0);
  g_ptr_array_set_size (self->in_order, 0);
  for (guint i = 0; i < model->occurrences->len; i++)
    add_entries (self, model, &day, g_ptr_array_index (model->occurrences, i), facts);
  bind_blocks (self, facts);
  put_in_order (self);
  show_hours (self, model, &day);
  set_class (GTK_WIDGET (self), "today", strcmp (day.iso, today.iso) == 0);
  eo_day_column_set_now (self, eo_day_minute (model->zone, &day, model->now));
  name = eo_grid_model_name_day (model, index, &self->count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
eo_day_column_set_now (EoDayColumn *self,
                       gint64       minute)
{
  g_return_if_fail (EO_IS_DAY_COLUMN (self));

  for (guint i = 0; i < self->entries->len; i++)
    {
      EoBlock *block = get_entry (self, i)->block;
      const EoDayPart *part = eo_block_get_part (block);

      eo_block_set_past (block, !part->goes_on_after && part->until <= minute);
    }
}

void
eo_day_column_set_scale (EoDayColumn *self,
                         double       scale)
{
  g_return_if_fail (EO_IS_DAY_COLUMN (self) && scale > 0);

  self->scale = scale;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

GPtrArray *
eo_day_column_get_blocks (EoDayColumn *self)
{
  g_return_val_if_fail (EO_IS_DAY_COLUMN (self), NULL);

  if (self->in_order->len == 0)
    {
      for (guint i = 0; i < self->entries->len; i++)
        if (eo_block_get_part (get_entry (self, i)->block)->kind == EO_PART_MAIN)
          g_ptr_array_add (self->in_order, get_entry (self, i)->block);
      g_ptr_array_sort (self->in_order, compare_blocks);
    }
  return self->in_order;
}

guint
eo_day_column_get_section (EoDayColumn *self,
                           double       x)
{
  int width;

  g_return_val_if_fail (EO_IS_DAY_COLUMN (self), 0);

  width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  return (guint) CLAMP (x * self->n_sections / width, 0, self->n_sections - 1);
}

void
eo_day_column_get_area (EoDayColumn *self,
                        guint        section,
                        int         *x,
                        int         *width)
{
  int whole, end;

  g_return_if_fail (EO_IS_DAY_COLUMN (self) && x != NULL && width != NULL);

  whole = gtk_widget_get_width (GTK_WIDGET (self));
  *x = whole * (int) section / (int) self->n_sections;
  end = whole * (int) (section + 1) / (int) self->n_sections;
  *width = end - *x;
}
