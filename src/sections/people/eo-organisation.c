/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/people/eo-organisation.h"

struct _EoOrganisation
{
  EoRecord  parent_instance;

  char     *name;
  EoSector  sector;
  char     *email;
  char     *phone;
  char     *address;
  char     *notes;
};

static const GEnumValue sectors[] = {
  { EO_SECTOR_OTHER, N_("Other"), "other" },
  { EO_SECTOR_MUNICIPALITY, N_("Municipality"), "municipality" },
  { EO_SECTOR_DEPARTMENT, N_("Department"), "department" },
  { EO_SECTOR_LEGISLATURE, N_("Legislature"), "legislature" },
  { EO_SECTOR_OVERSIGHT, N_("Oversight body"), "oversight" },
  { EO_SECTOR_EDUCATION, N_("Education"), "education" },
  { EO_SECTOR_BUSINESS, N_("Business"), "business" },
  { EO_SECTOR_CIVIL_SOCIETY, N_("Civil society"), "civil-society" },
  { EO_SECTOR_TRADITIONAL, N_("Traditional leadership"), "traditional" },
  { EO_SECTOR_MEDIA, N_("Media"), "media" },
  { 0 },
};
EO_DEFINE_CHOICE (EoSector, eo_sector, sectors)

static const EoField fields[] = {
  EO_TEXT (EoOrganisation, name, N_("Name"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_CHOICE (EoOrganisation, sector, N_("Sector"), eo_sector, EO_COLUMN),
  EO_TEXT (EoOrganisation, email, N_("E-mail"), EO_SEARCH | EO_COLUMN),
  EO_TEXT (EoOrganisation, phone, N_("Telephone"), EO_SEARCH | EO_COLUMN),
  EO_LONG_TEXT (EoOrganisation, address, N_("Address"), EO_SEARCH),
  EO_LONG_TEXT (EoOrganisation, notes, N_("Notes"), EO_SEARCH),
};

EO_DEFINE_RECORD (EoOrganisation, eo_organisation, "organisation", N_("Organisation"), N_("Organisations"), fields,
                  .icon = "x-office-address-book-symbolic",
                  .is_party = TRUE)
