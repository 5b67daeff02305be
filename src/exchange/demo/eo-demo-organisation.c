/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exchange/demo/eo-demo-private.h"

/* An organisation there is one of. */
typedef struct
{
  const char *name;
  EoDemoSort  sort;
  guint       place;
} Fixed;

/* One there is of in every place: %s is the place. */
typedef struct
{
  const char *pattern;
  EoDemoSort  sort;
  const char *head;
} Pattern;

#define PIETERMARITZBURG 32
#define DURBAN 0

static const Fixed fixed[] = {
  { "Office of the Premier", EO_DEMO_DEPARTMENT, PIETERMARITZBURG },
  { "Auditor-General: KZN office", EO_DEMO_OVERSIGHT, PIETERMARITZBURG },
  { "Portfolio Committee on Public Works and Infrastructure", EO_DEMO_LEGISLATURE, PIETERMARITZBURG },
  { "Department of Health", EO_DEMO_DEPARTMENT, PIETERMARITZBURG },
  { "SA Institute of Architects, KZN", EO_DEMO_PROFESSION, DURBAN },
  { "uMngeni Municipality", EO_DEMO_MUNICIPALITY, 33 },
  { "Legal Aid clinic, Pietermaritzburg", EO_DEMO_OVERSIGHT, PIETERMARITZBURG },
  { "University of the Coast", EO_DEMO_PROFESSION, DURBAN },
  { "Zululand District Municipality", EO_DEMO_MUNICIPALITY, 80 },
  { "National Treasury", EO_DEMO_DEPARTMENT, PIETERMARITZBURG },
  { "Public Protector: KZN office", EO_DEMO_OVERSIGHT, DURBAN },
  { "Department of Education", EO_DEMO_DEPARTMENT, PIETERMARITZBURG },
  { "eThala Municipality", EO_DEMO_MUNICIPALITY, 64 },
  { "Provincial Treasury", EO_DEMO_DEPARTMENT, PIETERMARITZBURG },
  { "Standing Committee on Public Accounts", EO_DEMO_LEGISLATURE, PIETERMARITZBURG },
  { "SA Human Rights Commission: KZN office", EO_DEMO_OVERSIGHT, DURBAN },
  { "Department of Transport", EO_DEMO_DEPARTMENT, PIETERMARITZBURG },
  { "eThekwini Municipality", EO_DEMO_MUNICIPALITY, DURBAN },
  { "Engineering Council, KZN branch", EO_DEMO_PROFESSION, DURBAN },
  { "Msunduzi Municipality", EO_DEMO_MUNICIPALITY, PIETERMARITZBURG },
  { "Chief Whip’s Office", EO_DEMO_LEGISLATURE, PIETERMARITZBURG },
  { "Department of Social Development", EO_DEMO_DEPARTMENT, PIETERMARITZBURG },
  { "iLembe District Municipality", EO_DEMO_MUNICIPALITY, 49 },
  { "Commission for Gender Equality: KZN office", EO_DEMO_OVERSIGHT, DURBAN },
  { "Umzimvubu University of Technology", EO_DEMO_PROFESSION, 24 },
  { "Harry Gwala District Municipality", EO_DEMO_MUNICIPALITY, 9 },
  { "Department of Cooperative Governance and Traditional Affairs", EO_DEMO_DEPARTMENT, PIETERMARITZBURG },
  { "Public Service Commission: KZN office", EO_DEMO_OVERSIGHT, PIETERMARITZBURG },
  { "Quantity Surveyors’ Association of the East Coast", EO_DEMO_PROFESSION, DURBAN },
  { "King Cetshwayo District Municipality", EO_DEMO_MUNICIPALITY, 40 },
  { "Office of the Speaker", EO_DEMO_LEGISLATURE, PIETERMARITZBURG },
  { "Department of Human Settlements", EO_DEMO_DEPARTMENT, PIETERMARITZBURG },
  { "uThukela District Municipality", EO_DEMO_MUNICIPALITY, 72 },
  { "Amafa and Heritage Council", EO_DEMO_OVERSIGHT, PIETERMARITZBURG },
  { "Ndwedwe Municipality", EO_DEMO_MUNICIPALITY, 48 },
  { "Information Regulator", EO_DEMO_OVERSIGHT, DURBAN },
  { "Department of Agriculture and Rural Development", EO_DEMO_DEPARTMENT, PIETERMARITZBURG },
  { "uMkhanyakude District Municipality", EO_DEMO_MUNICIPALITY, 56 },
  { "Ugu District Municipality", EO_DEMO_MUNICIPALITY, 24 },
  { "Public Servants’ Union, KZN", EO_DEMO_PROFESSION, PIETERMARITZBURG },
};

