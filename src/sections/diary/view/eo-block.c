/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/eo-fit.h"
#include "sections/diary/view/eo-block.h"

#define GAP 4           /* px between what stands in one line */
#define LEFT 7          /* px beside the text: what is very narrow goes without, so it is no padding of the style */
#define RIGHT 4
#define LEAST_TITLE 72  /* px that a time beside the title leaves it */
#define LEAST_HEAD 54   /* px that whose it is leaves the title: else it is said below */
#define NO_TIME 64      /* px: narrower, the time is left out, which the place in the column tells too */
#define NO_CLASH_TIME 100 /* px: the same where there are words about a clash, which are long */
#define NO_DETAIL 36    /* px: narrower, the place */

/* What of it the style sheet wants to know; its colour comes on top. */
typedef enum
{
  LOOK_HATCHED = 1 << 0,
  LOOK_HOLD = 1 << 1,
  LOOK_BUSY = 1 << 2,
  LOOK_CLASH = 1 << 3,
  LOOK_OFF = 1 << 4,
  LOOK_BAR = 1 << 5,
  LOOK_FREE = 1 << 6,
  LOOK_BEFORE = 1 << 7,
  LOOK_AFTER = 1 << 8,
} Looks;

static const char *const look_classes[] = { "hatched", "hold", "busy", "clash", "off", "bar", "free", "goes-before",
                                            "goes-after" };
static const char *const colour_classes[] = { "d-blue", "d-green", "d-purple", "d-amber", "d-teal", "d-brown" };

struct _EoBlock
{
  GtkWidget      parent_instance;

  GtkWidget     *icon;
  GtkWidget     *title;
  GtkWidget     *tag;
  GtkWidget     *detail;

  EoOccurrence  *occurrence;
  EoDayPart      part;
  Looks          looks;
  EoDiaryColour  colour;
  gboolean       is_shown;    /* has looks and a colour */
  gboolean       is_past;
  int            line;        /* px; 0: to be measured */
  char          *name;
  char          *tip;
  char          *time;        /* beside the title, where there is one line */
  char          *detail_long; /* with the time */
  char          *detail_short;
};

G_DEFINE_FINAL_TYPE (EoBlock, eo_block, GTK_TYPE_WIDGET)

/* Its text is no thing of its own to a screen reader: the block's name says it all. */
static GtkWidget *
add_text (EoBlock    *self,
          const char *css_class)
{
  GtkWidget *text = g_object_new (GTK_TYPE_INSCRIPTION, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, "yalign", 0.f,
                                  "min-chars", 0, "nat-chars", 0, "min-lines", 0, "nat-lines", 0, NULL);

  gtk_widget_add_css_class (text, css_class);
  gtk_widget_set_can_target (text, FALSE);
  gtk_widget_set_parent (text, GTK_WIDGET (self));
  return text;
}

static void
set_text (GtkWidget  *text,
          const char *content)
{
  if (g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (text)), content) != 0)
    gtk_inscription_set_text (GTK_INSCRIPTION (text), content);
}

