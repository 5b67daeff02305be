/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-wish.h"

#define DAY_LENGTH 10 /* of "2026-10-07" */

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const EoWish *one = a, *two = b;
  int order = strcmp (one->starts.iso, two->starts.iso);

  return order != 0 ? order : two->all_day - one->all_day;
}

gboolean
eo_wish_parse (const char *word,
               EoWish     *wish)
{
  g_return_val_if_fail (word != NULL && wish != NULL, FALSE);

  if (*word == '\0' || !eo_local_time_parse (word, &wish->starts, NULL) || wish->starts.iso[0] == '\0')
    return FALSE;
  wish->all_day = strlen (word) <= DAY_LENGTH;
  return TRUE;
}

gboolean
eo_wish_equal (const EoWish *a,
               const EoWish *b)
{
  return compare (a, b) == 0;
}

GArray *
eo_wishes_read (const char *text)
{
  g_auto (GStrv) words = NULL;
  GArray *wishes = g_array_new (FALSE, FALSE, sizeof (EoWish));

  g_return_val_if_fail (text != NULL, wishes);

  words = g_strsplit_set (text, " \n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      EoWish wish;

      if (eo_wish_parse (words[i], &wish))
        g_array_append_val (wishes, wish);
    }
  g_array_sort (wishes, compare);
  for (guint i = wishes->len; i > 1; i--)
    if (eo_wish_equal (&g_array_index (wishes, EoWish, i - 1), &g_array_index (wishes, EoWish, i - 2)))
      g_array_remove_index (wishes, i - 1);
  return wishes;
}

char *
eo_wish_write (const EoWish *wish)
{
  g_return_val_if_fail (wish != NULL, NULL);

  return wish->all_day ? g_strndup (wish->starts.iso, DAY_LENGTH) : g_strdup (wish->starts.iso);
}

char *
eo_wishes_write (GArray *wishes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (wishes != NULL, NULL);

  for (guint i = 0; i < wishes->len; i++)
    {
      g_autofree char *word = eo_wish_write (&g_array_index (wishes, EoWish, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", word);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
eo_wish_format_day (const EoWish *wish)
{
  EoDate date, today = eo_date_today ();
  g_autofree char *day = NULL;

  g_return_val_if_fail (wish != NULL, NULL);

  date = eo_local_time_get_date (&wish->starts);
  day = eo_date_format_short (&date, &today);
  return g_strdup_printf ("%s %s", eo_date_short_weekday (eo_date_weekday (&date)), day);
}

char *
eo_wish_format (const EoWish *wish,
                gint64        minutes)
{
  g_autofree char *day = eo_wish_format_day (wish);
  EoLocalTime ends;

  if (wish->all_day)
    return g_steal_pointer (&day);
  ends = eo_local_time_add_minutes (&wish->starts, MAX (minutes, 0));
  if (minutes <= 0)
    return g_strdup_printf ("%s, %s", day, wish->starts.iso + 11);
  return g_strdup_printf ("%s, %s–%s", day, wish->starts.iso + 11, ends.iso + 11);
}

/* The days and times of a field, as people read and write them */

/* A day at midnight is that day: a series that takes whole days leaves them out so. */
static char *
say_word (const char *word)
{
  EoWish wish;
  EoDate date;

  if (!eo_wish_parse (word, &wish))
    return g_strdup (word);
  date = eo_local_time_get_date (&wish.starts);
  return eo_local_time_get_minute (&wish.starts) == 0 ? eo_date_format (&date) : eo_local_time_format (&wish.starts);
}

static char *
say_wishes (const char *stored)
{
  g_auto (GStrv) words = g_strsplit (stored, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = say_word (words[i]);

      if (*word != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", word);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One of those between semicolons; or several as they are stored. */
static gboolean
read_part (const char *part,
           GArray     *wishes)
{
  g_auto (GStrv) words = NULL;
  EoWish wish = { 0 };
  EoDate date;

  if (eo_date_parse (part, &date, NULL))
    {
      wish.starts = eo_local_time_new (&date, 0);
      wish.all_day = TRUE;
    }
  else if (!eo_local_time_parse (part, &wish.starts, NULL))
    {
      words = g_strsplit (part, " ", -1);
      for (guint i = 0; words[i] != NULL; i++)
        if (!eo_wish_parse (words[i], &wish))
          return FALSE;
        else
          g_array_append_val (wishes, wish);
      return TRUE;
    }
  g_array_append_val (wishes, wish);
  return TRUE;
}

static char *
read_wishes (const char *typed)
{
  g_auto (GStrv) parts = g_strsplit_set (typed, ";\n", -1);
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (EoWish));

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' && !read_part (parts[i], wishes))
      return NULL;
  return eo_wishes_write (wishes);
}

/* A step that chooses among them takes their numbers as well, and says itself what it cannot read. */
static char *
read_choice (const char *typed)
{
  char *stored = read_wishes (typed);

  return stored != NULL ? stored : g_strdup (typed);
}

const EoWording eo_wish_choice_wording = { say_wishes, read_choice, NULL };
const EoWording eo_wish_wording = {
  say_wishes, read_wishes, N_("write days or times with a semicolon between them, such as 7 Oct 2026, 09:00; 8 Oct 2026")
};
