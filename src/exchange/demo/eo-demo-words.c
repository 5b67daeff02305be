/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/demo/eo-demo-private.h"

typedef struct
{
  guint              percent;
  const char *const *women;
  const char *const *men;
  const char *const *surnames;
} Community;

#define NAMES(...) ((const char *const[]) { __VA_ARGS__, NULL })

static const Community communities[] = {
  { 60,
    NAMES ("Nomvula", "Thandeka", "Zanele", "Nokuthula", "Sibongile", "Ntombifuthi", "Busisiwe", "Lindiwe",
           "Nonhlanhla", "Hlengiwe", "Bongiwe", "Khanyisile", "Phumzile", "Thobile", "Ayanda", "Nomfundo",
           "Slindile", "Zinhle", "Gugulethu", "Duduzile", "Fikile", "Jabulile", "Ntombenhle", "Samukelisiwe"),
    NAMES ("Sipho", "Bheki", "Thulani", "Mandla", "Sibusiso", "Themba", "Nkosinathi", "Bongani", "Mduduzi",
           "Sandile", "Vusumuzi", "Lwazi", "Sifiso", "Jabulani", "Musawenkosi", "Siyabonga", "Thamsanqa",
           "Zakhele", "Mthokozisi", "Philani", "Bhekithemba", "Njabulo", "Lungisani", "Sanele"),
    NAMES ("Dlamini", "Mkhize", "Ngcobo", "Mthembu", "Zulu", "Ndlovu", "Khumalo", "Cele", "Sithole", "Mchunu",
           "Radebe", "Gumede", "Ntuli", "Buthelezi", "Hadebe", "Mhlongo", "Nxumalo", "Shezi", "Zungu", "Zondi",
           "Majola", "Msomi", "Mbatha", "Ndlela", "Xaba", "Nzimande", "Biyela", "Sibiya", "Langa", "Mdletshe",
           "Shabalala", "Mazibuko", "Vilakazi", "Mabaso", "Dube", "Myeni", "Nene", "Phungula", "Bhengu", "Hlongwane",
           "Magubane", "Mngadi", "Luthuli", "Khoza", "Manqele", "Ximba", "Memela", "Duma", "Mncube", "Qwabe") },
  { 17,
    NAMES ("Priya", "Anitha", "Shireen", "Roshni", "Kavitha", "Devi", "Fathima", "Saloshni", "Nirvana", "Yashika",
           "Ayesha", "Sumayya", "Pravina", "Thirusha"),
    NAMES ("Ravi", "Kubendran", "Anand", "Suresh", "Vishal", "Logan", "Yusuf", "Imraan", "Deven", "Pravin",
           "Nishal", "Rajesh", "Siven", "Ebrahim"),
    NAMES ("Govender", "Naidoo", "Pillay", "Moodley", "Reddy", "Singh", "Maharaj", "Chetty", "Padayachee", "Naicker",
           "Khan", "Moosa", "Essop", "Ramsamy", "Gounden", "Perumal", "Haripersad", "Vawda", "Desai", "Munsamy") },
  { 10,
    NAMES ("Margaret", "Susan", "Jennifer", "Helen", "Catherine", "Fiona", "Gillian", "Bronwyn", "Sarah", "Lynette"),
    NAMES ("Peter", "David", "Graham", "Michael", "Andrew", "Neil", "Richard", "Craig", "Trevor", "Alistair"),
    NAMES ("Smith", "Campbell", "Robertson", "Hathorn", "Mackenzie", "Wood", "Harding", "Greene", "Shepstone-Hill",
           "Fynn", "Oellermann", "Carter", "Black", "Whitfield", "Symons", "Tarr", "Lister", "Barnes") },
  { 7,
    NAMES ("Annelie", "Marietjie", "Elmarie", "Hester", "Riana", "Christa", "Lizette", "Magda"),
    NAMES ("Johan", "Pieter", "Hendrik", "Kobus", "Gerhard", "Deon", "Francois", "Willem"),
    NAMES ("van Wyk", "Pretorius", "Botha", "Venter", "Kruger", "du Plessis", "Steyn", "Nel", "van der Merwe",
           "Potgieter", "Cronjé", "de Jager", "Swanepoel", "Uys", "Maré", "Landman") },
  { 6,
    NAMES ("Lerato", "Palesa", "Mmathapelo", "Dineo", "Refilwe", "Puleng", "Tebello", "Mamello"),
    NAMES ("Thabo", "Tshepo", "Lehlohonolo", "Kagiso", "Teboho", "Mpho", "Tumelo", "Katleho"),
    NAMES ("Mokoena", "Molefe", "Motaung", "Tau", "Phiri", "Mofokeng", "Sekhonyana", "Moloi", "Lebusa", "Tsotetsi",
           "Nhlapo", "Mosia", "Ramathe", "Khoele") },
};

