/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/registry/eo-file.h"

struct _EoFile
{
  EoRecord  parent_instance;

  char     *number;      /* slash-separated: main series, sub-series, file */
  char     *title;
  char     *description;
  char     *disposal;    /* A20: archives after 20 years; Dn: destroy n years after closing */
  EoDate    closed_on;
};

static const EoField fields[] = {
  EO_TEXT (EoFile, number, N_("File number"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_TEXT (EoFile, title, N_("Title"), EO_REQUIRED | EO_SEARCH | EO_COLUMN),
  EO_LONG_TEXT (EoFile, description, N_("Description"), EO_SEARCH),
  EO_TEXT (EoFile, disposal, N_("Disposal"), EO_COLUMN),
  EO_DATE (EoFile, closed_on, N_("Closed on"), EO_COLUMN),
};

static const EoSavedFilter filters[] = {
  { "open", N_("Open"), "closed_on = ''" },
  { "closed", N_("Closed"), "closed_on <> ''" },
  { "all", N_("All"), NULL },
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
  if (!is_disposal (self->disposal))
    eo_problems_add (problems, record, "disposal", _("A or D and the years, such as A20 or D5"));
}

EO_DEFINE_RECORD (EoFile, eo_file, "file", N_("File"), N_("Files"), fields,
                  .icon = "folder-symbolic",
                  .title_suffix = "title",
                  .validate = validate,
                  .filters = filters)