/* With the features that the style sheet gives it, which a bare layout does not have. */
static PangoLayout *
lay_out (GtkWidget *text)
{
  const char *content = gtk_inscription_get_text (GTK_INSCRIPTION (text));
  PangoLayout *layout = gtk_widget_create_pango_layout (text, content != NULL ? content : "");
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static int
get_text_width (GtkWidget *text)
{
  g_autoptr (PangoLayout) layout = lay_out (text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* Over hatching a text has a ground of its own, which is to be no wider than it. */
static int
fit_width (EoBlock   *self,
           GtkWidget *text,
           int        room)
{
  return self->looks & LOOK_HATCHED ? MIN (room, get_text_width (text)) : room;
}

/* Lines that @text takes when it is @width px wide: one where a word would have to be broken, and may not be. */
static int
count_lines (GtkWidget *text,
             int        width,
             gboolean   may_break)
{
  g_autoptr (PangoLayout) layout = lay_out (text);
  int widest;

  pango_layout_set_wrap (layout, may_break ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &widest, NULL);
  return widest > width ? 1 : pango_layout_get_line_count (layout);
}

static const char *
get_icon (EoBlock            *self,
          const EoBlockFacts *facts)
{
  if (facts->part.kind == EO_PART_TRAVEL_TO || facts->part.kind == EO_PART_TRAVEL_BACK)
    return "eo-car-symbolic";
  if (facts->part.kind != EO_PART_MAIN)
    return NULL;
  if (facts->hidden)
    return "eo-lock-symbolic";
  if (facts->clash != NULL)
    return "eo-state-late-symbolic";
  if (facts->occurrence->status == EO_APPOINTMENT_HOLD)
    return "eo-state-hold-symbolic";
  if (facts->occurrence->category == EO_CATEGORY_TRAVEL)
    return "eo-car-symbolic";
  if (facts->occurrence->is_private)
    return "eo-lock-symbolic";
  return NULL;
}

static Looks
get_looks (const EoBlockFacts *facts)
{
  const EoOccurrence *occurrence = facts->occurrence;
  Looks looks = (facts->bar ? LOOK_BAR : 0) | (facts->part.goes_on_before ? LOOK_BEFORE : 0)
                | (facts->part.goes_on_after ? LOOK_AFTER : 0);

  if (facts->part.kind != EO_PART_MAIN)
    return looks | LOOK_HATCHED;
  if (facts->hidden)
    return looks | LOOK_BUSY;
  if (occurrence->category == EO_CATEGORY_TRAVEL && !facts->bar)
    looks |= LOOK_HATCHED;
  if (occurrence->status == EO_APPOINTMENT_HOLD)
    looks |= LOOK_HOLD;
  if (eo_block_is_off (occurrence))
    looks |= LOOK_OFF;
  if (occurrence->shows_as == EO_SHOWS_FREE)
    looks |= LOOK_FREE;
  return looks | (facts->clash != NULL ? LOOK_CLASH : 0);
}

static void
set_looks (EoBlock       *self,
           Looks          looks,
           EoDiaryColour  colour)
{
  GtkWidget *widget = GTK_WIDGET (self);

  for (guint i = 0; i < G_N_ELEMENTS (look_classes); i++)
    if ((looks ^ self->looks) & (1u << i))
      (looks & (1u << i) ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (widget, look_classes[i]);
  if (!self->is_shown || colour != self->colour)
    {
      gtk_widget_remove_css_class (widget, colour_classes[self->colour]);
      gtk_widget_add_css_class (widget, colour_classes[colour]);
    }
  self->looks = looks;
  self->colour = colour;
  self->is_shown = TRUE;
}

static void
set_icon (EoBlock    *self,
          const char *name)
{
  if (name == NULL)
    {
      g_clear_pointer (&self->icon, gtk_widget_unparent);
      return;
    }
  if (self->icon == NULL)
    {
      self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_set_can_target (self->icon, FALSE);
      gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
    }
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (self->icon)), name) != 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), name);
}

/* What the first line has, and what is left of it for the title. */
typedef struct
{
  int      left;   /* px: where text begins */
  int      width;  /* px: of all text */
  int      x;      /* px: where the title begins */
  int      room;   /* px: that it has */
  gboolean tagged; /* whose it is could be said beside it */
} Head;

/* Shape, words, whose. */
static Head
place_head (EoBlock *self,
            int      width,
            int      line)
{
  int border = self->looks & (LOOK_HOLD | LOOK_CLASH) ? 2 : self->looks & (LOOK_HATCHED | LOOK_FREE) ? 1 : 0, natural;
  int left = MIN (LEFT - border, width / 4), right = MIN (RIGHT - border, width / 8);
  Head head = { .left = left, .width = MAX (width - left - right, 0), .x = left };

  head.room = head.width;
  if (self->icon != NULL)
    {
      gtk_widget_measure (self->icon, GTK_ORIENTATION_HORIZONTAL, -1, &natural, NULL, NULL, NULL);
      natural = natural <= head.width ? natural : 0;
      eo_fit_place (self->icon, left, 0, natural, line);
      head.x += natural > 0 ? natural + GAP : 0;
      head.room -= natural > 0 ? natural + GAP : 0;
    }
  natural = get_text_width (self->tag);
  head.tagged = natural > 0 && head.room - natural - GAP >= LEAST_HEAD;
  eo_fit_place (self->tag, left + head.width - natural, MAX ((line - self->line) / 2, 0), head.tagged ? natural : 0, self->line);
  head.room -= head.tagged ? natural + GAP : 0;
  return head;
}

static void
allocate_line (EoBlock *self,
               int      width,
               int      height)
{
  Head head = place_head (self, width, height);
  int y = MAX ((height - self->line) / 2, 0);
  int title = get_text_width (self->title), time = 0;

  if (self->time[0] != '\0')
    {
      set_text (self->detail, self->time);
      time = get_text_width (self->detail);
    }
  if (head.room - time - GAP < MIN (title, LEAST_TITLE))
    time = 0;
  eo_fit_place (self->detail, head.x + head.room - time, y, time, height - y);
  eo_fit_place (self->title, head.x, y, fit_width (self, self->title, head.room - (time > 0 ? time + GAP : 0)),
                self->looks & LOOK_HATCHED ? self->line : height - y);
}

