/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "store/eo-field.h"
#include "store/eo-kind.h"
#include "store/eo-record.h"

#define MEMBER(record, field, type) ((type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

static const char *const type_names[] = {
  "text", "long text", "integer", "decimal", "yes or no", "date", "instant", "time", "money", "link", "choice",
};

/* #12 Name → 12; -1 when the text is no link in canonical form. */
static gint64
parse_link (const char *text,
            const char **title)
{
  char *end = NULL;
  gint64 id;

  if (text[0] != '#')
    return -1;
  id = g_ascii_strtoll (text + 1, &end, 10);
  if (id < 0 || end == text + 1 || (*end != '\0' && *end != ' '))
    return -1;
  *title = *end == ' ' ? end + 1 : "";
  return id;
}

static gboolean
parse_boolean (const char *text,
               gboolean   *value)
{
  static const char *const yes[] = { "true", "yes", "1", NULL }, *const no[] = { "false", "no", "0", "", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  *value = g_strv_contains (yes, lower) || g_strcmp0 (text, _("Yes")) == 0;
  return *value || g_strv_contains (no, lower) || g_strcmp0 (text, _("No")) == 0;
}

/* A whole or decimal number with nothing after it. */
static gboolean
parse_number (const char *text,
              gint64     *integer,
              double     *decimal)
{
  char *end = NULL;

  if (integer != NULL)
    {
      if (*text == '\0')
        *integer = 0;
      return *text == '\0' || g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, integer, NULL);
    }
  *decimal = g_ascii_strtod (text, &end);
  return *end == '\0' && *decimal > -1e300 && *decimal < 1e300;
}

char *
eo_field_to_text (const EoField *field,
                  EoRecord      *record)
{
  switch (field->type)
    {
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
      return g_strdup (*MEMBER (record, field, char *));
    case EO_FIELD_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, *MEMBER (record, field, gint64));
    case EO_FIELD_DECIMAL:
      {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, *MEMBER (record, field, double)));
      }
    case EO_FIELD_BOOLEAN:
      return g_strdup (*MEMBER (record, field, gboolean) ? "true" : "false");
    case EO_FIELD_DATE:
      return g_strdup (MEMBER (record, field, EoDate)->iso);
    case EO_FIELD_INSTANT:
      return g_strdup (MEMBER (record, field, EoInstant)->iso);
    case EO_FIELD_TIME:
      return g_strdup (MEMBER (record, field, EoLocalTime)->iso);
    case EO_FIELD_MONEY:
      return eo_money_canonical (MEMBER (record, field, EoMoney));
    case EO_FIELD_LINK:
      {
        EoLink *link = MEMBER (record, field, EoLink);
        if (link->id == 0 && *link->title == '\0')
          return g_strdup ("");
        return g_strdup_printf ("#%" G_GINT64_FORMAT " %s", link->id, link->title);
      }
    case EO_FIELD_CHOICE:
      return g_strdup (eo_choice_nick (field->choice (), *MEMBER (record, field, int)));
    default:
      g_assert_not_reached ();
    }
}

/* What a clerk is told when a value cannot be taken. */
static gboolean
refuse (const EoField  *field,
        const char     *text,
        const char     *wanted,
        GError        **error)
{
  g_autofree char *line = eo_text_one_line (text);
  g_autofree char *brief = g_utf8_strlen (line, -1) > 60 ? g_utf8_substring (line, 0, 60) : g_strdup (line);

  g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("%s cannot be “%s”: %s"), eo_field_get_label (field), brief,
               wanted);
  return FALSE;
}

static gboolean
refuse_choice (const EoField  *field,
               const char     *text,
               GError        **error)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (field->choice ());
  GEnumClass *choice = (GEnumClass *) klass;
  g_autoptr (GString) wanted = g_string_new (_("choose one of "));

  for (guint i = 0; i < choice->n_values; i++)
    g_string_append_printf (wanted, "%s%s", i > 0 ? ", " : "", choice->values[i].value_nick);
  return refuse (field, text, wanted->str, error);
}

