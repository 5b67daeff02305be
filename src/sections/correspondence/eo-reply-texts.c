/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-reply-texts.h"
#include "sections/correspondence/eo-standard-reply.h"

#define MOST_STANDARD 100
#define MOST_PAST 12
#define MOST_LOOKED_AT 60 /* letters of the same file or matter that may have no text */
#define SHORT_WORD 5      /* shorter ones say little about a subject */

static int
get_choice (EoRecord   *record,
            const char *field)
{
  return eo_field_get_choice (eo_kind_find_field (eo_record_get_kind (record), field), record);
}

/* Language first: a text in another one has to be written anew. */
static int
likeness (EoRecord *reply,
          EoLetter *letter)
{
  return (get_choice (reply, "language") == (int) letter->language ? 2 : 0)
         + (get_choice (reply, "matter") == (int) letter->matter ? 1 : 0);
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      letter)
{
  EoRecord *first = *(EoRecord *const *) a;
  EoRecord *second = *(EoRecord *const *) b;
  int difference = likeness (second, letter) - likeness (first, letter);

  return difference != 0 ? difference : g_utf8_collate (eo_record_get_title (first), eo_record_get_title (second));
}

GPtrArray *
eo_reply_texts_standard (EoStore  *store,
                         EoLetter *letter)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_standard_reply_kind);
  GPtrArray *replies = eo_store_select (store, query, MOST_STANDARD, NULL);

  if (replies == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_sort_with_data (replies, compare, letter);
  return replies;
}

/* Past replies */

static gboolean
holds (GPtrArray *found,
       gint64     id)
{
  for (guint i = 0; i < found->len; i++)
    if (((EoRecord *) g_ptr_array_index (found, i))->id == id)
      return TRUE;
  return FALSE;
}

static void
offer (GPtrArray *found,
       EoRecord  *record,
       EoLetter  *letter)
{
  EoLetter *past = EO_LETTER (record);

  if (found->len < MOST_PAST && past->direction == EO_OUTGOING && *past->body != '\0' && record->id != EO_RECORD (letter)->id
      && record->deleted_at.iso[0] == '\0' && !holds (found, record->id))
    g_ptr_array_add (found, g_object_ref (record));
}

/* The two longest words of the subject: what it is about. */
char *
eo_reply_texts_words (EoLetter *letter)
{
  g_auto (GStrv) words = g_strsplit_set (letter->subject, " :,;.–—()/\"", -1);
  const char *first = "", *second = "";

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strlen (words[i]) < SHORT_WORD)
        continue;
      if (strlen (words[i]) > strlen (first))
        {
          second = first;
          first = words[i];
        }
      else if (strlen (words[i]) > strlen (second))
        second = words[i];
    }
  return g_strstrip (g_strjoin (" ", first, second, NULL));
}

static void
offer_similar (EoStore        *store,
               EoLetter       *letter,
               EoSearchResult *similar,
               GPtrArray      *found)
{
  for (guint i = 0; similar != NULL && i < similar->hits->len; i++)
    {
      const EoHit *hit = g_ptr_array_index (similar->hits, i);
      g_autoptr (EoRecord) record = eo_store_get (store, &eo_letter_kind, hit->id, NULL);

      if (record != NULL)
        offer (found, record, letter);
    }
}

static void
find_by (EoStore    *store,
         EoLetter   *letter,
         const char *field,
         GPtrArray  *found)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_letter_kind);
  g_autofree char *value = eo_field_to_text (eo_kind_find_field (&eo_letter_kind, field), EO_RECORD (letter));
  g_autoptr (GPtrArray) letters = NULL;

  if (*value == '\0' || found->len >= MOST_PAST)
    return;
  eo_query_add (query, eo_kind_find_field (&eo_letter_kind, "direction"), EO_IS, "outgoing");
  eo_query_add (query, eo_kind_find_field (&eo_letter_kind, field), EO_IS, value);
  letters = eo_store_select (store, query, MOST_LOOKED_AT, NULL);
  for (guint i = 0; letters != NULL && i < letters->len; i++)
    offer (found, g_ptr_array_index (letters, i), letter);
}

GPtrArray *
eo_reply_texts_past (EoStore        *store,
                     EoLetter       *letter,
                     EoSearchResult *similar)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  offer_similar (store, letter, similar, found);
  find_by (store, letter, "file", found);
  find_by (store, letter, "matter", found);
  return found;
}

/* Cards */

static GtkWidget *
make_label (const char *text,
            const char *style,
            int         lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* "Request · English", or "OUT/2026/00024 · 3 Nov" */
static char *
describe (EoRecord *record)
{
  EoDate today = eo_date_today ();

  if (EO_IS_LETTER (record))
    {
      g_autofree char *sent = eo_date_format_short (&EO_LETTER (record)->received_on, &today);

      return g_strdup_printf ("%s · %s", record->reference, sent);
    }
  return g_strdup_printf ("%s · %s", eo_choice_label (eo_matter_get_type (), get_choice (record, "matter")),
                          eo_choice_label (eo_language_get_type (), get_choice (record, "language")));
}

/* A text that nobody looked at in time says so, and whom to ask. */
static char *
stale_words (EoRecord *record)
{
  const EoField *review = eo_kind_find_field (eo_record_get_kind (record), "review_on");
  EoDate today = eo_date_today ();
  EoDate due;
  g_autofree char *text = NULL;
  g_autofree char *since = NULL;
  const EoLink *owner;

  if (review == NULL)
    return NULL;
  text = eo_field_to_text (review, record);
  if (!eo_date_parse (text, &due, NULL) || due.iso[0] == '\0' || strcmp (due.iso, today.iso) >= 0)
    return NULL;
  since = eo_date_format_short (&due, &today);
  owner = eo_field_get_link (eo_kind_find_field (eo_record_get_kind (record), "owner"), record);
  return g_strdup_printf (_("To be looked at again since %s: ask %s"), since, owner->title);
}

GtkWidget *
eo_reply_texts_card (EoRecord   *record,
                     const char *text)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *button = gtk_button_new_with_label (_("Insert"));
  GtkWidget *facts;
  g_autofree char *described = describe (record);
  g_autofree char *preview = eo_text_one_line (text);
  g_autofree char *stale = stale_words (record);
  g_autofree char *label = g_strdup_printf (_("Insert “%s”"), eo_record_get_title (record));

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "reply-text");
  gtk_box_append (GTK_BOX (card), make_label (eo_record_get_title (record), "strong", 2));
  if (stale != NULL)
    gtk_box_append (GTK_BOX (card), make_label (stale, "t-soon", 2));
  gtk_box_append (GTK_BOX (card), make_label (preview, "small", 4));
  facts = make_label (described, "small", 1);
  gtk_widget_add_css_class (facts, "dim-label");
  gtk_widget_set_hexpand (facts, TRUE);
  gtk_box_append (GTK_BOX (line), facts);
  gtk_widget_add_css_class (button, "small");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "reply.insert");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (card), line);
  return card;
}
