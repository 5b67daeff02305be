/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

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