static gboolean
set_text (const EoField *field,
          EoRecord      *record,
          const char    *text)
{
  g_autofree char *valid = eo_text_make_valid (text, -1);

  if (field->type == EO_FIELD_TEXT)
    {
      g_autofree char *line = eo_text_one_line (valid);
      eo_str_set (MEMBER (record, field, char *), line);
    }
  else
    eo_str_set (MEMBER (record, field, char *), valid);
  return TRUE;
}

static gboolean
set_link (const EoField  *field,
          EoRecord       *record,
          const char     *text,
          GError        **error)
{
  EoLink *link = MEMBER (record, field, EoLink);
  const char *title = "";
  gint64 id = 0;

  if (*text != '\0' && (id = parse_link (text, &title)) < 0)
    return refuse (field, text, _("there is no such record"), error);
  link->id = id;
  eo_str_set (&link->title, title);
  return TRUE;
}

static gboolean
set_worded (const EoField  *field,
            EoRecord       *record,
            const char     *text,
            GError        **error)
{
  g_autofree char *stored = field->wording->read (text);

  if (stored == NULL)
    return refuse (field, text, _(field->wording->wanted), error);
  return set_text (field, record, stored);
}

gboolean
eo_field_from_text (const EoField  *field,
                    EoRecord       *record,
                    const char     *text,
                    GError        **error)
{
  g_return_val_if_fail (field != NULL && EO_IS_RECORD (record) && text != NULL, FALSE);

  switch (field->type)
    {
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
      return field->wording != NULL ? set_worded (field, record, text, error) : set_text (field, record, text);
    case EO_FIELD_INTEGER:
      return parse_number (text, MEMBER (record, field, gint64), NULL)
             || refuse (field, text, _("write a whole number"), error);
    case EO_FIELD_DECIMAL:
      {
        double value;
        if (!parse_number (text, NULL, &value))
          return refuse (field, text, _("write a number"), error);
        *MEMBER (record, field, double) = value;
        return TRUE;
      }
    case EO_FIELD_BOOLEAN:
      return parse_boolean (text, MEMBER (record, field, gboolean))
             || refuse (field, text, _("write yes or no"), error);
    case EO_FIELD_DATE:
      {
        EoDate date = { "" };
        if (*text != '\0' && !eo_date_parse (text, &date, NULL))
          return refuse (field, text, _("write a day that exists, such as 9 Sep 2026 or 2026-09-09"), error);
        *MEMBER (record, field, EoDate) = date;
        return TRUE;
      }
    case EO_FIELD_INSTANT:
      {
        EoInstant instant = { "" };
        if (*text != '\0' && !eo_instant_parse (text, &instant, NULL))
          return refuse (field, text, _("write a day and a time, such as 9 Sep 2026, 10:40"), error);
        *MEMBER (record, field, EoInstant) = instant;
        return TRUE;
      }
    case EO_FIELD_TIME:
      {
        EoLocalTime time = { "" };
        if (*text != '\0' && !eo_local_time_parse (text, &time, NULL))
          return refuse (field, text, _("write a day and a time, such as 9 Sep 2026, 10:40"), error);
        *MEMBER (record, field, EoLocalTime) = time;
        return TRUE;
      }
    case EO_FIELD_MONEY:
      {
        EoMoney money = { 0 };
        if (*text != '\0' && !eo_money_parse (text, &money, NULL))
          return refuse (field, text, _("write an amount in rand, such as 1250.50"), error);
        *MEMBER (record, field, EoMoney) = money;
        return TRUE;
      }
    case EO_FIELD_LINK:
      return set_link (field, record, text, error);
    case EO_FIELD_CHOICE:
      return eo_choice_parse (field->choice (), text, MEMBER (record, field, int))
             || refuse_choice (field, text, error);
    default:
      g_assert_not_reached ();
    }
}

/* Of what takes all day, by a field of that name, the times are days. */
static char *
display_time (const EoField *field,
              EoRecord      *record)
{
  const EoLocalTime *time = MEMBER (record, field, EoLocalTime);
  const EoField *all_day = eo_kind_find_field (eo_record_get_kind (record), "all_day");
  EoDate date = eo_local_time_get_date (time);

  return all_day != NULL && *MEMBER (record, all_day, gboolean) ? eo_date_format (&date) : eo_local_time_format (time);
}