/* The made-up office: the MEC first. */
static const EoDemoStaff staff[] = {
  { "Hon. N. Dlamini, MPL", "Nonhlanhla", "Dlamini", "MEC for Public Works and Infrastructure", "ndlamini", FALSE },
  { "Mr T. Gumede", "Themba", "Gumede", "Head of Office", "tgumede", TRUE },
  { "Ms L. Zondi", "Lindiwe", "Zondi", "Private and Appointment Secretary", "lzondi", FALSE },
  { "Ms S. Mthembu", "Sibongile", "Mthembu", "Administrative Officer: Correspondence", "smthembu", TRUE },
  { "Mr M. Naidoo", "Mahendra", "Naidoo", "Assistant Director: Ministerial Correspondence", "mnaidoo", TRUE },
  { "Mr J. van Wyk", "Johan", "van Wyk", "Technical Adviser: Infrastructure", "jvanwyk", TRUE },
  { "Ms P. Ndlela", "Phumzile", "Ndlela", "Legal and Access to Information Officer", "pndlela", TRUE },
  { "Ms R. Pillay", "Roshni", "Pillay", "Media Liaison Officer", "rpillay", TRUE },
  { "Mr B. Mchunu", "Bongani", "Mchunu", "Parliamentary and Legislature Officer", "bmchunu", TRUE },
  { "Ms T. Hadebe", "Thobile", "Hadebe", "Cabinet Officer", "thadebe", TRUE },
  { "Mr S. Cele", "Sandile", "Cele", "Community Outreach Officer", "scele", TRUE },
  { "Dr H. Robertson", "Helen", "Robertson", "Speech Writer", "hrobertson", FALSE },
  { "Mrs N. Shezi", "Nokuthula", "Shezi", "Registry Clerk", "nshezi", FALSE },
  { "Mr K. Moodley", "Kubendran", "Moodley", "Registry Clerk", "kmoodley", FALSE },
  { "Ms D. Mokoena", "Dineo", "Mokoena", "Receptionist", "dmokoena", FALSE },
  { "Mr V. Ntuli", "Vusumuzi", "Ntuli", "Driver and Messenger", "vntuli", FALSE },
  { "Mr Z. Mbatha", "Zakhele", "Mbatha", "Driver and Messenger", "zmbatha", FALSE },
  { "Ms A. Pretorius", "Annelie", "Pretorius", "Protocol and Events Officer", "apretorius", TRUE },
  { "Mr S. Maharaj", "Suresh", "Maharaj", "Finance and Supply Chain Officer", "smaharaj", TRUE },
  { "Ms G. Buthelezi", "Gugulethu", "Buthelezi", "Intergovernmental Relations Officer", "gbuthelezi", TRUE },
  { "Mr P. Khumalo", "Philani", "Khumalo", "Performance and Risk Officer", "pkhumalo", TRUE },
};

static const char *
pick (EoDemoRandom *random, const char *const *words)
{
  return words[eo_demo_random_below (random, g_strv_length ((char **) words))];
}

void
eo_demo_append_domain (GString *string, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (string, g_ascii_tolower (*p));
}

/* Streets and boxes: a township's are numbers, a village has a box. */
char *
eo_demo_make_address (EoDemoRandom *random, const EoDemoPlace *place)
{
  static const char *const streets[] = { "Church Street", "Main Road", "Voortrekker Street", "Albert Luthuli Street",
                                         "Station Road", "Mission Road", "King Cetshwayo Avenue", "Hospital Road",
                                         "Bell Street", "Market Square", "Langalibalele Street", "River Road" };

  switch (eo_demo_random_below (random, 3))
    {
    case 0:
      return g_strdup_printf ("%u %s\n%s\n%s", 1 + eo_demo_random_below (random, 480),
                              streets[eo_demo_random_below (random, G_N_ELEMENTS (streets))], place->name, place->code);
    case 1:
      return g_strdup_printf ("Private Bag X%u\n%s\n%s", 10 + eo_demo_random_below (random, 980), place->name,
                              place->code);
    default:
      return g_strdup_printf ("P.O. Box %u\n%s\n%s", 1 + eo_demo_random_below (random, 3200), place->name, place->code);
    }
}

/* Area codes of the province; the rest begins with 555, which nobody has. */
char *
eo_demo_make_phone (EoDemoRandom *random)
{
  static const char *const areas[] = { "031", "032", "033", "034", "035", "036", "039" };

  return g_strdup_printf ("%s 555 %04u", areas[eo_demo_random_below (random, G_N_ELEMENTS (areas))],
                          eo_demo_random_below (random, 10000));
}

