/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-calendar.h"
#include "base/eo-text.h"
#include "exchange/demo/eo-demo-course.h"
#include "exchange/demo/eo-demo-diary.h"
#include "exchange/demo/eo-demo-registry.h"
#include "exchange/demo/eo-demo-replies.h"
#include "exchange/demo/eo-demo.h"
#include "exchange/eo-indexer.h"
#include "store/eo-attachment.h"

#define SCANNED 2000     /* of the newest letters */
#define BATCH 50000      /* letters a transaction */
#define SCAN_BATCH 100   /* letters with scans a transaction */
#define DRAFTS 60        /* replies being drafted, at most */
#define READ_SECONDS 30

/* The office as it is being made. Ids: letters come one after another from 1 on, in order of index. */
typedef struct
{
  EoDemoOffice  office;
  GArray       *organisations; /* gint64 ids */
  GArray       *persons;
  GArray       *staff;
  GArray       *files;
  GArray       *drafts;        /* guint64 indexes of letters whose reply is being drafted */
  EoCalendar   *calendar;
  guint64       next;          /* letter */
  guint64       until;
} Demo;

static void
demo_clear (Demo *demo)
{
  g_array_unref (demo->organisations);
  g_array_unref (demo->persons);
  g_array_unref (demo->staff);
  g_array_unref (demo->files);
  g_array_unref (demo->drafts);
  eo_calendar_unref (demo->calendar);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Demo, demo_clear)

/* A UUID (version 4 in form) that the seed decides. */
static void
set_uid (EoRecord *record,
         Demo     *demo,
         guint64   stream,
         guint64   index)
{
  EoDemoRandom random = eo_demo_random (demo->office.seed, 1000 + stream, index);
  guint64 a = eo_demo_random_next (&random);
  guint64 b = eo_demo_random_next (&random);

  g_free (record->uid);
  record->uid = g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (a >> 32),
                                 (guint) (a >> 16) & 0xffff, (guint) a & 0xfff, 0x8000 | ((guint) (b >> 48) & 0x3fff),
                                 b & G_GUINT64_CONSTANT (0xffffffffffff));
}

static void
set (EoRecord   *record,
     const char *field,
     const char *text)
{
  g_autoptr (GError) error = NULL;

  if (!eo_record_set_text (record, field, text != NULL ? text : "", &error))
    g_error ("%s", error->message); /* our own words: a programmer's mistake */
}

static gboolean
save (EoWriter  *writer,
      EoRecord  *record,
      GArray    *ids,
      GError   **error)
{
  if (!eo_writer_save (writer, record, error))
    return FALSE;
  if (ids != NULL)
    g_array_append_val (ids, record->id);
  return TRUE;
}

static const char *
sector_of (EoDemoSort sort)
{
  static const char *const sectors[] = {
    [EO_DEMO_COMMUNITY] = "civil-society", [EO_DEMO_SCHOOL] = "education",     [EO_DEMO_TRADITIONAL] = "traditional",
    [EO_DEMO_HEALTH] = "department",       [EO_DEMO_BUSINESS] = "business",    [EO_DEMO_COMPANY] = "business",
    [EO_DEMO_MUNICIPALITY] = "municipality", [EO_DEMO_DEPARTMENT] = "department", [EO_DEMO_OVERSIGHT] = "oversight",
    [EO_DEMO_LEGISLATURE] = "legislature", [EO_DEMO_PROFESSION] = "civil-society",
  };

  return sectors[sort];
}

static gboolean
add_organisation (EoWriter  *writer,
                  Demo      *demo,
                  guint64    index,
                  GError   **error)
{
  g_auto (EoDemoOrganisation) words = { NULL };
  g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup ("organisation"));

  eo_demo_organisation_init (&words, demo->office.seed, index);
  set (record, "name", words.name);
  set (record, "sector", sector_of (words.sort));
  set (record, "email", words.email);
  set (record, "phone", words.phone);
  set (record, "address", words.address);
  set_uid (record, demo, 1, index);
  return save (writer, record, demo->organisations, error);
}