char *
eo_field_display (const EoField *field,
                  EoRecord      *record)
{
  switch (field->type)
    {
    case EO_FIELD_BOOLEAN:
      return g_strdup (*MEMBER (record, field, gboolean) ? _("Yes") : _("No"));
    case EO_FIELD_DATE:
      return eo_date_format (MEMBER (record, field, EoDate));
    case EO_FIELD_INSTANT:
      return eo_instant_format (MEMBER (record, field, EoInstant));
    case EO_FIELD_TIME:
      return display_time (field, record);
    case EO_FIELD_MONEY:
      return eo_money_format (MEMBER (record, field, EoMoney));
    case EO_FIELD_LINK:
      return g_strdup (MEMBER (record, field, EoLink)->title);
    case EO_FIELD_CHOICE:
      return g_strdup (eo_choice_label (field->choice (), *MEMBER (record, field, int)));
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
      if (field->wording != NULL)
        return field->wording->say (*MEMBER (record, field, char *));
      return eo_field_to_text (field, record);
    case EO_FIELD_INTEGER:
    case EO_FIELD_DECIMAL:
    default:
      return eo_field_to_text (field, record);
    }
}

gboolean
eo_field_is_empty (const EoField *field,
                   EoRecord      *record)
{
  switch (field->type)
    {
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
      return **MEMBER (record, field, char *) == '\0';
    case EO_FIELD_DATE:
      return MEMBER (record, field, EoDate)->iso[0] == '\0';
    case EO_FIELD_INSTANT:
      return MEMBER (record, field, EoInstant)->iso[0] == '\0';
    case EO_FIELD_TIME:
      return MEMBER (record, field, EoLocalTime)->iso[0] == '\0';
    case EO_FIELD_LINK:
      return MEMBER (record, field, EoLink)->id == 0;
    case EO_FIELD_INTEGER:
    case EO_FIELD_DECIMAL:
    case EO_FIELD_BOOLEAN:
    case EO_FIELD_MONEY:
    case EO_FIELD_CHOICE:
    default:
      return FALSE;
    }
}

gboolean
eo_field_is_unsaid (const EoField *field,
                    EoRecord      *record)
{
  if (field->type == EO_FIELD_INTEGER)
    return *MEMBER (record, field, gint64) == 0;
  if (field->type == EO_FIELD_CHOICE)
    {
      g_autoptr (GTypeClass) choice = g_type_class_ref (field->choice ());

      return *MEMBER (record, field, int) == ((GEnumClass *) choice)->values[0].value;
    }
  return eo_field_is_empty (field, record);
}

gboolean
eo_field_equal (const EoField *field,
                EoRecord      *a,
                EoRecord      *b)
{
  switch (field->type)
    {
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
      return strcmp (*MEMBER (a, field, char *), *MEMBER (b, field, char *)) == 0;
    case EO_FIELD_INTEGER:
      return *MEMBER (a, field, gint64) == *MEMBER (b, field, gint64);
    case EO_FIELD_DECIMAL:
      return memcmp (MEMBER (a, field, double), MEMBER (b, field, double), sizeof (double)) == 0;
    case EO_FIELD_BOOLEAN:
    case EO_FIELD_CHOICE:
      return *MEMBER (a, field, int) == *MEMBER (b, field, int);
    case EO_FIELD_DATE:
      return strcmp (MEMBER (a, field, EoDate)->iso, MEMBER (b, field, EoDate)->iso) == 0;
    case EO_FIELD_INSTANT:
      return strcmp (MEMBER (a, field, EoInstant)->iso, MEMBER (b, field, EoInstant)->iso) == 0;
    case EO_FIELD_TIME:
      return strcmp (MEMBER (a, field, EoLocalTime)->iso, MEMBER (b, field, EoLocalTime)->iso) == 0;
    case EO_FIELD_MONEY:
      return MEMBER (a, field, EoMoney)->cents == MEMBER (b, field, EoMoney)->cents;
    case EO_FIELD_LINK:
      return MEMBER (a, field, EoLink)->id == MEMBER (b, field, EoLink)->id
             && (MEMBER (a, field, EoLink)->id != 0
                 || g_str_equal (MEMBER (a, field, EoLink)->title, MEMBER (b, field, EoLink)->title));
    default:
      g_assert_not_reached ();
    }
}