static const char *
pick_title (EoDemoRandom *random, gboolean woman, guint community, gboolean is_signatory)
{
  guint roll = eo_demo_random_below (random, 100);

  if (is_signatory && (roll < 6 || (roll >= 10 && roll < 18)))
    roll = 50;
  if (roll < 6)
    return "Cllr";
  if (roll < 10)
    return "Dr";
  if (roll < 12)
    return "Rev.";
  if (roll < 13)
    return "Prof.";
  if (roll < 14)
    return "Adv.";
  if (roll < 15)
    return "Hon.";
  if (roll < 18 && community == 0 && !woman)
    return "Inkosi";
  if (!woman)
    return "Mr";
  return roll < 60 ? "Ms" : "Mrs";
}

/**
 * eo_demo_random:
 * @seed: of the office
 * @stream: what is drawn for, so that two things of the same number differ
 * @index: the number of the thing
 *
 * Returns: a generator that begins where this thing's does: anything can be made without what stands before it
 */
EoDemoRandom
eo_demo_random (guint64 seed, guint64 stream, guint64 index)
{
  EoDemoRandom random = { seed * 0x9E3779B97F4A7C15u ^ (stream << 56) ^ index * 0xD1B54A32D192ED03u };

  eo_demo_random_next (&random);
  return random;
}

/**
 * eo_demo_random_next:
 *
 * SplitMix64 (Steele, Lea and Flood, 2014; in the public domain).
 */
guint64
eo_demo_random_next (EoDemoRandom *random)
{
  guint64 z = random->state += 0x9E3779B97F4A7C15u;

  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/**
 * eo_demo_random_below:
 * @n: at least 1
 *
 * Returns: a number from 0 to @n − 1
 */
guint
eo_demo_random_below (EoDemoRandom *random, guint n)
{
  g_return_val_if_fail (n > 0, 0);

  return (guint) (((eo_demo_random_next (random) >> 32) * n) >> 32);
}

/**
 * eo_demo_random_chance:
 * @percent: of all cases
 */
gboolean
eo_demo_random_chance (EoDemoRandom *random, guint percent)
{
  return eo_demo_random_below (random, 100) < percent;
}

/**
 * eo_demo_person_init:
 * @person: (out caller-allocates): to be cleared with eo_demo_person_clear()
 * @index: which; the same number is the same person
 */
void
eo_demo_person_init (EoDemoPerson *person, guint64 seed, guint64 index)
{
  EoDemoRandom random = eo_demo_random (seed, EO_DEMO_STREAM_PERSON, index);
  guint roll = eo_demo_random_below (&random, 100);
  gboolean woman = eo_demo_random_chance (&random, 48);
  guint community = 0;
  const char *first, *second = NULL;
  const char *const *names;

  while (community + 1 < G_N_ELEMENTS (communities) && roll >= communities[community].percent)
    roll -= communities[community++].percent;
  names = woman ? communities[community].women : communities[community].men;
  first = pick (&random, names);
  if (eo_demo_random_chance (&random, 55))
    second = pick (&random, names);
  if (second == first)
    second = NULL;

  person->surname = pick (&random, communities[community].surnames);
  person->title = pick_title (&random, woman, community, index >= EO_DEMO_SIGNATORIES);
  person->place = eo_demo_random_below (&random, eo_demo_n_places ());
  person->first_names = g_strjoin (" ", first, second, NULL);
  person->initials = second != NULL ? g_strdup_printf ("%c. %c.", first[0], second[0]) : g_strdup_printf ("%c.", first[0]);
  person->full_name = g_strjoin (" ", person->title, person->first_names, person->surname, NULL);
  person->signed_name = g_strjoin (" ", person->title, person->initials, person->surname, NULL);
  {
    GString *email = g_string_new (NULL);

    eo_demo_append_domain (email, first);
    g_string_append_c (email, '.');
    eo_demo_append_domain (email, person->surname);
    g_string_append_printf (email, "%u@post.example", eo_demo_random_below (&random, 90) + 10);
    person->email = g_string_free (email, FALSE);
  }
  person->phone = eo_demo_make_phone (&random);
  person->address = eo_demo_make_address (&random, eo_demo_place (person->place));
}

/**
 * eo_demo_person_clear:
 */
void
eo_demo_person_clear (EoDemoPerson *person)
{
  g_clear_pointer (&person->first_names, g_free);
  g_clear_pointer (&person->initials, g_free);
  g_clear_pointer (&person->full_name, g_free);
  g_clear_pointer (&person->signed_name, g_free);
  g_clear_pointer (&person->email, g_free);
  g_clear_pointer (&person->phone, g_free);
  g_clear_pointer (&person->address, g_free);
}

/**
 * eo_demo_staff:
 * @n_staff: (out)
 *
 * Returns: the people of the office, the MEC first
 */
const EoDemoStaff *
eo_demo_staff (guint *n_staff)
{
  *n_staff = G_N_ELEMENTS (staff);
  return staff;
}
