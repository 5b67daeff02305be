/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/actions/eo-action.h"

struct _EoAction
{
  EoRecord        parent_instance;

  char           *task;
  EoLink          owner;
  EoDate          due;
  EoActionStatus  status;
  char           *about_kind; /* the record it is about … */
  gint64          about_id;   /* … or "" and 0 */
  char           *notes;
};

static const GEnumValue statuses[] = {
  { EO_ACTION_OPEN, N_("To do"), "open" },
  { EO_ACTION_DONE, N_("Done"), "done" },
  { 0 },
};
EO_DEFINE_CHOICE (EoActionStatus, eo_action_status, statuses)

static const EoField fields[] = {
  EO_TEXT (EoAction, task, N_("Task"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_LINK (EoAction, owner, N_("Who"), "person", EO_SEARCH | EO_WHO | EO_COLUMN),
  EO_DATE (EoAction, due, N_("Due"), EO_COLUMN | EO_DEADLINE),
  EO_CHOICE (EoAction, status, N_("Status"), eo_action_status, EO_COLUMN | EO_STATE),
  EO_TEXT (EoAction, about_kind, N_("About (kind)"), EO_HIDDEN),
  EO_INTEGER (EoAction, about_id, N_("About"), EO_HIDDEN),
  EO_LONG_TEXT (EoAction, notes, N_("Notes"), EO_SEARCH),
};

static const EoState states[] = {
  { "open", EO_TONE_NEW, TRUE },
  { "done", EO_TONE_DONE, FALSE },
  { NULL },
};

static const EoTransition transitions[] = {
  { "open", "done", N_("Mark as Done"), NULL, NULL },
  { "done", "open", N_("Take Up Again"), NULL, NULL },
  { NULL },
};

static const EoSavedFilter filters[] = {
  { "open", N_("To do"), "status <> 'done'" },
  { "mine", N_("Mine"), "status <> 'done' AND owner = :me" },
  { "overdue", N_("Overdue"), "status <> 'done' AND due <> '' AND due < :today" },
  { "all", N_("All"), NULL },
  { NULL },
};

EO_DEFINE_RECORD (EoAction, eo_action, "action", N_("Action"), N_("Actions"), fields,
                  .icon = "checkbox-checked-symbolic",
                  .states = states,
                  .transitions = transitions,
                  .filters = filters)