void
eo_field_copy (const EoField *field,
               EoRecord      *to,
               EoRecord      *from)
{
  switch (field->type)
    {
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
      eo_str_set (MEMBER (to, field, char *), *MEMBER (from, field, char *));
      break;
    case EO_FIELD_INTEGER:
      *MEMBER (to, field, gint64) = *MEMBER (from, field, gint64);
      break;
    case EO_FIELD_DECIMAL:
      *MEMBER (to, field, double) = *MEMBER (from, field, double);
      break;
    case EO_FIELD_BOOLEAN:
    case EO_FIELD_CHOICE:
      *MEMBER (to, field, int) = *MEMBER (from, field, int);
      break;
    case EO_FIELD_DATE:
      *MEMBER (to, field, EoDate) = *MEMBER (from, field, EoDate);
      break;
    case EO_FIELD_INSTANT:
      *MEMBER (to, field, EoInstant) = *MEMBER (from, field, EoInstant);
      break;
    case EO_FIELD_TIME:
      *MEMBER (to, field, EoLocalTime) = *MEMBER (from, field, EoLocalTime);
      break;
    case EO_FIELD_MONEY:
      *MEMBER (to, field, EoMoney) = *MEMBER (from, field, EoMoney);
      break;
    case EO_FIELD_LINK:
      MEMBER (to, field, EoLink)->id = MEMBER (from, field, EoLink)->id;
      eo_str_set (&MEMBER (to, field, EoLink)->title, MEMBER (from, field, EoLink)->title);
      break;
    default:
      g_assert_not_reached ();
    }
}

const char *
eo_field_get_label (const EoField *field)
{
  return _(field->label);
}

const char *
eo_field_type_name (EoFieldType type)
{
  g_return_val_if_fail (type < G_N_ELEMENTS (type_names), NULL);

  return type_names[type];
}

char *
eo_field_get_property (const EoField *field)
{
  return g_strdelimit (g_strdup (field->name), "_", '-');
}

const char *
eo_choice_label (GType choice,
                 int   value)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (choice);
  const GEnumValue *found = g_enum_get_value ((GEnumClass *) klass, value);

  return found != NULL ? _(found->value_name) : "";
}

const char *
eo_choice_nick (GType choice,
                int   value)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (choice);
  const GEnumValue *found = g_enum_get_value ((GEnumClass *) klass, value);

  return found != NULL ? found->value_nick : "";
}

gboolean
eo_choice_parse (GType       choice,
                 const char *text,
                 int        *value)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (choice);
  GEnumClass *table = (GEnumClass *) klass;
  g_autofree char *folded = g_utf8_casefold (text, -1);
  const GEnumValue *found = g_enum_get_value_by_nick (table, text);

  /* The nick first: it is what is stored, and in some language another value's label may read like it. */
  for (guint i = 0; found == NULL && i < table->n_values; i++)
    {
      g_autofree char *label = g_utf8_casefold (_(table->values[i].value_name), -1);
      if (g_str_equal (label, folded))
        found = &table->values[i];
    }
  if (found != NULL)
    *value = found->value;
  return found != NULL;
}

const char *
eo_field_get_string (const EoField *field,
                     EoRecord      *record)
{
  g_return_val_if_fail (field->type == EO_FIELD_TEXT || field->type == EO_FIELD_LONG_TEXT, NULL);

  return *MEMBER (record, field, char *);
}

int
eo_field_get_choice (const EoField *field,
                     EoRecord      *record)
{
  g_return_val_if_fail (field->type == EO_FIELD_CHOICE || field->type == EO_FIELD_BOOLEAN, 0);

  return *MEMBER (record, field, int);
}

const EoDate *
eo_field_get_date (const EoField *field,
                   EoRecord      *record)
{
  g_return_val_if_fail (field->type == EO_FIELD_DATE, NULL);

  return MEMBER (record, field, EoDate);
}

const EoLocalTime *
eo_field_get_time (const EoField *field,
                   EoRecord      *record)
{
  g_return_val_if_fail (field->type == EO_FIELD_TIME, NULL);

  return MEMBER (record, field, EoLocalTime);
}

const EoLink *
eo_field_get_link (const EoField *field,
                   EoRecord      *record)
{
  g_return_val_if_fail (field->type == EO_FIELD_LINK, NULL);

  return MEMBER (record, field, EoLink);
}