static gboolean
add_person (EoWriter  *writer,
            Demo      *demo,
            guint64    index,
            GError   **error)
{
  g_auto (EoDemoPerson) words = { NULL };
  g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup ("person"));

  eo_demo_person_init (&words, demo->office.seed, index);
  set (record, "name", words.signed_name);
  set (record, "email", words.email);
  set (record, "phone", words.phone);
  set (record, "address", words.address);
  set_uid (record, demo, 2, index);
  return save (writer, record, demo->persons, error);
}

static void
set_link (EoRecord   *record,
          const char *field,
          gint64      id)
{
  g_autofree char *text = g_strdup_printf ("#%" G_GINT64_FORMAT, id);

  set (record, field, text);
}

/* The units of the department that the staff belong to. */
static gboolean
add_units (EoWriter  *writer,
           Demo      *demo,
           GArray    *units,
           GError   **error)
{
  static const char *const names[] = {
    "Ministry: Public Works and Infrastructure", "Office of the Head of Department", "Legal Services",
    "Infrastructure Delivery", "Communications", "Parliamentary and Cabinet Services",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup ("organisation"));

      set (record, "name", names[i]);
      set (record, "sector", "department");
      set_uid (record, demo, 8, i);
      if (!save (writer, record, units, error))
        return FALSE;
    }
  return TRUE;
}