static void
allocate_lines (EoBlock *self,
                int      width,
                int      height,
                int      line)
{
  Head head = place_head (self, width, line);
  int lines = height / line, y = 0, most = lines >= 8 ? 3 : lines >= 4 ? 2 : 1, titles;
  gboolean clash = (self->looks & LOOK_CLASH) != 0;
  const char *text = head.width >= (clash ? NO_CLASH_TIME : NO_TIME) ? self->detail_long : self->detail_short;
  const char *tag = gtk_inscription_get_text (GTK_INSCRIPTION (self->tag));
  g_autofree char *detail = head.tagged || tag == NULL || tag[0] == '\0' ? g_strdup (text)
                            : text[0] == '\0' ? g_strdup (tag) : g_strdup_printf ("%s\302\240· %s", tag, text);
  gboolean narrow = head.room < LEAST_HEAD && lines >= 3;

  /* A shape takes too much of a narrow line: the title begins below it, and may break words rather than end after one. */
  if (narrow && head.x > head.left)
    {
      y = line;
      head.x = head.left;
      head.room = head.width;
    }
  if (self->part.kind != EO_PART_MAIN)
    most = 1;
  else if (narrow)
    most = MIN (lines - y / line, 4);
  /* That is said in words, too. */
  if (clash)
    most = MAX (MIN (most, lines - y / line - 1), 1);
  titles = CLAMP (count_lines (self->title, head.room, narrow), 1, most);
  eo_fit_place (self->title, head.x, y, fit_width (self, self->title, head.room), titles * line);
  y += titles * line;
  set_text (self->detail, detail);
  if (head.width >= NO_DETAIL && detail[0] != '\0' && height - y >= line)
    {
      int wide = fit_width (self, self->detail, head.width);

      eo_fit_place (self->detail, head.left, y, wide,
                    self->looks & LOOK_HATCHED ? MIN (count_lines (self->detail, wide, TRUE) * line, height - y) : height - y);
    }
  else
    eo_fit_place (self->detail, 0, 0, 0, 0);
}

