/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/demo/eo-demo-registry.h"
#include "exchange/demo/eo-demo-words.h"
#include "store/eo-attachment.h"
#include "store/eo-kind.h"

/* One file a year, closed at the end of the provincial financial year: so many years before the newest letter. */
typedef struct
{
  const char *number; /* of its series */
  const char *title;
  const char *disposal;
  int         years;
  int         run;    /* 1: carried out, 2: proposed, 0: in none */
  const char *hold;
} Past;

static const Past pasts[] = {
  { "8/1", "Tenders", "D7", 13, 1, NULL },
  { "8/1", "Tenders", "D7", 12, 1, NULL },
  { "8/1", "Tenders", "D7", 11, 1, NULL },
  { "8/1", "Tenders", "D7", 10, 2, NULL },
  { "8/1", "Tenders", "D7", 9, 2, NULL },
  { "8/1", "Tenders", "D7", 8, 0, NULL },
  { "8/1", "Tenders", "D7", 7, 0, NULL },
  { "8/2", "Objections and appeals", "D7", 12, 2, NULL },
  { "8/2", "Objections and appeals", "D7", 11, 0, "Judicial review, Pietermaritzburg High Court, case 8812/23P" },
  { "8/2", "Objections and appeals", "D7", 10, 0, NULL },
  { "10/1", "Invitations to the MEC", "D3", 6, 0, NULL },
  { "10/1", "Invitations to the MEC", "D3", 5, 0, NULL },
  { "10/4", "Requests to meet the MEC", "D3", 5, 0, NULL },
  { "2/1/1", "Executive Council and clusters", "A20", 23, 0, NULL },
  { "2/1/1", "Executive Council and clusters", "A20", 22, 0, NULL },
};

/* Out and back, in days before (or after) the newest letter. */
static const struct
{
  guint file; /* which of those that letters go into */
  int   out, due, back; /* back: 0 while it is out */
} loans[] = {
  { 6, 40, 26, 0 }, { 24, 31, 17, 0 }, { 30, 16, 2, 0 }, { 41, 6, -8, 0 }, { 12, 3, -11, 0 }, { 52, 60, 46, 50 }, { 18, 45, 31, 20 },
};

static const guint busy[] = { 40, 44, 48, 60, 72 }; /* likewise: full covers */

static gboolean
set_link (EoRecord   *record,
          const char *field,
          gint64      id)
{
  eo_record_set_link (record, eo_kind_find_field (eo_record_get_kind (record), field), id, "");
  return TRUE;
}

static gboolean
set_date (EoRecord    *record,
          const char  *field,
          EoDate       date,
          GError     **error)
{
  return eo_record_set_text (record, field, date.iso, error);
}

static gboolean
attach_list (EoWriter  *writer,
             EoRecord  *file,
             GError   **error)
{
  const char *title = eo_field_get_string (eo_kind_find_field (eo_kind_lookup ("file"), "title"), file);
  g_autofree char *text = g_strdup_printf ("%s\n\nContents of the file as it was bound at the end of the year.\n", title);
  g_autofree char *name = g_strdup_printf ("Contents of %s.txt", eo_record_get_title (file));
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (EoSource) source = NULL;

  g_strdelimit (name, "/", '-');
  source = eo_source_new_for_bytes (bytes, name);
  return eo_writer_attach (writer, eo_kind_lookup ("file"), file->id, source, NULL, error);
}

static EoRecord *
add_past (EoWriter    *writer,
          const Past  *past,
          int          year,
          GError     **error)
{
  g_autoptr (EoRecord) file = eo_record_new (eo_kind_lookup ("file"));
  g_autofree char *number = g_strdup_printf ("%s/%d", past->number, year - past->years);
  g_autofree char *title = g_strdup_printf ("%s, %d/%02d", past->title, year - past->years, (year - past->years + 1) % 100);
  g_autofree char *place = g_strdup_printf ("Strongroom, shelf %d", past->years);

  if (!eo_record_set_text (file, "number", number, error) || !eo_record_set_text (file, "title", title, error)
      || !eo_record_set_text (file, "disposal", past->disposal, error)
      || !eo_record_set_text (file, "place", place, error)
      || !eo_record_set_text (file, "legal_hold", past->hold != NULL ? past->hold : "", error)
      || !set_date (file, "opened_on", eo_date_from_ymd (year - past->years, 4, 1), error)
      || !eo_writer_save (writer, file, error)
      || !set_date (file, "closed_on", eo_date_from_ymd (year - past->years + 1, 3, 31), error)
      || !eo_record_set_text (file, "why", "End of the year", error) || !eo_writer_step (writer, file, "closed", error)
      || (past->run == 1 && !attach_list (writer, file, error)))
    return NULL;
  return g_steal_pointer (&file);
}