static const Pattern patterns[] = {
  { "%s Residents’ Forum", EO_DEMO_COMMUNITY, N_("Chairperson") },
  { "%s Primary School", EO_DEMO_SCHOOL, N_("Principal") },
  { "%s Ratepayers’ Association", EO_DEMO_COMMUNITY, N_("Honorary Secretary") },
  { "%s Secondary School", EO_DEMO_SCHOOL, N_("Chairperson of the School Governing Body") },
  { "%s Farmers’ Union", EO_DEMO_BUSINESS, N_("President") },
  { "%s Traditional Council", EO_DEMO_TRADITIONAL, N_("Secretary of the Traditional Council") },
  { "Ward Committee, %s", EO_DEMO_COMMUNITY, N_("Ward Secretary") },
  { "%s Clinic Committee", EO_DEMO_HEALTH, N_("Chairperson") },
  { "%s Youth in Property Forum", EO_DEMO_COMMUNITY, N_("Convenor") },
  { "%s Contractors’ Association", EO_DEMO_BUSINESS, N_("Chairperson") },
  { "%s Combined School", EO_DEMO_SCHOOL, N_("Principal") },
  { "%s Hospital Board", EO_DEMO_HEALTH, N_("Chief Executive Officer") },
  { "%s Women’s Co-operative", EO_DEMO_BUSINESS, N_("Chairperson") },
  { "%s Disability Forum", EO_DEMO_COMMUNITY, N_("Co-ordinator") },
  { "%s Chamber of Commerce", EO_DEMO_BUSINESS, N_("Executive Director") },
  { "%s Legal Advice Centre", EO_DEMO_COMMUNITY, N_("Paralegal Co-ordinator") },
  { "%s Taxi Association", EO_DEMO_BUSINESS, N_("Secretary General") },
  { "%s High School for the Deaf", EO_DEMO_SCHOOL, N_("Principal") },
  { "%s Community Policing Forum", EO_DEMO_COMMUNITY, N_("Chairperson") },
  { "%s Tourism Association", EO_DEMO_BUSINESS, N_("Manager") },
  { "%s Crèche", EO_DEMO_SCHOOL, N_("Matron") },
  { "%s Development Trust", EO_DEMO_COMMUNITY, N_("Trustee") },
  { "%s Old Age Home", EO_DEMO_HEALTH, N_("Manager") },
};

static const char *const company_names[] = {
  "Mthonjaneni", "Isivuno", "Khula", "Umkhumbi", "Drakensberg", "Siyakha", "Buffalo", "Midlands", "Lubombo", "Ilanga",
  "Thembalethu", "Coastal", "Vukani", "Amajuba", "Zamani", "Hluma", "Kingfisher", "Ubuntu", "Nkanyezi", "Makhathini",
  "Sizanani", "Impala", "Bhekani", "Umvoti", "Phakama", "Redwood", "Indwe", "Mpisi", "Tholulwazi", "Nyathi",
};

static const char *const company_forms[] = {
  "%s Civils (Pty) Ltd", "%s Consulting Engineers", "%s Construction CC", "%s Attorneys", "%s Property Holdings",
  "%s Roofing and Waterproofing", "%s Quantity Surveyors", "%s Lifts and Electrical (Pty) Ltd", "%s Plant Hire CC",
  "%s Architects and Planners", "%s Building Supplies",
};

static const guint32 colours[] = {
  0x1a5f3c, 0x7a1b2c, 0x1c3f7c, 0x6b4a12, 0x3d2a6b, 0x0f5a66, 0x8a3b12, 0x23402a, 0x4a4a4a, 0x5c1a55,
};

/* By EoDemoSort. */
static const char *const kinds[] = {
  N_("Community body"), N_("School"), N_("Traditional council"), N_("Health facility"), N_("Business body"),
  N_("Company"), N_("Municipality"), N_("Department"), N_("Oversight body"), N_("Legislature"), N_("Professional body"),
};
static const char *const fixed_heads[] = {
  [EO_DEMO_MUNICIPALITY] = N_("Municipal Manager"), [EO_DEMO_DEPARTMENT] = N_("Head of Department"),
  [EO_DEMO_OVERSIGHT] = N_("Provincial Representative"), [EO_DEMO_LEGISLATURE] = N_("Committee Co-ordinator"),
  [EO_DEMO_PROFESSION] = N_("President"),
};

/*
 * After the fixed ones every fourth is a company. The others walk over all
 * patterns in all places, and then over all patterns in the made-up places: no name
 * comes twice.
 */
typedef struct
{
  gboolean is_company;
  guint64  company;
  guint    pattern;
  guint    place;
  guint64  round;
} Spot;

static Spot
find_spot (guint64 seed, guint64 index)
{
  guint64 k = index - G_N_ELEMENTS (fixed);
  guint64 all = (guint64) G_N_ELEMENTS (patterns) * eo_demo_n_places ();
  Spot spot = { k % 4 == 3, k / 4, 0, 0, 0 };
  guint64 n = k - (k + 1) / 4;
  /* 947 is prime to the product: the walk meets each pair once a round. */
  guint64 pair = ((n % all) * 947 + seed % all) % all;

  spot.pattern = pair % G_N_ELEMENTS (patterns);
  spot.place = pair / G_N_ELEMENTS (patterns);
  spot.round = n / all;
  if (spot.is_company)
    spot.place = spot.company * 37 % eo_demo_n_places ();
  return spot;
}

