/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/demo/eo-demo-diary.h"
#include "exchange/demo/eo-demo-words.h"

#define WEEKS_BEFORE 8
#define WEEKS_AFTER  12

enum { MEC, HOD, OFFICE, N_DIARIES };

/* Of one of the diaries, on a day from Monday (0) on. Texts are FIELD=VALUE, ended by NULL. */
typedef struct
{
  guint       diary;
  int         day;
  int         starts; /* HHMM */
  int         ends;
  const char *subject;
  const char *place;
  const char *more[6];
} Entry;

static const Entry series[] = {
  { MEC, 0, 745, 800, "Morning brief", "", { "repeats=FREQ=WEEKLY;BYDAY=MO,TU,WE,FR", "category=preparation", "attendance=yes" } },
  { MEC, 0, 800, 815, "Signing box", "", { "repeats=FREQ=WEEKLY;BYDAY=MO,TU,FR", "category=preparation", "attendance=yes" } },
  { MEC, 2, 800, 1200, "Executive Council", "Cabinet room, Pietermaritzburg",
    { "repeats=FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "category=cabinet", "attendance=yes", "classification=confidential", "buffer=15" } },
  { MEC, 0, 1300, 1400, "Physiotherapist", "", { "repeats=FREQ=WEEKLY;BYDAY=MO,FR", "category=personal", "private=true", "attendance=yes" } },
  { HOD, 3, 900, 1030, "Heads of branch", "Boardroom 1, Southern Life", { "repeats=FREQ=WEEKLY;BYDAY=TH", "attendance=yes" } },
  { HOD, 4, 1545, 1700, "Month-end review", "Boardroom 1", { "repeats=FREQ=MONTHLY;BYDAY=-1FR", "attendance=yes" } },
  { OFFICE, 0, 1400, 1530, "Staff meeting", "Open office", { "repeats=FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "attendance=yes" } },
  { OFFICE, 1, 1700, 1800, "Diary meeting", "Next 30 days", { "repeats=FREQ=WEEKLY;BYDAY=TU", "attendance=yes" } },
};

static const Entry week[] = {
  { MEC, 0, 815, 830, "Media summary", "", { "category=media", "attendance=yes" } },
  { MEC, 0, 900, 1100, "Infrastructure cluster", "Boardroom 3, Natalia", { "attendance=yes", "buffer=15" } },
  { MEC, 0, 1115, 1200, "Amajuba Contractors", "Boardroom 2",
    { "attendance=yes", "brief=Late payment of invoices. Six invoices are older than 30 days; R4,2 million in all." } },
  { MEC, 0, 1400, 1530, "Prepare for committee", "With J. van Wyk", { "category=preparation", "attendance=yes" } },
  { MEC, 0, 1600, 1630, "Phone-in, Radio Umhlaba", "Studio line", { "category=media", "travel-after=60", "travel-note=Home", "attendance=yes" } },
  { MEC, 1, 830, 1015, "Portfolio Committee on Public Works", "Legislature, committee room 2",
    { "category=parliament", "attendance=yes", "brief=Second-quarter report. Expect questions on the depots and on late invoices." } },
  { MEC, 1, 1130, 1245, "Site visit: court ramp and lift", "Magistrate’s Court, Verulam",
    { "category=visit", "travel-before=75", "travel-after=75", "travel-note=N3, N2 · 84 km", "attendance=yes",
      "address=Wick Street\nVerulam" } },
  { MEC, 1, 1400, 1500, "Budget steering committee", "Boardroom 1", { "attendance=to_confirm" } },
  { MEC, 1, 1430, 1530, "Premier: depots", "Premier’s office", { "attendance=yes", "classification=confidential" } },
  { MEC, 1, 1545, 1600, "Call: Speaker’s office", "", { "category=call", "attendance=yes" } },
  { MEC, 1, 1600, 1645, "HOD one-to-one", "Office", { "attendance=yes" } },
  { MEC, 2, 1215, 1300, "Caucus lunch", "Members’ dining room", { "category=parliament", "attendance=yes" } },
  { MEC, 2, 1545, 1700, "Speech rehearsal: Women in Construction", "With the speech writer", { "category=preparation", "attendance=yes" } },
  { MEC, 3, 1000, 1300, "Opening of Bergville clinic road", "Bergville sports ground",
    { "category=event", "travel-before=90", "travel-after=90", "travel-note=R74 · 118 km", "attendance=yes",
      "brief=Address at 11:20; anthem, wreath, lunch with amakhosi." } },
  { MEC, 4, 1000, 1100, "Media briefing: school toilets", "Press room, Natalia", { "category=media", "attendance=yes", "buffer=15" } },
  { MEC, 4, 1115, 1215, "Inkosi T. Mkhize", "Emaqadini hall", { "category=visit", "attendance=yes" } },
  { HOD, 1, 830, 1015, "Portfolio Committee on Public Works", "Officials’ bench", { "category=parliament", "attendance=yes" } },
  { HOD, 0, 930, 1030, "Bid adjudication", "Southern Life", { "attendance=yes", "classification=restricted" } },
  { HOD, 2, 1300, 1430, "Roads programme review", "Boardroom 2", { "attendance=yes" } },
  { OFFICE, 4, 1000, 1100, "Media briefing: school toilets", "Convenes", { "category=media", "attendance=yes" } },
};

static const Entry days[] = {
  { HOD, 0, 0, 2, "Dr L. Maseko acting Director-General forum", "", { "all-day=true", "shows-as=free", "attendance=yes" } },
  { OFFICE, 4, 0, 4, "Rosters due", "", { "all-day=true", "shows-as=free" } },
};

/* What other weeks hold, one or two a day. */
static const Entry usual[] = {
  { MEC, 0, 900, 1030, "Municipal manager, iLembe", "Boardroom 2", { "attendance=yes" } },
  { MEC, 0, 1100, 1200, "Contractors’ association", "Boardroom 3, Natalia", { "attendance=yes" } },
  { MEC, 0, 1000, 1230, "School visit", "Umlazi", { "category=visit", "travel-before=60", "travel-after=60", "attendance=yes" } },
  { MEC, 0, 1330, 1430, "Interview", "Press room, Natalia", { "category=media", "attendance=to_confirm" } },
  { MEC, 0, 900, 1300, "Sitting of the Legislature", "Legislature", { "category=parliament", "attendance=yes" } },
  { MEC, 0, 1430, 1530, "Traditional leaders of Msinga", "Tugela Ferry", { "category=visit", "travel-before=120", "travel-after=120",
    "travel-note=R33 · 140 km", "attendance=delegated" } },
  { HOD, 0, 900, 1000, "Supply chain", "Southern Life", { "attendance=yes" } },
  { HOD, 0, 1400, 1530, "Audit steering committee", "Boardroom 1", { "attendance=yes" } },
};

typedef struct
{
  const char *subject;
  const char *contact;
  const char *asked;
  const char *place;
  int         minutes;
  int         asked_days;  /* before now */
  int         answer_days; /* from now */
  int         wanted[3];   /* days from this week's Monday; -1: none */
  int         at;          /* HHMM */
  const char *state;
  gboolean    by_letter; /* of the latest invitations: subject and sender are the letter's */
} Wish;

static const Wish wishes[] = {
  { "Women in Construction: keynote address", "Ms L. Pillay, 031 555 0142", "Keynote, 15 minutes", "ICC Durban", 45, 5, 3,
    { 15, 16, -1 }, 900, "triage", TRUE },
  { "Ndwedwe Residents’ Forum: road meeting", "Mr S. P. Ngcobo, 032 555 0121", "Hear the community, answer", "Ndwedwe hall", 90, 7, 2,
    { 2, 4, 9 }, 1430, "hold" },
  { "Sod turning, Impendle clinic", "Department of Health", "Turn the sod, 5 minutes", "Impendle", 120, 4, 6, { 12, -1, -1 }, 1000,
    "received", TRUE },
  { "Courtesy visit, Consul of Norland", "Protocol", "Receive, 20 minutes", "Natalia", 30, 1, 9, { 14, 17, -1 }, 1100, "more" },
  { "Youth in Property Forum", "Mr A. Zungu", "Open", "Durban", 60, 12, 4, { 21, 22, 23 }, 930, "decision" },
  { "School governing bodies: prize day", "Mrs B. Mkhize", "Hand over prizes", "Mooi River", 120, 2, 12, { 18, -1, -1 }, 1300, "received", TRUE },
  { "Engineers’ council dinner", "Dr H. Naidoo", "After-dinner speech", "Umhlanga", 120, 3, 8, { 25, -1, -1 }, 1800, "triage" },
};

typedef struct
{
  EoWriter     *writer;
  gint64        diaries[N_DIARIES];
  GArray       *staff;
  GArray       *organisations;
  EoDate        monday;
  EoDate        newest;
  GError      **error;
} Fill;

static gint64
staff_id (Fill  *fill,
          guint  index)
{
  return g_array_index (fill->staff, gint64, index);
}

static gboolean
set_link (EoRecord   *record,
          const char *field,
          gint64      id,
          GError    **error)
{
  g_autofree char *text = g_strdup_printf ("#%" G_GINT64_FORMAT, id);

  return eo_record_set_text (record, field, text, error);
}

/* Day @offset from this week's Monday, at HHMM. */
static char *
time_of (Fill *fill,
         int   offset,
         int   clock)
{
  EoDate day = eo_date_add_days (&fill->monday, offset);

  return g_strdup_printf ("%sT%02d:%02d", day.iso, clock / 100, clock % 100);
}

static EoRecord *
make (Fill        *fill,
      const Entry *entry,
      const char  *starts,
      const char  *ends)
{
  g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup ("appointment"));

  if (!eo_record_set_text (record, "subject", entry->subject, fill->error)
      || !eo_record_set_text (record, "place", entry->place, fill->error)
      || !eo_record_set_text (record, "starts", starts, fill->error)
      || !eo_record_set_text (record, "ends", ends, fill->error)
      || !set_link (record, "diary", fill->diaries[entry->diary], fill->error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (entry->more) && entry->more[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (entry->more[i], "=", 2);

      if (!eo_record_set_text (record, pair[0], pair[1], fill->error)
          || (g_str_equal (entry->more[i], "attendance=delegated") && !set_link (record, "delegate", staff_id (fill, 1), fill->error)))
        return NULL;
    }

  return g_steal_pointer (&record);
}

static gboolean
add_attendee (Fill        *fill,
              EoRecord    *appointment,
              gint64       party,
              const char  *role)
{
  g_autoptr (EoRecord) attendee = eo_record_new (eo_kind_lookup ("attendee"));
  g_autofree char *name = eo_writer_get_text (fill->writer, "SELECT title FROM party WHERE id = ?1", party, NULL);

  return set_link (attendee, "appointment", appointment->id, fill->error) && set_link (attendee, "party", party, fill->error)
         && eo_record_set_text (attendee, "name", name, fill->error)
         && eo_record_set_text (attendee, "role", role, fill->error) && eo_writer_save (fill->writer, attendee, fill->error);
}

static gboolean
says (const Entry *entry,
      const char  *what)
{
  for (guint i = 0; i < G_N_ELEMENTS (entry->more) && entry->more[i] != NULL; i++)
    if (g_str_equal (entry->more[i], what))
      return TRUE;
  return FALSE;
}

/* What takes the principal elsewhere has a host, and somebody goes along. */
static gboolean
add_company (Fill        *fill,
             const Entry *entry,
             EoRecord    *appointment)
{
  guint n = g_str_hash (entry->subject) % MIN (fill->organisations->len, 20);

  return (!says (entry, "category=visit") && !says (entry, "category=event"))
         || (add_attendee (fill, appointment, g_array_index (fill->organisations, gint64, n), "host")
             && add_attendee (fill, appointment, staff_id (fill, 5), "accompanies"));
}

static gboolean
add (Fill        *fill,
     const Entry *entry,
     int          offset)
{
  g_autofree char *starts = time_of (fill, offset + entry->day, entry->starts);
  g_autofree char *ends = time_of (fill, offset + entry->day, entry->ends);
  g_autoptr (EoRecord) record = make (fill, entry, starts, ends);

  return record != NULL && eo_writer_save (fill->writer, record, fill->error) && add_company (fill, entry, record);
}

/* All day, from one day to another. */
static gboolean
add_days (Fill        *fill,
          const Entry *entry)
{
  g_autofree char *starts = time_of (fill, entry->day, 0);
  g_autofree char *ends = time_of (fill, entry->ends, 0);
  g_autoptr (EoRecord) record = make (fill, entry, starts, ends);

  return record != NULL && eo_writer_save (fill->writer, record, fill->error);
}

static gboolean
add_diaries (Fill *fill)
{
  static const struct { const char *name, *tag, *colour; int principal; } diaries[] = {
    [MEC] = { "Hon. N. Dlamini, MEC", "MEC", "blue", 0 },
    [HOD] = { "Dr L. Maseko, HOD", "HOD", "green", -1 },
    [OFFICE] = { "Mr T. Gumede, Head of Office", "HoO", "purple", 1 },
  };

  for (guint i = 0; i < N_DIARIES; i++)
    {
      g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup ("diary"));

      if (!eo_record_set_text (record, "name", diaries[i].name, fill->error)
          || !eo_record_set_text (record, "tag", diaries[i].tag, fill->error)
          || !eo_record_set_text (record, "colour", diaries[i].colour, fill->error)
          || !eo_record_set_text (record, "travel_minutes", "30", fill->error)
          || (diaries[i].principal >= 0 && !set_link (record, "principal", staff_id (fill, diaries[i].principal), fill->error))
          || !set_link (record, "keeper", staff_id (fill, 2), fill->error)
          || !eo_writer_save (fill->writer, record, fill->error))
        return FALSE;
      fill->diaries[i] = record->id;
    }
  return TRUE;
}

/* Of its diary on a day, as far as is taken: in minutes, with the way there and back. */
typedef struct
{
  guint diary;
  int   from;
  int   until;
} Taken;

static Taken
taken_by (const Entry *entry)
{
  int way = says (entry, "travel-before=120") ? 120 : says (entry, "travel-before=60") ? 60 : 0;

  return (Taken) { entry->diary, entry->starts / 100 * 60 + entry->starts % 100 - way,
                   entry->ends / 100 * 60 + entry->ends % 100 + way };
}

static gboolean
is_free (GArray      *taken,
         const Taken *wanted)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const Taken *other = &g_array_index (taken, Taken, i);

      if (other->diary == wanted->diary && other->from < wanted->until && wanted->from < other->until)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_usual_day (Fill          *fill,
               EoDemoRandom  *random,
               int            offset,
               int            day)
{
  static const Taken standing[] = { { MEC, 465, 495 }, { MEC, 780, 840 }, { HOD, 540, 630 }, { MEC, 480, 735 } };
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (Taken));
  guint n = 1 + eo_demo_random_below (random, 3);

  /* The morning brief and an hour at noon; heads of branch on Thursdays, the Executive Council on Wednesdays. */
  g_array_append_vals (taken, standing, 2);
  if (day == 3)
    g_array_append_val (taken, standing[2]);
  if (day == 2)
    g_array_append_val (taken, standing[3]);
  for (guint i = 0; i < n; i++)
    {
      const Entry *entry = &usual[eo_demo_random_below (random, G_N_ELEMENTS (usual))];
      Taken wanted = taken_by (entry);

      if (!is_free (taken, &wanted))
        continue;
      g_array_append_val (taken, wanted);
      if (!add (fill, entry, offset))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_usual_weeks (Fill   *fill,
                 guint64 seed)
{
  for (int w = -WEEKS_BEFORE; w <= WEEKS_AFTER; w++)
    for (int day = 0; day < 5 && w != 0; day++)
      {
        EoDemoRandom random = eo_demo_random (seed, 40, (guint64) ((w + WEEKS_BEFORE) * 7 + day));

        if (!add_usual_day (fill, &random, w * 7 + day, day))
          return FALSE;
      }
  return TRUE;
}

/* The times of the request are held, as the step does it. */
static gboolean
hold (Fill       *fill,
      const Wish *wish,
      EoRecord   *request)
{
  gboolean holds = g_str_equal (wish->state, "hold") || g_str_equal (wish->state, "decision");

  return !holds
         || (eo_writer_step (fill->writer, request, "hold", fill->error)
             && (g_str_equal (wish->state, "hold") || eo_writer_step (fill->writer, request, wish->state, fill->error)));
}

#define INVITATION \
  "SELECT id FROM letter WHERE matter = 'invitation' AND direction = 'incoming' AND deleted_at = '' AND classification = 'open' " \
  "ORDER BY id DESC LIMIT 1 OFFSET ?1"
#define OF_LETTER(column) "SELECT " column " FROM letter WHERE id = ?1"

static gboolean
take_letter (Fill     *fill,
             EoRecord *request,
             gint64    n)
{
  gint64 letter = eo_writer_get_integer (fill->writer, INVITATION, n, NULL);
  gint64 sender = eo_writer_get_integer (fill->writer, OF_LETTER ("correspondent"), letter, NULL);
  g_autofree char *subject = eo_writer_get_text (fill->writer, OF_LETTER ("subject"), letter, NULL);

  if (letter == 0)
    return TRUE;
  return eo_record_set_text (request, "subject", subject, fill->error) && set_link (request, "letter", letter, fill->error)
         && (sender == 0 || set_link (request, "requester", sender, fill->error));
}

static gboolean
add_wish (Fill       *fill,
          const Wish *wish)
{
  g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup ("request"));
  EoDate asked = eo_date_add_days (&fill->newest, -wish->asked_days);
  EoDate answer = eo_date_add_days (&fill->newest, wish->answer_days);
  g_autofree char *minutes = g_strdup_printf ("%d", wish->minutes);
  const char *first = g_str_equal (wish->state, "hold") || g_str_equal (wish->state, "decision") ? "triage" : wish->state;
  GString *wanted = g_string_new (NULL);
  g_autofree char *times = NULL;

  for (int i = 0; i < 3 && wish->wanted[i] >= 0; i++)
    {
      g_autofree char *time = time_of (fill, wish->wanted[i], wish->at);

      g_string_append_printf (wanted, "%s%s", i > 0 ? " " : "", time);
    }
  times = g_string_free (wanted, FALSE);

  return eo_record_set_text (record, "subject", wish->subject, fill->error)
         && eo_record_set_text (record, "contact", wish->contact, fill->error)
         && eo_record_set_text (record, "asked", wish->asked, fill->error)
         && eo_record_set_text (record, "place", wish->place, fill->error)
         && eo_record_set_text (record, "minutes", minutes, fill->error)
         && eo_record_set_text (record, "asked_on", asked.iso, fill->error)
         && eo_record_set_text (record, "answer_by", answer.iso, fill->error)
         && eo_record_set_text (record, "wanted", times, fill->error)
         && eo_record_set_text (record, "status", first, fill->error)
         && set_link (record, "diary", fill->diaries[MEC], fill->error)
         && set_link (record, "owner", staff_id (fill, 2), fill->error)
         && (!wish->by_letter || take_letter (fill, record, wish - wishes + 1))
         && eo_writer_save (fill->writer, record, fill->error) && hold (fill, wish, record);
}

static gboolean
add_leg (Fill       *fill,
         gint64      trip,
         const char *fields[])
{
  g_autoptr (EoRecord) leg = eo_record_new (eo_kind_lookup ("leg"));

  if (!set_link (leg, "trip", trip, fill->error))
    return FALSE;
  for (guint i = 0; fields[i] != NULL; i += 2)
    if (!eo_record_set_text (leg, fields[i], fields[i + 1], fill->error))
      return FALSE;
  return eo_writer_save (fill->writer, leg, fill->error);
}

static gboolean
add_trip (Fill *fill)
{
  g_autoptr (EoRecord) trip = eo_record_new (eo_kind_lookup ("trip"));
  EoDate first = eo_date_add_days (&fill->monday, 35), last = eo_date_add_days (&fill->monday, 38);
  g_autofree char *out = time_of (fill, 35, 1930), *landed = time_of (fill, 36, 720), *in = time_of (fill, 36, 900);
  g_autofree char *left = time_of (fill, 38, 1700), *back = time_of (fill, 38, 2115), *home = time_of (fill, 39, 1040);
  const char *there[] = { "mode", "flight", "from_place", "Durban", "to_place", "Geneva", "leaves", out, "arrives", landed, "arrives_zone",
                          "Europe/Zurich", "carrier", "LX 289 by Johannesburg", "booking", "6T4KQP", NULL };
  const char *stay[] = { "mode", "stay", "from_place", "Hôtel du Lac", "leaves", in, "leaves_zone", "Europe/Zurich", "arrives", left,
                         "booking", "HL-20931", "phone", "+41 22 555 01 00", NULL };
  const char *again[] = { "mode", "flight", "from_place", "Geneva", "to_place", "Durban", "leaves", back, "leaves_zone",
                          "Europe/Zurich", "arrives", home, "arrives_zone", "Africa/Johannesburg", "carrier", "LX 288 by Johannesburg",
                          "booking", "6T4KQP", NULL };

  return eo_record_set_text (trip, "title", "Geneva: world congress on roads", fill->error)
         && set_link (trip, "diary", fill->diaries[MEC], fill->error)
         && eo_record_set_text (trip, "starts", first.iso, fill->error)
         && eo_record_set_text (trip, "ends", last.iso, fill->error)
         && eo_record_set_text (trip, "purpose", "Keynote on rural roads; meetings with two development banks.", fill->error)
         && eo_writer_save (fill->writer, trip, fill->error) && add_leg (fill, trip->id, there)
         && add_leg (fill, trip->id, stay) && add_leg (fill, trip->id, again);
}

gboolean
eo_demo_add_diary (EoWriter      *writer,
                   GArray        *staff,
                   GArray        *organisations,
                   guint64        seed,
                   const EoDate  *newest,
                   GError       **error)
{
  Fill fill = { .writer = writer, .staff = staff, .organisations = organisations, .newest = *newest, .error = error };

  g_return_val_if_fail (writer != NULL && staff != NULL && newest != NULL, FALSE);

  fill.monday = eo_date_add_days (newest, 1 - eo_date_weekday (newest));
  if (!add_diaries (&fill))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    if (!add (&fill, &series[i], -7 * WEEKS_BEFORE))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (week); i++)
    if (!add (&fill, &week[i], 0))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (!add_days (&fill, &days[i]))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    if (!add_wish (&fill, &wishes[i]))
      return FALSE;

  return add_usual_weeks (&fill, seed) && add_trip (&fill);
}
