/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/registry/eo-file.h"

static const GEnumValue statuses[] = {
  { EO_FILE_OPEN, N_("Open"), "open" },
  { EO_FILE_CLOSED, N_("Closed"), "closed" },
  { EO_FILE_DESTROYED, N_("Destroyed"), "destroyed" },
  { EO_FILE_HANDED_OVER, N_("In the archives"), "handed-over" },
  { 0 },
};
EO_DEFINE_CHOICE (EoFileStatus, eo_file_status, statuses)

static const EoField fields[] = {
  EO_TEXT (EoFile, number, N_("File number"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_TEXT (EoFile, title, N_("Title"), EO_REQUIRED | EO_SEARCH | EO_COLUMN),
  EO_LONG_TEXT (EoFile, description, N_("Description"), EO_SEARCH),
  EO_LINK (EoFile, parent, N_("Series"), "file", EO_HIDDEN),
  EO_TEXT (EoFile, disposal, N_("Disposal"), EO_COLUMN),
  EO_DATE (EoFile, opened_on, N_("Opened on"), EO_NO_FLAGS),
  EO_DATE (EoFile, closed_on, N_("Closed on"), EO_COLUMN | EO_DERIVED),
  EO_TEXT (EoFile, why, N_("Reason given last"), EO_DERIVED),
  EO_TEXT (EoFile, legal_hold, N_("Legal hold"), EO_DERIVED),
  EO_TEXT (EoFile, place, N_("Kept at"), EO_NO_FLAGS),
  EO_LINK (EoFile, holder, N_("Lent to"), "person", EO_DERIVED),
  EO_DATE (EoFile, dispose_on, N_("Disposal from"), EO_COLUMN | EO_DERIVED),
  EO_LINK (EoFile, run, N_("Disposal run"), "disposal", EO_DERIVED),
  EO_CHOICE (EoFile, status, N_("Status"), eo_file_status, EO_COLUMN | EO_STATE),
};

static const EoState states[] = {
  { "open", EO_TONE_WORK, TRUE },
  { "closed", EO_TONE_DONE, FALSE },
  { "destroyed", EO_TONE_ENDED, FALSE },
  { "handed-over", EO_TONE_ENDED, FALSE },
  { NULL },
};

#define PLACE_HOLD N_("Set a Legal Hold")
#define LIFT_HOLD  N_("Lift the Legal Hold")

static gboolean
is_held (EoRecord *record)
{
  return EO_FILE (record)->legal_hold[0] != '\0';
}

static gboolean
lift_hold (EoWriter  *writer,
           EoRecord  *record,
           GError   **error)
{
  return eo_record_set_text (record, "legal_hold", "", error);
}

/* What was destroyed or handed over stays so; both are done by a disposal run, never by hand. */
static const EoTransition transitions[] = {
  { "open", "closed", N_("Close the File"), "closed_on why", .apply = _eo_file_close },
  { "closed", "open", N_("Reopen the File"), "why!", .apply = _eo_file_reopen },
  { "open", "=", PLACE_HOLD, "legal_hold!", .name = "hold" },
  { "closed", "=", PLACE_HOLD, "legal_hold!", .name = "hold" },
  { "open", "=", LIFT_HOLD, "why!", .shown = is_held, .apply = lift_hold, .name = "lift-hold" },
  { "closed", "=", LIFT_HOLD, "why!", .shown = is_held, .apply = lift_hold, .name = "lift-hold" },
  { NULL },
};

static const EoSavedFilter filters[] = {
  { "all", N_("File plan"), NULL },
  { "open", N_("Open"), "status = 'open'" },
  { "closed", N_("Closed"), "status = 'closed'" },
  { "due", N_("Due for disposal"), "status = 'closed' AND dispose_on <> '' AND dispose_on <= :today" },
  { "hold", N_("Legal hold"), "legal_hold <> ''" },
  { NULL },
};

/* 36, 36/2, 36/2/7/1: digits and single slashes. */
static gboolean
is_number (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p) && (*p != '/' || p == text || p[1] == '/' || p[1] == '\0'))
      return FALSE;
  return TRUE;
}

/* A20, D5: a letter and a number of years (National Archives' disposal authorities). */
static gboolean
is_disposal (const char *text)
{
  return *text == '\0'
         || ((*text == 'A' || *text == 'D') && g_ascii_isdigit (text[1])
             && strspn (text + 1, "0123456789") == strlen (text + 1) && strlen (text) <= 4);
}

static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoFile *self = EO_FILE (record);

  if (!is_number (self->number))
    eo_problems_add (problems, record, "number", _("Numbers and slashes only, such as 36/2/7/1"));
  if (self->closed_on.iso[0] != '\0' && g_strcmp0 (self->closed_on.iso, self->opened_on.iso) < 0)
    eo_problems_add (problems, record, "closed_on", _("Before the day it was opened"));
  if (!is_disposal (self->disposal))
    eo_problems_add (problems, record, "disposal", _("A or D and the years, such as A20 or D5"));
}

/* Of a file in use, how it ended is not asked; of one that was disposed of, what was done. */
static gboolean
field_shown (EoRecord      *record,
             const EoField *field)
{
  EoFile *self = EO_FILE (record);

  if (g_str_equal (field->name, "closed_on") || g_str_equal (field->name, "dispose_on"))
    return self->status != EO_FILE_OPEN;
  if (g_str_equal (field->name, "run"))
    return self->status != EO_FILE_OPEN || self->run.id != 0;
  return TRUE;
}

static char *
warning (EoRecord *record)
{
  EoFile *self = EO_FILE (record);

  if (is_held (record) && self->status < EO_FILE_DESTROYED)
    /* Translators: why a file is held, such as a court case */
    return g_strdup_printf (_("Under a legal hold, so nothing on it may be destroyed: %s"), self->legal_hold);
  if (self->holder.id != 0)
    return g_strdup_printf (_("The file is lent to %s"), self->holder.title);
  return NULL;
}

EO_DEFINE_RECORD (EoFile, eo_file, "file", N_("File"), N_("Files"), fields,
                  .icon = "folder-symbolic",
                  .title_suffix = "title",
                  .validate = validate,
                  .field_shown = field_shown,
                  .warning = warning,
                  .saving = _eo_file_saving,
                  .saved = _eo_file_saved,
                  .deleting = _eo_file_deleting,
                  .states = states,
                  .transitions = transitions,
                  .filters = filters)

EoDate
eo_file_dispose_on (const char   *disposal,
                    const EoDate *closed_on,
                    int           year_end_month)
{
  int year, month, years = *disposal != '\0' ? atoi (disposal + 1) : 0;
  EoDate next;

  g_return_val_if_fail (year_end_month >= 1 && year_end_month <= 12, (EoDate) { "" });

  if (years == 0 || !eo_date_get_ymd (closed_on, &year, &month, NULL))
    return (EoDate) { "" };
  /* The first day after the year it was closed in, and so many years on. */
  year += month > year_end_month ? 1 : 0;
  next = year_end_month == 12 ? eo_date_from_ymd (year + years + 1, 1, 1)
                              : eo_date_from_ymd (year + years, year_end_month + 1, 1);
  return next;
}

gboolean
eo_file_is_archival (EoFile *self)
{
  g_return_val_if_fail (EO_IS_FILE (self), FALSE);

  return self->disposal[0] == 'A';
}