/* The first who drafts is whoever makes the office: so that "Mine" has something to show. */
static gboolean
add_staff (EoWriter  *writer,
           Demo      *demo,
           GError   **error)
{
  guint n;
  const EoDemoStaff *staff = eo_demo_staff (&n);
  gboolean me = FALSE;
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!add_units (writer, demo, units, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup ("person"));
      gboolean mine = staff[i].drafts && !me;

      set (record, "name", staff[i].name);
      set (record, "post", staff[i].post);
      set (record, "staff", "true");
      set_link (record, "organisation", g_array_index (units, gint64, i % units->len));
      set (record, "account", mine ? g_get_user_name () : staff[i].account);
      set_uid (record, demo, 3, i);
      me = me || mine;
      if (!save (writer, record, demo->staff, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_files (EoWriter  *writer,
           Demo      *demo,
           GError   **error)
{
  guint n;
  const EoDemoFile *files = eo_demo_files (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup ("file"));

      set (record, "number", files[i].reference);
      set (record, "title", files[i].title);
      set (record, "description", files[i].description);
      set (record, "disposal", files[i].disposal);
      set_uid (record, demo, 4, i);
      if (!save (writer, record, demo->files, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_people (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Demo *demo = data;

  if (!eo_writer_set_bulk (writer, TRUE, error)
      || !eo_writer_set_setting (writer, "office-name", "Office of the MEC", error) || !add_staff (writer, demo, error)
      || !add_files (writer, demo, error)
      || !eo_demo_add_registry (writer, demo->files, demo->staff, &demo->office.newest, error)
      || !eo_demo_replies_write (writer, &demo->office.newest, (gint64 *) demo->staff->data, error))
    return FALSE;
  for (guint64 i = 0; i < demo->office.n_organisations; i++)
    if (!add_organisation (writer, demo, i, error))
      return FALSE;
  for (guint64 i = 0; i < demo->office.n_persons; i++)
    if (!add_person (writer, demo, i, error))
      return FALSE;
  return TRUE;
}

/* The moment it was registered: the day it came, in local time (South Africa has one zone, UTC+2, and no summer time). */
static EoInstant
registered_at (const EoDemoLetter *words)
{
  EoInstant instant;
  g_autofree char *text = g_strdup_printf ("%sT00:00:00Z", words->received.iso);

  eo_instant_parse (text, &instant, NULL);
  return eo_instant_from_unix (eo_instant_to_unix (&instant) + ((gint64) words->minute - 120) * 60);
}

static EoRecord *
make_letter (Demo               *demo,
             const EoDemoLetter *words)
{
  EoRecord *record = eo_record_new (eo_kind_lookup ("letter"));
  GArray *parties = words->sender_is_person ? demo->persons : demo->organisations;
  EoDate due = { "" };

  if (words->incoming && words->reply_days > 0)
    due = eo_calendar_add_working_days (demo->calendar, &words->received, (int) words->reply_days);
  set (record, "direction", words->incoming ? "incoming" : "outgoing");
  set (record, "subject", words->subject);
  set (record, "signed_by", words->signed_by);
  set (record, "their_reference", words->their_reference);
  set (record, "letter_date", words->written.iso);
  set (record, "received_on", words->received.iso);
  set (record, "mode", words->mode);
  set (record, "matter", words->kind);
  set (record, "classification", words->classification);
  set (record, "reply_due", due.iso);
  set_link (record, "correspondent", g_array_index (parties, gint64, words->party));
  set_link (record, "file", g_array_index (demo->files, gint64, words->file));
  set_link (record, "assigned_to", g_array_index (demo->staff, gint64, words->with));
  if (words->incoming)
    set_link (record, "addressee", g_array_index (demo->staff, gint64, 0));
  else
    set_link (record, "answers", words->answers + 1);
  eo_demo_course_set (record, words, &demo->office, demo->calendar, &due);
  record->created_at = registered_at (words);
  set_uid (record, demo, 5, words->index);
  return record;
}

static gboolean
attach_scan (EoWriter            *writer,
             Demo                *demo,
             const EoDemoLetter  *words,
             EoRecord            *letter,
             GError             **error)
{
  g_autoptr (GBytes) bytes = eo_demo_letter_scan (words, &demo->office, letter->reference);
  g_autofree char *name = g_strdup_printf ("Scan-%s-%03u.pdf", words->received.iso, (guint) (words->index % 1000));
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, name);

  return eo_writer_attach (writer, eo_kind_lookup ("letter"), letter->id, source, NULL, error);
}

static gboolean
add_action (EoWriter            *writer,
            Demo                *demo,
            const EoDemoLetter  *words,
            EoRecord            *letter,
            GError             **error)
{
  g_autoptr (EoRecord) action = eo_record_new (eo_kind_lookup ("action"));
  EoDate due = eo_calendar_add_working_days (demo->calendar, &words->received, 4);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, letter->id);

  set (action, "task", words->instruction);
  set_link (action, "owner", g_array_index (demo->staff, gint64, words->with));
  set (action, "due", due.iso);
  set (action, "about_kind", "letter");
  set (action, "about_id", id);
  set_uid (action, demo, 6, words->index);
  return eo_writer_save (writer, action, error);
}

/* Of the newest letters in drafting or beyond, the reply is made at the end. */
static void
note_draft (Demo                *demo,
            const EoDemoLetter  *words,
            EoRecord            *letter)
{
  const EoField *state = eo_kind_get_state_field (eo_record_get_kind (letter));
  g_autofree char *status = eo_field_to_text (state, letter);
  g_autofree char *body = words->incoming ? eo_demo_course_draft (status, words) : NULL;

  if (body == NULL)
    return;
  if (demo->drafts->len == DRAFTS)
    g_array_remove_index (demo->drafts, 0);
  g_array_append_val (demo->drafts, words->index);
}

static gboolean
add_draft (EoWriter  *writer,
           Demo      *demo,
           guint64    index,
           GError   **error)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  g_auto (EoDemoLetter) words = { 0 };
  g_autoptr (EoRecord) answered = eo_writer_get (writer, kind, (gint64) index + 1, error);
  g_autoptr (EoRecord) reply = NULL;
  g_autofree char *status = NULL;
  g_autofree char *body = NULL;
  g_autofree char *subject = NULL;

  if (answered == NULL)
    return FALSE;
  eo_demo_letter_init (&words, &demo->office, index);
  status = eo_field_to_text (eo_kind_get_state_field (kind), answered);
  body = eo_demo_course_draft (status, &words);
  if (body == NULL) /* answered meanwhile */
    return TRUE;
  reply = eo_record_new (kind);
  subject = g_strdup_printf ("%s: reply", words.subject);
  set (reply, "direction", "outgoing");
  set (reply, "subject", subject);
  set (reply, "received_on", demo->office.newest.iso);
  set (reply, "their_reference", words.their_reference);
  set (reply, "mode", "email");
  set (reply, "body", body);
  set (reply, "status", status);
  set_link (reply, "answers", answered->id);
  set_link (reply, "correspondent", eo_field_get_link (eo_kind_find_field (kind, "correspondent"), answered)->id);
  set_link (reply, "file", g_array_index (demo->files, gint64, words.file));
  set_link (reply, "assigned_to", g_array_index (demo->staff, gint64, words.with));
  reply->classification = answered->classification;
  set_uid (reply, demo, 7, index);
  return eo_writer_save (writer, reply, error);
}

static gboolean
add_letter (EoWriter  *writer,
            Demo      *demo,
            guint64    index,
            GError   **error)
{
  g_auto (EoDemoLetter) words = { 0 };
  g_autoptr (EoRecord) letter = NULL;
  gboolean scanned = index + SCANNED >= demo->office.n_letters;

  eo_demo_letter_init (&words, &demo->office, index);
  letter = make_letter (demo, &words);
  if (!eo_writer_save (writer, letter, error))
    return FALSE;
  if (scanned && !attach_scan (writer, demo, &words, letter, error))
    return FALSE;
  note_draft (demo, &words, letter);
  if (eo_kind_is_open (letter) && index % 3 == 0 && words.instruction[0] != '\0')
    return add_action (writer, demo, &words, letter, error);
  return TRUE;
}

static gboolean
write_letters (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  Demo *demo = data;

  for (; demo->next < demo->until; demo->next++)
    if (!add_letter (writer, demo, demo->next, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_end (EoWriter  *writer,
           gpointer   data,
           GError   **error)
{
  Demo *demo = data;

  for (guint i = 0; i < demo->drafts->len; i++)
    if (!add_draft (writer, demo, g_array_index (demo->drafts, guint64, i), error))
      return FALSE;
  return eo_demo_add_diary (writer, demo->staff, demo->organisations, demo->office.seed, &demo->office.newest, error)
         && eo_writer_set_bulk (writer, FALSE, error);
}

/* What every office begins with is no record of its own. */
static gboolean
is_given (const EoKind *kind)
{
  return g_str_equal (kind->name, "due_rule");
}

static gboolean
check_empty (EoStore  *store,
             GError  **error)
{
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EoQuery) query = eo_query_new (kinds[i]);
      if (is_given (kinds[i]) || eo_store_count (store, query) == 0)
        continue;
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                   _("“%s” holds records already: a sample is made in an empty office only."),
                   eo_store_get_path (store));
      return FALSE;
    }
  return TRUE;
}

gboolean
eo_demo_fill (EoStore         *store,
              guint            n_letters,
              guint            seed,
              const EoDate    *newest,
              EoProgressFunc   progress,
              gpointer         user_data,
              GError         **error)
{
  g_auto (Demo) demo = {
    .office = { seed, n_letters, eo_demo_n_fixed () + 40 + MIN (n_letters / 20, 4000), 40 + MIN (n_letters / 40, 2000),
                *newest },
    .organisations = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .persons = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .staff = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .files = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .drafts = g_array_new (FALSE, FALSE, sizeof (guint64)),
    .calendar = eo_store_get_calendar (store),
  };

  if (!check_empty (store, error) || !eo_store_write (store, write_people, &demo, error))
    return FALSE;
  while (demo.next < n_letters)
    {
      gboolean scanned = demo.next + SCANNED >= n_letters;
      guint64 batch = scanned ? SCAN_BATCH : MIN (BATCH, n_letters - SCANNED - demo.next);
      demo.until = MIN (n_letters, demo.next + batch);
      if (!eo_store_write (store, write_letters, &demo, error))
        return FALSE;
      if (progress != NULL)
        progress ((double) demo.next / n_letters, user_data);
    }
  if (!eo_store_write (store, write_end, &demo, error))
    return FALSE;
  eo_indexer_run_now (store, READ_SECONDS);
  return TRUE;
}