static void
eo_block_measure (GtkWidget      *widget,
                  GtkOrientation  orientation,
                  int             for_size,
                  int            *minimum,
                  int            *natural,
                  int            *minimum_baseline,
                  int            *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
eo_block_size_allocate (GtkWidget *widget,
                        int        width,
                        int        height,
                        int        baseline)
{
  EoBlock *self = EO_BLOCK (widget);
  int line = eo_block_get_line (self);

  if (self->name == NULL)
    return;
  /* A pixel less than two lines is what half an hour has. */
  if (self->looks & LOOK_BAR || height + 2 < 2 * line)
    allocate_line (self, width, self->looks & LOOK_BAR || height + 3 >= line ? MAX (height, 1) : 0);
  else
    allocate_lines (self, width, MAX (height, 2 * line), line);
}

static void
eo_block_snapshot (GtkWidget   *widget,
                   GtkSnapshot *snapshot)
{
  graphene_rect_t area
    = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  gtk_snapshot_push_clip (snapshot, &area);
  GTK_WIDGET_CLASS (eo_block_parent_class)->snapshot (widget, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
eo_block_css_changed (GtkWidget         *widget,
                      GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (eo_block_parent_class)->css_changed (widget, change);
  EO_BLOCK (widget)->line = 0;
}

static void
on_open (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  if (gtk_widget_grab_focus (widget))
    gtk_widget_activate_action (widget, "grid.open", NULL);
}

static void
eo_block_dispose (GObject *object)
{
  EoBlock *self = EO_BLOCK (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->tag, gtk_widget_unparent);
  g_clear_pointer (&self->detail, gtk_widget_unparent);
  g_clear_pointer (&self->occurrence, eo_occurrence_unref);

  G_OBJECT_CLASS (eo_block_parent_class)->dispose (object);
}

static void
eo_block_finalize (GObject *object)
{
  EoBlock *self = EO_BLOCK (object);

  g_free (self->name);
  g_free (self->tip);
  g_free (self->time);
  g_free (self->detail_long);
  g_free (self->detail_short);

  G_OBJECT_CLASS (eo_block_parent_class)->finalize (object);
}

static void
eo_block_class_init (EoBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_block_dispose;
  object_class->finalize = eo_block_finalize;
  widget_class->measure = eo_block_measure;
  widget_class->size_allocate = eo_block_size_allocate;
  widget_class->snapshot = eo_block_snapshot;
  widget_class->css_changed = eo_block_css_changed;

  /* What a screen reader can do without keys; whoever holds the block has the other action. */
  gtk_widget_class_install_action (widget_class, "block.open", NULL, on_open);

  gtk_widget_class_set_css_name (widget_class, "block");
}

static void
eo_block_init (EoBlock *self)
{
  self->title = add_text (self, "title");
  self->tag = add_text (self, "whose");
  self->detail = add_text (self, "detail");
}

GtkWidget *
eo_block_new (gboolean appointment)
{
  GtkWidget *self = g_object_new (EO_TYPE_BLOCK, "accessible-role",
                                  appointment ? GTK_ACCESSIBLE_ROLE_BUTTON : GTK_ACCESSIBLE_ROLE_IMG,
                                  "focusable", appointment, NULL);

  gtk_widget_action_set_enabled (self, "block.open", appointment);
  return self;
}

gboolean
eo_block_is_appointment (EoBlock *self)
{
  g_return_val_if_fail (EO_IS_BLOCK (self), FALSE);

  return gtk_widget_get_focusable (GTK_WIDGET (self));
}

void
eo_block_show (EoBlock            *self,
               const EoBlockFacts *facts)
{
  g_autofree char *title = NULL;

  g_return_if_fail (EO_IS_BLOCK (self) && facts != NULL && facts->diary->colour < G_N_ELEMENTS (colour_classes));
  g_return_if_fail (eo_block_is_appointment (self) == (facts->part.kind == EO_PART_MAIN));

  if (self->occurrence != facts->occurrence)
    {
      g_clear_pointer (&self->occurrence, eo_occurrence_unref);
      self->occurrence = eo_occurrence_ref ((EoOccurrence *) facts->occurrence);
    }
  self->part = facts->part;
  set_looks (self, get_looks (facts), facts->diary->colour);
  set_icon (self, get_icon (self, facts));

  title = eo_block_title (facts);
  set_text (self->title, title);
  set_text (self->tag, facts->part.kind == EO_PART_MAIN && facts->tagged ? facts->diary->tag : "");
  g_free (self->name);
  g_free (self->tip);
  g_free (self->time);
  g_free (self->detail_long);
  g_free (self->detail_short);
  self->name = eo_block_name (facts);
  self->tip = eo_block_tip (facts);
  self->time = eo_block_time (facts);
  self->detail_long = eo_block_detail (facts, TRUE);
  self->detail_short = eo_block_detail (facts, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
eo_block_set_past (EoBlock  *self,
                   gboolean  past)
{
  g_return_if_fail (EO_IS_BLOCK (self));

  if (self->is_past == past)
    return;
  self->is_past = past;
  (past ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "past");
}

void
eo_block_set_moving (EoBlock    *self,
                     const char *words)
{
  g_return_if_fail (EO_IS_BLOCK (self));

  (words != NULL ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "moving");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : self->name, -1);
}

EoOccurrence *
eo_block_get_occurrence (EoBlock *self)
{
  g_return_val_if_fail (EO_IS_BLOCK (self), NULL);

  return self->occurrence;
}

const EoDayPart *
eo_block_get_part (EoBlock *self)
{
  g_return_val_if_fail (EO_IS_BLOCK (self), NULL);

  return &self->part;
}

gboolean
eo_block_is_bar (EoBlock *self)
{
  g_return_val_if_fail (EO_IS_BLOCK (self), FALSE);

  return (self->looks & LOOK_BAR) != 0;
}

gboolean
eo_block_is_hidden (EoBlock *self)
{
  g_return_val_if_fail (EO_IS_BLOCK (self), FALSE);

  return (self->looks & LOOK_BUSY) != 0;
}

const char *
eo_block_get_name (EoBlock *self)
{
  g_return_val_if_fail (EO_IS_BLOCK (self), NULL);

  return self->name;
}

const char *
eo_block_get_tip (EoBlock *self)
{
  g_return_val_if_fail (EO_IS_BLOCK (self), NULL);

  return self->tip;
}

int
eo_block_get_line (EoBlock *self)
{
  g_return_val_if_fail (EO_IS_BLOCK (self), 1);

  if (self->line == 0)
    {
      PangoContext *context = gtk_widget_get_pango_context (self->title);
      PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

      self->line = MAX (PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)), 1);
      pango_font_metrics_unref (metrics);
    }
  return self->line;
}
