/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/people/eo-person.h"

struct _EoPerson
{
  EoRecord  parent_instance;

  char     *name;       /* as it is written to: "Mr S. P. Ngcobo" */
  char     *post;
  EoLink    organisation;
  char     *salutation; /* "Honourable MEC", "Your Worship", "Inkosi" (DOMAIN: editable) */
  char     *email;
  char     *phone;
  char     *address;
  gboolean  staff;
  char     *account;    /* of the operating system: who is "me" */
  char     *notes;
};

static const EoField fields[] = {
  EO_TEXT (EoPerson, name, N_("Name"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_TEXT (EoPerson, post, N_("Post"), EO_SEARCH | EO_COLUMN),
  EO_LINK (EoPerson, organisation, N_("Organisation"), "organisation", EO_SEARCH | EO_COLUMN),
  EO_TEXT (EoPerson, salutation, N_("Form of address"), EO_NO_FLAGS),
  EO_TEXT (EoPerson, email, N_("E-mail"), EO_SEARCH | EO_COLUMN),
  EO_TEXT (EoPerson, phone, N_("Telephone"), EO_SEARCH | EO_COLUMN),
  EO_LONG_TEXT (EoPerson, address, N_("Address"), EO_SEARCH),
  EO_BOOLEAN (EoPerson, staff, N_("Works in this office"), EO_NO_FLAGS),
  EO_TEXT (EoPerson, account, N_("Account on this computer"), EO_NO_FLAGS),
  EO_LONG_TEXT (EoPerson, notes, N_("Notes"), EO_SEARCH),
};

static const EoSavedFilter filters[] = {
  { "staff", N_("This office"), "staff = 1" },
  { "all", N_("All"), NULL },
  { NULL },
};

EO_DEFINE_RECORD (EoPerson, eo_person, "person", N_("Person"), N_("People"), fields,
                  .icon = "avatar-default-symbolic",
                  .is_party = TRUE,
                  .filters = filters)
