/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-letter-sheet.h"
#include "sections/correspondence/eo-letter-tongue.h"

/* Where the office is read: outside a write, or within one. */
typedef struct
{
  EoStore  *store;
  EoWriter *writer;
} Place;

/* What the placeholders stand for. */
typedef struct
{
  const char *name;
  char       *value;
} Word;

static char *
get_setting (const Place *place,
             const char  *name)
{
  return place->writer != NULL ? eo_writer_get_setting (place->writer, name) : eo_store_get_setting (place->store, name);
}

static EoRecord *
get_record (const Place  *place,
            const EoKind *kind,
            gint64        id)
{
  if (id == 0)
    return NULL;
  return place->writer != NULL ? eo_writer_get (place->writer, kind, id, NULL) : eo_store_get (place->store, kind, id, NULL);
}

/* A person or an organisation: whichever kind has that id. */
static EoRecord *
get_party (const Place *place,
           gint64       id)
{
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);

  for (guint i = 0; i < n; i++)
    {
      EoRecord *party = kinds[i]->is_party ? get_record (place, kinds[i], id) : NULL;
      if (party != NULL)
        return party;
    }
  return NULL;
}

/* A field that the kind of a record may have or not; "" where it has not. */
static char *
get_text (EoRecord   *record,
          const char *name)
{
  const EoField *field = record != NULL ? eo_kind_find_field (eo_record_get_kind (record), name) : NULL;

  return field != NULL ? eo_field_to_text (field, record) : g_strdup ("");
}

/* "Ms T. Zuma, Director" → "Ms T. Zuma" */
static char *
name_of (const char *signed_by)
{
  const char *comma = strchr (signed_by, ',');
  char *name = comma != NULL ? g_strndup (signed_by, comma - signed_by) : g_strdup (signed_by);

  return g_strstrip (name);
}

/* A form of address is a whole one ("Your Excellency") or goes before the family name ("Councillor"). */
static char *
make_salutation (EoRecord       *party,
                 const char     *signed_by,
                 const EoTongue *tongue)
{
  g_autofree char *address = get_text (party, "salutation");
  g_autofree char *name = name_of (signed_by);
  gboolean is_person = party != NULL && eo_kind_find_field (eo_record_get_kind (party), "salutation") != NULL;
  const char *title = is_person ? eo_record_get_title (party) : name;
  const char *family = strrchr (title, ' ');

  if (*address != '\0' && strchr (address, ' ') == NULL)
    return g_strdup_printf ("%s %s %s", tongue->dear, address, family != NULL ? family + 1 : title);
  if (*address != '\0')
    return g_strdup_printf ("%s %s", tongue->dear, address);
  return *title != '\0' ? g_strdup_printf ("%s %s", tongue->dear, title) : g_strdup (tongue->dear_nobody);
}

