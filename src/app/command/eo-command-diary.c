/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"
#include "app/command/eo-format.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-slot.h"

/* `free`: when is there time? */

#define MOST_SHOWN 10

/* Those that are named; else the only one that is in use. */
static GArray *
find_diaries (EoCommand  *command,
              char      **names,
              GError    **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (EoQuery) query = eo_query_new (&eo_diary_kind);
  g_autoptr (GPtrArray) used = NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (EoRecord) diary = eo_store_find (command->store, &eo_diary_kind, names[i], error);

      if (diary == NULL)
        return NULL;
      g_array_append_val (ids, diary->id);
    }
  if (ids->len > 0)
    return g_steal_pointer (&ids);

  eo_query_set_filter (query, eo_kind_find_filter (&eo_diary_kind, "used"));
  used = eo_store_select (command->store, query, 2, error);
  if (used == NULL)
    return NULL;
  if (used->len != 1)
    {
      eo_command_usage (error, used->len == 0 ? _("There is no diary yet: make one with “execoffice add diary name=…”.")
                                              : _("Say whose time is wanted: --diary NAME, once for each."));
      return NULL;
    }
  g_array_append_val (ids, ((EoRecord *) g_ptr_array_index (used, 0))->id);

  return g_steal_pointer (&ids);
}

static gboolean
read_day (const char    *option,
          const char    *text,
          const EoDate  *otherwise,
          EoDate        *day,
          GError       **error)
{
  *day = *otherwise;
  if (text == NULL || (eo_date_parse (text, day, NULL) && day->iso[0] != '\0'))
    return TRUE;

  return eo_command_usage (error, _("%s wants a day, such as 2026-10-07."), option);
}

static void
put_slot (EoFormat      format,
          JsonArray    *array,
          const EoSlot *slot)
{
  EoDate day = eo_local_time_get_date (&slot->local_starts);
  g_autofree char *travel = g_strdup_printf ("%u", slot->travel);
  const char *cells[] = { slot->local_starts.iso, slot->local_ends.iso, travel, NULL };

  if (format == EO_FORMAT_JSON)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "starts", slot->local_starts.iso);
      json_object_set_string_member (object, "ends", slot->local_ends.iso);
      json_object_set_int_member (object, "travel", slot->travel);
      json_array_add_object_element (array, object);
    }
  else if (format == EO_FORMAT_CSV)
    {
      eo_format_csv_row ((char **) cells);
    }
  else
    {
      g_autofree char *shown = eo_date_format_long (&day);
      g_autofree char *line = g_strdup_printf ("%s–%s  %s\n", slot->local_starts.iso + 11, slot->local_ends.iso + 11, shown);

      eo_command_print (line);
    }
}

static void
put_slots (EoFormat  format,
           GArray   *slots)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  const char *const head[] = { "starts", "ends", "travel", NULL };

  if (format == EO_FORMAT_CSV)
    eo_format_csv_row ((char **) head);
  for (guint i = 0; i < slots->len; i++)
    put_slot (format, array, &g_array_index (slots, EoSlot, i));
  if (format == EO_FORMAT_JSON)
    {
      node = json_node_init_array (json_node_alloc (), array);
      eo_format_json (node);
      putchar ('\n');
    }
  else if (format == EO_FORMAT_TEXT && slots->len == 0)
    {
      g_printerr ("%s\n", _("There is no such time between these days. Try more days, or a shorter meeting."));
    }
}

gboolean
eo_verb_free (EoCommand  *command,
              char      **given,
              GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_auto (GStrv) names = NULL;
  g_autofree char *from = NULL, *to = NULL, *place = NULL, *format_name = NULL;
  int minutes = 0, travel = -1, buffer = 0, limit = MOST_SHOWN;
  const GOptionEntry entries[] = {
    { "minutes", 0, 0, G_OPTION_ARG_INT, &minutes, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "diary", 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, NULL, NULL },
    { "place", 0, 0, G_OPTION_ARG_STRING, &place, NULL, NULL },
    { "travel", 0, 0, G_OPTION_ARG_INT, &travel, NULL, NULL },
    { "buffer", 0, 0, G_OPTION_ARG_INT, &buffer, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_name, NULL, NULL },
    { NULL },
  };
  EoDate today = eo_date_today (), later;
  EoSlotWish wish = { .place = "" };
  g_autoptr (GArray) diaries = NULL;
  g_autoptr (GArray) slots = NULL;
  EoFormat format;

  if (!eo_command_options (&args, entries, error) || !eo_format_parse (format_name, TRUE, &format, error))
    return FALSE;
  if (args[0] != NULL || minutes <= 0 || buffer < 0 || limit < 1)
    return eo_command_usage (error, _("Say how long it takes: free --minutes 45 --from 2026-10-05 --to 2026-10-16."));
  if (!read_day ("--from", from, &today, &wish.first, error))
    return FALSE;
  later = eo_date_add_days (&wish.first, 30);
  diaries = read_day ("--to", to, &later, &wish.last, error) ? find_diaries (command, names, error) : NULL;
  if (diaries == NULL)
    return FALSE;

  wish.diaries = (const gint64 *) (gconstpointer) diaries->data;
  wish.n_diaries = diaries->len;
  wish.place = place;
  wish.minutes = (guint) minutes;
  wish.travel = travel;
  wish.buffer = (guint) buffer;
  wish.most = (guint) limit;
  slots = eo_slots_find (command->store, &wish, error);
  if (slots == NULL)
    return FALSE;
  put_slots (format, slots);

  return TRUE;
}
