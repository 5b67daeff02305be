/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/demo/eo-demo-words.h"

#define N_DISTRICTS 11

typedef enum
{
  ONE,          /* a series, or a single file */
  DISTRICTS,    /* with a file for each district below it */
  PLACES,       /* with a sub-series for each district and files for its first places below that */
} Spread;

typedef struct
{
  const char *reference;
  const char *title;
  const char *disposal;
  Spread      spread;
} Series;

/* In the form of a provincial department's file plan: main series, sub-series, file (DOMAIN: A20 archival, Dn years). */
static const Series series[] = {
  { "1", "Legislation and policy", "A20", ONE },
  { "1/1", "Acts and regulations administered by the department", "A20", ONE },
  { "1/2", "Policies and directives", "A20", ONE },
  { "1/3", "Legal opinions and litigation", "A20", ONE },
  { "1/4", "Requests for access to information", "D5", ONE },
  { "2", "Organisation and control", "A20", ONE },
  { "2/1", "Meetings and committees", "A20", ONE },
  { "2/1/1", "Executive Council and clusters", "A20", ONE },
  { "2/1/2", "MinMEC and intergovernmental forums", "A20", ONE },
  { "2/1/3", "Management meetings", "D10", ONE },
  { "2/2", "Reports and returns", "A20", ONE },
  { "2/2/1", "Quarterly and annual performance reports", "A20", ONE },
  { "2/2/2", "Auditor-General and oversight bodies", "A20", ONE },
  { "3", "Staff", "D10", ONE },
  { "3/1", "Appointments and vacancies", "D5", ONE },
  { "3/2", "Bursaries, learnerships and internships", "D5", ONE },
  { "3/3", "Grievances and labour relations", "D10", ONE },
  { "5", "Finance", "D7", ONE },
  { "5/1", "Budget and conditional grants", "D7", ONE },
  { "5/2", "Payment of suppliers", "D7", ONE },
  { "5/3", "Revenue, rates and rentals", "D7", ONE },
  { "8", "Supply chain", "D7", ONE },
  { "8/1", "Tenders: advertised and awarded", "D7", ONE },
  { "8/2", "Objections and appeals", "D7", ONE },
  { "8/3", "Offers of goods and services", "D3", ONE },
  { "10", "Information, publicity and visits", "D5", ONE },
  { "10/1", "Invitations to the MEC", "D3", ONE },
  { "10/2", "Events, sod-turnings and hand-overs", "A20", ONE },
  { "10/3", "Congratulations and thanks", "D3", ONE },
  { "10/4", "Requests to meet the MEC", "D3", ONE },
  { "14", "Legislature", "A20", ONE },
  { "14/1", "Questions and replies", "A20", ONE },
  { "14/2", "Committees: information and reports", "A20", ONE },
  { "20", "Buildings", "A20", ONE },
  { "20/1", "Clinics and hospitals", "D20", DISTRICTS },
  { "20/2", "Offices, courts and community halls", "D20", DISTRICTS },
  { "20/4", "Schools", "D20", ONE },
  { "20/4/3", "Schools", "D20", DISTRICTS },
  { "20/5", "Traditional councils’ offices", "D20", ONE },
  { "20/6", "Historic buildings", "A20", ONE },
  { "24", "Land and property", "A20", ONE },
  { "24/1", "Leases to and from the province", "D10", ONE },
  { "24/2", "Acquisition, expropriation and compensation", "A20", ONE },
  { "24/3", "Disposal and donation of property", "A20", DISTRICTS },
  { "24/4", "State houses and unlawful occupation", "D10", ONE },
  { "30", "Expanded public works programme", "D10", ONE },
  { "30/1", "Wages and conditions of participants", "D10", ONE },
  { "30/2", "Local labour and small contractors", "D10", ONE },
  { "36", "Roads and bridges", "A20", ONE },
  { "36/1", "Planning and declaration of roads", "A20", ONE },
  { "36/1/4", "Road signs and safety", "D10", ONE },
  { "36/2", "Maintenance of roads", "D20", PLACES },
  { "36/3", "Bridges and causeways", "A20", DISTRICTS },
};