static gboolean
list_file (EoWriter  *writer,
           EoRecord  *file,
           EoRecord  *run,
           GError   **error)
{
  return set_link (file, "run", run->id) && eo_writer_save (writer, file, error);
}

static EoRecord *
add_run (EoWriter    *writer,
         const char  *title,
         EoDate       listed,
         GError     **error)
{
  g_autoptr (EoRecord) run = eo_record_new (eo_kind_lookup ("disposal"));

  if (!eo_record_set_text (run, "title", title, error) || !set_date (run, "listed_on", listed, error)
      || !eo_writer_save (writer, run, error))
    return NULL;
  return g_steal_pointer (&run);
}

/* Approved by somebody who is not making this office: so the step, which asks for a second person, is not taken. */
static gboolean
carry_out (EoWriter      *writer,
           EoRecord      *run,
           const EoDate  *newest,
           GError       **error)
{
  return eo_record_set_text (run, "authority", "Provincial Archives, disposal authority 12/2/4 (D7)", error)
         && eo_writer_step (writer, run, "submitted", error)
         && eo_record_set_text (run, "approved_by", "Head of registry", error)
         && set_date (run, "approved_on", eo_date_add_days (newest, -20), error)
         && eo_writer_set_state (writer, run, "approved", error)
         && eo_record_set_text (run, "witness", "Messenger of the strongroom", error)
         && eo_writer_step (writer, run, "carried-out", error);
}

static gboolean
add_disposal (EoWriter      *writer,
              const EoDate  *newest,
              GError       **error)
{
  g_autoptr (EoRecord) done = add_run (writer, "Tenders whose seven years are over", eo_date_add_days (newest, -34), error);
  g_autoptr (EoRecord) proposed = NULL;
  int year;

  if (done == NULL || (proposed = add_run (writer, "Supply chain, this year’s run", eo_date_add_days (newest, -5), error)) == NULL)
    return FALSE;
  eo_date_get_ymd (newest, &year, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pasts); i++)
    {
      g_autoptr (EoRecord) file = add_past (writer, &pasts[i], year, error);

      if (file == NULL
          || (pasts[i].run != 0 && !list_file (writer, file, pasts[i].run == 1 ? done : proposed, error)))
        return FALSE;
    }
  return carry_out (writer, done, newest, error)
         && eo_record_set_text (proposed, "authority", "Provincial Archives, disposal authority 12/2/4 (D7)", error)
         && eo_writer_step (writer, proposed, "submitted", error);
}

static gboolean
add_loan (EoWriter      *writer,
          guint          nth,
          GArray        *files,
          GArray        *staff,
          const EoDate  *newest,
          GError       **error)
{
  g_autoptr (EoRecord) loan = eo_record_new (eo_kind_lookup ("loan"));

  set_link (loan, "file", g_array_index (files, gint64, loans[nth].file));
  set_link (loan, "borrower", g_array_index (staff, gint64, (nth + 2) % staff->len));
  if (!set_date (loan, "out_on", eo_date_add_days (newest, -loans[nth].out), error)
      || !set_date (loan, "due_back", eo_date_add_days (newest, -loans[nth].due), error)
      || !eo_writer_save (writer, loan, error))
    return FALSE;
  return loans[nth].back == 0
         || (set_date (loan, "returned_on", eo_date_add_days (newest, -loans[nth].back), error)
             && eo_writer_step (writer, loan, "returned", error));
}

/* Series have no covers: only what letters go into. */
static GArray *
only_files (GArray *plan)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n;
  const EoDemoFile *files = eo_demo_files (&n);

  for (guint i = 0; i < n; i++)
    if (files[i].is_file)
      g_array_append_vals (ids, &g_array_index (plan, gint64, i), 1);
  return ids;
}

gboolean
eo_demo_add_registry (EoWriter      *writer,
                      GArray        *plan,
                      GArray        *staff,
                      const EoDate  *newest,
                      GError       **error)
{
  g_autoptr (GArray) files = only_files (plan);

  if (!add_disposal (writer, newest, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    {
      g_autoptr (EoRecord) volume = eo_record_new (eo_kind_lookup ("volume"));

      set_link (volume, "file", g_array_index (files, gint64, busy[i]));
      if (!set_date (volume, "opened_on", eo_date_add_days (newest, -90 - 20 * (int) i), error)
          || !eo_writer_save (writer, volume, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (loans); i++)
    if (!add_loan (writer, i, files, staff, newest, error))
      return FALSE;
  return TRUE;
}
