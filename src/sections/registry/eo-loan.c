/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/registry/eo-file.h"
#include "sections/registry/eo-loan.h"
#include "sections/registry/eo-volume.h"

/* A file, or one volume of it, lent out. */
struct _EoLoan
{
  EoRecord      parent_instance;

  char         *title;       /* what is lent, in words: made from the file or volume where nobody wrote it */
  EoLink        file;
  EoLink        volume;
  EoLink        borrower;
  EoDate        out_on;
  EoDate        due_back;
  EoDate        returned_on;
  EoLoanStatus  status;
  char         *notes;
};

static const GEnumValue statuses[] = {
  { EO_LOAN_OUT, N_("Out"), "out" },
  { EO_LOAN_RETURNED, N_("Returned"), "returned" },
  { 0 },
};
EO_DEFINE_CHOICE (EoLoanStatus, eo_loan_status, statuses)

static const EoField fields[] = {
  EO_TEXT (EoLoan, title, N_("What is lent"), EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_LINK (EoLoan, file, N_("File"), "file", EO_REQUIRED | EO_SEARCH),
  EO_LINK (EoLoan, volume, N_("Volume"), "volume", EO_NO_FLAGS),
  EO_LINK (EoLoan, borrower, N_("Lent to"), "person", EO_REQUIRED | EO_SEARCH | EO_WHO | EO_COLUMN),
  EO_DATE (EoLoan, out_on, N_("Out on"), EO_REQUIRED | EO_COLUMN),
  EO_DATE (EoLoan, due_back, N_("Due back"), EO_REQUIRED | EO_COLUMN | EO_DEADLINE),
  EO_DATE (EoLoan, returned_on, N_("Returned on"), EO_COLUMN | EO_DERIVED),
  EO_CHOICE (EoLoan, status, N_("Status"), eo_loan_status, EO_COLUMN | EO_STATE),
  EO_LONG_TEXT (EoLoan, notes, N_("Notes"), EO_SEARCH),
};

static gboolean
give_back (EoWriter  *writer,
           EoRecord  *record,
           GError   **error)
{
  EoLoan *self = EO_LOAN (record);

  if (self->returned_on.iso[0] == '\0')
    self->returned_on = eo_date_today ();
  return TRUE;
}

static const EoState states[] = {
  { "out", EO_TONE_WAIT, TRUE },
  { "returned", EO_TONE_DONE, FALSE },
  { NULL },
};

static const EoTransition transitions[] = {
  { "out", "returned", N_("Record as Returned"), "returned_on", .apply = give_back },
  { "out", "=", N_("Extend"), "due_back!", .name = "extend" },
  { NULL },
};

static const EoSavedFilter filters[] = {
  { "out", N_("Out"), "status = 'out'" },
  { "overdue", N_("Overdue"), "status = 'out' AND due_back < :today" },
  { "all", N_("All"), NULL },
  { NULL },
};

static void
defaults (EoRecord *record)
{
  EoLoan *self = EO_LOAN (record);

  self->out_on = eo_date_today ();
  self->due_back = eo_date_add_days (&self->out_on, 14);
}

static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoLoan *self = EO_LOAN (record);

  if (self->due_back.iso[0] != '\0' && g_strcmp0 (self->due_back.iso, self->out_on.iso) < 0)
    eo_problems_add (problems, record, "due_back", _("Before the day it went out"));
  if (self->returned_on.iso[0] != '\0' && g_strcmp0 (self->returned_on.iso, self->out_on.iso) < 0)
    eo_problems_add (problems, record, "returned_on", _("Before the day it went out"));
}

#define OUT_ALREADY \
  "SELECT COUNT (*) FROM loan WHERE file = ?1 AND status = 'out' AND deleted_at = ''" \
  " AND (volume IS NULL OR ?2 = '' OR volume = CAST (?2 AS INTEGER))"

#define FILE_OF "SELECT file FROM volume WHERE id = ?1"
#define GONE "SELECT COUNT (*) FROM file WHERE id = ?1 AND status IN ('destroyed', 'handed-over')"

static gboolean
check_there (EoWriter  *writer,
             EoLoan    *self,
             GError   **error)
{
  gint64 file = self->volume.id != 0 ? eo_writer_get_integer (writer, FILE_OF, self->volume.id, NULL) : self->file.id;

  /* A volume says which file it is of. */
  if (file != self->file.id)
    {
      self->file.id = file;
      eo_str_set (&self->file.title, "");
    }
  if (eo_writer_get_integer (writer, GONE, self->file.id, NULL) == 0)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("File %s is not here any more: it was disposed of."), self->file.title);
  return FALSE;
}

/* "36/2/7/1 Roads: Ndwedwe", or the volume's own name. */
static gboolean
name_it (EoWriter  *writer,
         EoLoan    *self,
         GError   **error)
{
  const EoKind *kind = self->volume.id != 0 ? &eo_volume_kind : &eo_file_kind;
  g_autoptr (EoRecord) lent = eo_writer_get (writer, kind, self->volume.id != 0 ? self->volume.id : self->file.id, error);

  if (lent == NULL)
    return FALSE;
  g_free (self->title);
  self->title = kind == &eo_volume_kind ? g_strdup (eo_record_get_title (lent))
                                        : g_strdup_printf ("%s %s", EO_FILE (lent)->number, EO_FILE (lent)->title);
  return TRUE;
}

static gboolean
saving (EoWriter  *writer,
        EoRecord  *record,
        EoRecord  *before,
        GError   **error)
{
  EoLoan *self = EO_LOAN (record);
  g_autofree char *volume = self->volume.id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, self->volume.id) : g_strdup ("");

  if (before == NULL && !check_there (writer, self, error))
    return FALSE;
  if (before == NULL && self->status == EO_LOAN_OUT && eo_writer_get_integer (writer, OUT_ALREADY, self->file.id, volume) > 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("%s is out already. Record its return first."),
                   self->volume.id != 0 ? self->volume.title : self->file.title);
      return FALSE;
    }
  return self->title[0] != '\0' || name_it (writer, self, error);
}

/* The file, or its volume, says who has it. */
static gboolean
saved (EoWriter  *writer,
       EoRecord  *record,
       EoRecord  *before,
       GError   **error)
{
  EoLoan *self = EO_LOAN (record);
  const EoKind *kind = self->volume.id != 0 ? &eo_volume_kind : &eo_file_kind;
  g_autoptr (EoRecord) lent = eo_writer_get (writer, kind, self->volume.id != 0 ? self->volume.id : self->file.id, error);
  gboolean out = self->status == EO_LOAN_OUT;

  if (lent == NULL)
    return FALSE;
  eo_record_set_link (lent, eo_kind_find_field (kind, "holder"), out ? self->borrower.id : 0,
                      out ? self->borrower.title : "");
  return eo_writer_save (writer, lent, error);
}

EO_DEFINE_RECORD (EoLoan, eo_loan, "loan", N_("Loan"), N_("Loans"), fields,
                  .icon = "emblem-shared-symbolic",
                  .defaults = defaults,
                  .validate = validate,
                  .saving = saving,
                  .saved = saved,
                  .states = states,
                  .transitions = transitions,
                  .filters = filters,
                  .sort = "out_on")