static char *
make_addressee (EoRecord   *party,
                const char *title,
                const char *signed_by)
{
  g_autofree char *address = get_text (party, "address");
  g_autofree char *post = get_text (party, "post");
  g_autoptr (GString) lines = g_string_new (NULL);
  gboolean is_person = party != NULL && eo_kind_find_field (eo_record_get_kind (party), "salutation") != NULL;
  const char *const parts[] = { is_person ? "" : signed_by, title, post, g_strstrip (address) };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", parts[i]);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/* "RE: Road at Ndwedwe" → "Road at Ndwedwe" */
static const char *
bare_subject (const char *subject)
{
  return g_ascii_strncasecmp (subject, "RE: ", 4) == 0 ? subject + 4 : subject;
}

/* Placeholders */

void
eo_letter_find_placeholders (const char        *text,
                             EoPlaceholderFunc  func,
                             gpointer           user_data)
{
  const char *at = text;

  while ((at = strchr (at, '{')) != NULL)
    {
      gsize n = strspn (at + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ ");

      if (n > 0 && at[n + 1] == '}')
        func (at - text, at - text + n + 2, user_data);
      at += n + 1;
    }
}

typedef struct
{
  const char *text;
  gsize       done;
  GString    *filled;
  const Word *words;
  EoLanguage  language;
  GPtrArray  *missing;
} Filling;

/* A day names itself. */
static char *
find_value (Filling    *filling,
            const char *name)
{
  EoDate day;

  for (guint i = 0; filling->words[i].name != NULL; i++)
    if (g_str_equal (filling->words[i].name, name))
      return g_strdup (filling->words[i].value);
  if (g_ascii_isdigit (*name) && eo_date_parse (name, &day, NULL))
    return eo_tongue_format_date (filling->language, &day);
  return g_strdup ("");
}

static void
fill_one (gsize    start,
          gsize    end,
          gpointer user_data)
{
  Filling *filling = user_data;
  g_autofree char *name = g_strndup (filling->text + start + 1, end - start - 2);
  g_autofree char *value = find_value (filling, name);

  g_string_append_len (filling->filled, filling->text + filling->done, start - filling->done);
  if (*value != '\0')
    g_string_append (filling->filled, value);
  else
    {
      g_string_append_len (filling->filled, filling->text + start, end - start);
      g_ptr_array_add (filling->missing, g_strdup_printf ("{%s}", name));
    }
  filling->done = end;
}

/* @missing: filled with the placeholders that stay */
static char *
fill (const char *text,
      const Word *words,
      EoLanguage  language,
      GPtrArray  *missing)
{
  Filling filling = { text, 0, g_string_new (NULL), words, language, missing };

  eo_letter_find_placeholders (text, fill_one, &filling);
  g_string_append (filling.filled, text + filling.done);
  return g_string_free (filling.filled, FALSE);
}

/* A letter that begins with a line such as "Dear friends," brings its salutation along. */
static gboolean
begins_with_salutation (const char *text)
{
  gsize n = strcspn (text, "\n");

  return n > 0 && n < 80 && text[n - 1] == ',';
}

/* Building the sheet */

static EoDate
date_of (EoLetter *letter)
{
  if (letter->status == EO_LETTER_DISPATCHED || letter->status == EO_LETTER_DELIVERED || letter->status == EO_LETTER_CLOSED)
    return letter->received_on;
  return letter->signed_on.iso[0] != '\0' ? letter->signed_on : eo_date_today ();
}

static void
fill_office (EoLetterSheet *sheet,
             const Place   *place)
{
  sheet->office = get_setting (place, "office-name");
  sheet->address = get_setting (place, "office-address");
  sheet->phone = get_setting (place, "office-phone");
  sheet->email = get_setting (place, "office-email");
  sheet->motto = get_setting (place, "office-motto");
}

static void
fill_signature (EoLetterSheet  *sheet,
                EoLetter       *letter,
                const Place    *place,
                const EoTongue *tongue)
{
  const char *comma = strchr (letter->signed_by, ',');

  if (*letter->signed_by != '\0')
    {
      sheet->signatory = name_of (letter->signed_by);
      sheet->post = g_strstrip (g_strdup (comma != NULL ? comma + 1 : ""));
    }
  else
    {
      sheet->signatory = get_setting (place, "signatory");
      sheet->post = get_setting (place, "signatory-post");
    }
  if (letter->signed_how == EO_SIGNED_OFF && *letter->signed_off != '\0')
    {
      g_auto (GStrv) parts = g_strsplit (tongue->signed_by, "%s", 2);
      sheet->signed_off = g_strjoin (letter->signed_off, parts[0], parts[1], NULL);
    }
  else
    sheet->signed_off = g_strdup ("");
}

static gboolean
is_draft (EoLetter *letter)
{
  return letter->status < EO_LETTER_SIGNATURE;
}

static void
make_words (Word          *words,
            EoLetterSheet *sheet,
            EoLetter      *letter,
            EoLetter      *answered)
{
  const Word all[] = {
    { "subject", g_strdup (bare_subject (answered != NULL ? answered->subject : letter->subject)) },
    { "their-reference", g_strdup (letter->their_reference) },
    { "our-reference", g_strdup (sheet->our_reference) },
    { "sender", g_strdup (letter->correspondent.title) },
    { "salutation", g_strdup (sheet->salutation) },
    { "date", g_strdup (sheet->date) },
    { "received", answered != NULL ? eo_tongue_format_date (letter->language, &answered->received_on) : g_strdup ("") },
    { "signatory", g_strdup (sheet->signatory) },
    { "post", g_strdup (sheet->post) },
    { "office", g_strdup (sheet->office) },
    { NULL },
  };

  memcpy (words, all, sizeof all);
}

#define N_WORDS 11

static void
clear_words (Word *words)
{
  for (guint i = 0; words[i].name != NULL; i++)
    g_free (words[i].value);
}

/* @text: (nullable): filled in instead of the letter's own */
static EoLetterSheet *
make_sheet (const Place *place,
            EoLetter    *letter,
            const char  *text)
{
  EoLetterSheet *sheet = eo_letter_sheet_new ();
  const EoTongue *tongue = eo_tongue_get (letter->language);
  g_autoptr (EoRecord) party = get_party (place, letter->correspondent.id);
  g_autoptr (EoRecord) answered = get_record (place, &eo_letter_kind, letter->answers.id);
  const char *signed_by = answered != NULL ? EO_LETTER (answered)->signed_by : "";
  EoDate date = date_of (letter);
  Word words[N_WORDS];

  fill_office (sheet, place);
  fill_signature (sheet, letter, place, tongue);
  sheet->our_label = g_strdup (tongue->our_reference);
  sheet->our_reference = g_strdup (EO_RECORD (letter)->reference);
  sheet->their_label = g_strdup (tongue->their_reference);
  sheet->their_reference = g_strdup (letter->their_reference);
  sheet->date_label = g_strdup (tongue->date);
  sheet->date = eo_tongue_format_date (letter->language, &date);
  sheet->addressee = make_addressee (party, letter->correspondent.title, signed_by);
  sheet->salutation = make_salutation (party, signed_by, tongue);
  sheet->closing = g_strdup (tongue->closing);
  sheet->marking = g_strdup (EO_RECORD (letter)->classification == EO_OPEN
                               ? "" : eo_choice_label (eo_classification_get_type (), EO_RECORD (letter)->classification));
  sheet->note = g_strdup (is_draft (letter) ? _("Draft") : "");
  make_words (words, sheet, letter, answered != NULL ? EO_LETTER (answered) : NULL);
  sheet->text = fill (text != NULL ? text : letter->body, words, letter->language, sheet->missing);
  sheet->subject = fill (letter->subject, words, letter->language, sheet->missing);
  clear_words (words);
  if (begins_with_salutation (sheet->text))
    eo_str_set (&sheet->salutation, "");
  return sheet;
}

EoLetterSheet *
eo_letter_sheet_new_for (EoStore  *store,
                         EoRecord *letter)
{
  Place place = { store, NULL };

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_LETTER (letter), NULL);

  return make_sheet (&place, EO_LETTER (letter), NULL);
}

EoLetterSheet *
eo_letter_sheet_new_in (EoWriter *writer,
                        EoRecord *letter)
{
  Place place = { NULL, writer };

  g_return_val_if_fail (writer != NULL && EO_IS_LETTER (letter), NULL);

  return make_sheet (&place, EO_LETTER (letter), NULL);
}

char *
eo_letter_fill (EoStore    *store,
                EoRecord   *letter,
                const char *text)
{
  Place place = { store, NULL };
  g_autoptr (EoLetterSheet) sheet = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_LETTER (letter) && text != NULL, NULL);

  sheet = make_sheet (&place, EO_LETTER (letter), text);
  return g_steal_pointer (&sheet->text);
}

char *
eo_letter_fill_in (EoWriter   *writer,
                   EoRecord   *letter,
                   const char *text)
{
  Place place = { NULL, writer };
  g_autoptr (EoLetterSheet) sheet = NULL;

  g_return_val_if_fail (writer != NULL && EO_IS_LETTER (letter) && text != NULL, NULL);

  sheet = make_sheet (&place, EO_LETTER (letter), text);
  return g_steal_pointer (&sheet->text);
}