static GArray *plan;

static void
add_file (char *reference, char *title, const char *disposal, gboolean is_file)
{
  EoDemoFile file = { reference, title, NULL, disposal, 0, is_file };

  for (const char *p = reference; *p != '\0'; p++)
    file.level += *p == '/';
  file.description = is_file ? g_strdup_printf ("Correspondence on %s", title)
                             : g_strdup_printf ("Series: %s", title);
  g_array_append_val (plan, file);
}

static gboolean
has_below (guint i)
{
  gsize length = strlen (series[i].reference);

  return i + 1 < G_N_ELEMENTS (series) && strncmp (series[i + 1].reference, series[i].reference, length) == 0
         && series[i + 1].reference[length] == '/';
}

/* "Maintenance of roads" holds "Roads: Ndwedwe". */
static const char *
file_word (const Series *entry)
{
  if (entry->spread == PLACES)
    return "Roads";
  return strchr (entry->title, ',') != NULL || strstr (entry->title, " and ") != NULL
           ? (g_str_has_prefix (entry->reference, "20/1") ? "Clinics"
              : g_str_has_prefix (entry->reference, "20/2") ? "Offices"
              : g_str_has_prefix (entry->reference, "24/3") ? "Disposal"
              : "Bridges")
           : entry->title;
}

static void
add_spread (const Series *entry)
{
  const char *word = file_word (entry);

  for (guint d = 0; d < N_DISTRICTS; d++)
    {
      add_file (g_strdup_printf ("%s/%u", entry->reference, d + 1),
                g_strdup_printf ("%s: %s", word, eo_demo_district (d)), entry->disposal, entry->spread == DISTRICTS);
      if (entry->spread != PLACES)
        continue;
      /* Two places of each district have a file of their own, the others share a third. */
      for (guint i = 0; i < 3; i++)
        add_file (g_strdup_printf ("%s/%u/%u", entry->reference, d + 1, i + 1),
                  i < 2 ? g_strdup_printf ("%s: %s", word, eo_demo_place (d * 8 + i)->name)
                        : g_strdup_printf ("%s: rest of %s", word, eo_demo_district (d)),
                  entry->disposal, TRUE);
    }
}

static void
make_plan (void)
{
  plan = g_array_new (FALSE, TRUE, sizeof (EoDemoFile));
  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    {
      add_file (g_strdup (series[i].reference), g_strdup (series[i].title), series[i].disposal,
                series[i].spread == ONE && !has_below (i));
      if (series[i].spread != ONE)
        add_spread (&series[i]);
    }
}

/**
 * eo_demo_files:
 * @n_files: (out)
 *
 * Returns: (transfer none): the file plan, each series before what is in it
 */
const EoDemoFile *
eo_demo_files (guint *n_files)
{
  static gsize made;

  if (g_once_init_enter (&made))
    {
      make_plan ();
      g_once_init_leave (&made, 1);
    }
  *n_files = plan->len;
  return (const EoDemoFile *) plan->data;
}

/**
 * eo_demo_find_file:
 * @reference: of a file, or of a series with files by district
 * @place: what the letter is about
 *
 * Returns: the number, in eo_demo_files(), of the file a letter belongs in
 */
guint
eo_demo_find_file (const char *reference, guint place)
{
  guint n_files;
  const EoDemoFile *files = eo_demo_files (&n_files);
  guint district = eo_demo_place (place)->district;
  guint i = 0;

  while (i < n_files && strcmp (files[i].reference, reference) != 0)
    i++;
  g_return_val_if_fail (i < n_files, 0);

  if (files[i].is_file)
    return i;
  if (files[i + 1].is_file)
    return i + 1 + district;
  /* A series by places: its district, then the place's own file or the one of the rest. */
  return i + 1 + district * 4 + 1 + MIN (place % 8, 2);
}