static char *
company_name (guint64 company)
{
  guint64 forms = G_N_ELEMENTS (company_forms);
  guint64 names = G_N_ELEMENTS (company_names);
  const char *form = company_forms[company % forms];
  const char *at = strstr (form, "%s");
  g_autoptr (GString) name = g_string_new (NULL);

  /* Forms and names step together, 11 and 30 having no common divisor: 330 pairs before a place is named too. */
  g_string_append_len (name, form, at - form);
  if (company >= forms * names)
    {
      eo_demo_append_isigodi (name, company / (forms * names));
      g_string_append_c (name, ' ');
    }
  g_string_append (name, company_names[company % names]);
  g_string_append (name, at + 2);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static char *
local_name (const Spot *spot)
{
  const char *pattern = patterns[spot->pattern].pattern;
  const char *at = strstr (pattern, "%s");
  g_autoptr (GString) name = g_string_new_len (pattern, at - pattern);

  if (spot->round == 0)
    g_string_append (name, eo_demo_place (spot->place)->name);
  else
    eo_demo_append_isigodi (name, spot->round * eo_demo_n_places () + spot->place);
  g_string_append (name, at + 2);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static char *
make_acronym (const char *name)
{
  g_autoptr (GString) acronym = g_string_new (NULL);
  gboolean begins = TRUE;

  for (const char *p = name; *p != '\0' && acronym->len < 5; p = g_utf8_next_char (p))
    {
      /* "uMngeni" counts as M, "of", "and" do not count. */
      if (g_ascii_isupper (*p) && (begins || !g_ascii_isupper (p[1])) && (begins || p == name || p[-1] == 'u'))
        g_string_append_c (acronym, *p);
      begins = *p == ' ' || *p == '-' || *p == '(';
    }
  if (acronym->len < 2)
    g_string_append (acronym, "KZN");
  return g_string_free (g_steal_pointer (&acronym), FALSE);
}

/**
 * eo_demo_n_fixed:
 *
 * Returns: how many organisations come first that there is one of: municipalities, departments, oversight bodies.
 * An office should have more than these.
 */
guint
eo_demo_n_fixed (void)
{
  return G_N_ELEMENTS (fixed);
}

/**
 * eo_demo_organisation_sort:
 * @place: (out) (optional): where it is
 *
 * Returns: what the organisation of that number is, without the cost of making it
 */
EoDemoSort
eo_demo_organisation_sort (guint64 seed, guint64 index, guint *place)
{
  Spot spot;

  if (index < G_N_ELEMENTS (fixed))
    {
      if (place != NULL)
        *place = fixed[index].place;
      return fixed[index].sort;
    }
  spot = find_spot (seed, index);
  if (place != NULL)
    *place = spot.place;
  return spot.is_company ? EO_DEMO_COMPANY : patterns[spot.pattern].sort;
}

/**
 * eo_demo_organisation_init:
 * @organisation: (out caller-allocates): to be cleared with eo_demo_organisation_clear()
 * @index: which; the same number and seed are the same organisation. No two have one name.
 */
void
eo_demo_organisation_init (EoDemoOrganisation *organisation, guint64 seed, guint64 index)
{
  EoDemoRandom random = eo_demo_random (seed, EO_DEMO_STREAM_ORGANISATION, index);
  GString *domain = g_string_new (NULL);
  Spot spot;

  organisation->sort = eo_demo_organisation_sort (seed, index, &organisation->place);
  organisation->kind = kinds[organisation->sort];
  if (index < G_N_ELEMENTS (fixed))
    {
      organisation->name = g_strdup (fixed[index].name);
      organisation->head = fixed_heads[organisation->sort];
    }
  else
    {
      spot = find_spot (seed, index);
      organisation->name = spot.is_company ? company_name (spot.company) : local_name (&spot);
      organisation->head = spot.is_company ? N_("Managing Director") : patterns[spot.pattern].head;
    }
  organisation->acronym = make_acronym (organisation->name);
  eo_demo_append_domain (domain, organisation->name);
  g_string_truncate (domain, MIN (domain->len, 28));
  g_string_append (domain, ".example");
  organisation->domain = g_string_free (domain, FALSE);
  organisation->email = g_strconcat (organisation->sort == EO_DEMO_COMPANY ? "office@" : "secretary@",
                                     organisation->domain, NULL);
  organisation->phone = eo_demo_make_phone (&random);
  organisation->address = eo_demo_make_address (&random, eo_demo_place (organisation->place));
  organisation->colour = colours[eo_demo_random_below (&random, G_N_ELEMENTS (colours))];
}

/**
 * eo_demo_organisation_clear:
 */
void
eo_demo_organisation_clear (EoDemoOrganisation *organisation)
{
  g_clear_pointer (&organisation->name, g_free);
  g_clear_pointer (&organisation->acronym, g_free);
  g_clear_pointer (&organisation->domain, g_free);
  g_clear_pointer (&organisation->email, g_free);
  g_clear_pointer (&organisation->phone, g_free);
  g_clear_pointer (&organisation->address, g_free);
}
