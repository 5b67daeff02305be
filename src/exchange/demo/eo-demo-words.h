/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EoDemoRandom:
 *
 * A small generator of its own, so that an office made from a seed is the same
 * on every machine and with every version of the libraries.
 */
typedef struct
{
  guint64 state;
} EoDemoRandom;

/**
 * EoDemoSort:
 *
 * What an organisation is, which decides what it writes about.
 */
typedef enum
{
  EO_DEMO_COMMUNITY,
  EO_DEMO_SCHOOL,
  EO_DEMO_TRADITIONAL,
  EO_DEMO_HEALTH,
  EO_DEMO_BUSINESS,
  EO_DEMO_COMPANY,
  EO_DEMO_MUNICIPALITY,
  EO_DEMO_DEPARTMENT,
  EO_DEMO_OVERSIGHT,
  EO_DEMO_LEGISLATURE,
  EO_DEMO_PROFESSION,
} EoDemoSort;

/**
 * EoDemoPerson:
 *
 * A made-up person. Nobody lives behind such an address.
 */
typedef struct
{
  const char *title;        /* "Mr", "Inkosi", "Cllr" … */
  char       *first_names;
  char       *initials;     /* "S. P." */
  const char *surname;
  char       *full_name;    /* "Mr Sipho Peter Ngcobo" */
  char       *signed_name;  /* "Mr S. P. Ngcobo" */
  char       *email;
  char       *phone;
  char       *address;      /* lines */
  guint       place;
} EoDemoPerson;

typedef struct
{
  char       *name;
  char       *acronym;      /* as in its references: "NRF" */
  char       *domain;       /* "ndwedweforum.example" */
  char       *email;
  char       *phone;
  char       *address;      /* lines */
  const char *kind;         /* "School", "Municipality" …, translatable */
  const char *head;         /* the post of who signs: "Chairperson" */
  guint32     colour;       /* 0xRRGGBB, of its letterhead */
  EoDemoSort  sort;
  guint       place;
} EoDemoOrganisation;

/* A place of the province. */
typedef struct
{
  const char *name;
  const char *code;         /* postal */
  const char *stream;
  guint       district;
} EoDemoPlace;

/* A member of the office itself. */
typedef struct
{
  const char *name;         /* "Ms S. Mthembu" */
  const char *first_names;
  const char *surname;
  const char *post;
  const char *account;      /* "smthembu" */
  gboolean    drafts;       /* letters are given to this person */
} EoDemoStaff;

/* An entry of the file plan. Level 0 is a main series, 1 a sub-series, from 2 files (and their parents). */
typedef struct
{
  char       *reference;    /* "36/2/7/1" */
  char       *title;        /* "Roads: Ndwedwe" */
  char       *description;
  const char *disposal;     /* "A20", "D5" … */
  guint       level;
  gboolean    is_file;      /* letters can be put there: it has nothing below it */
} EoDemoFile;

EoDemoRandom       eo_demo_random             (guint64              seed,
                                               guint64              stream,
                                               guint64              index);
guint64            eo_demo_random_next        (EoDemoRandom        *random);
guint              eo_demo_random_below       (EoDemoRandom        *random,
                                               guint                n);
gboolean           eo_demo_random_chance      (EoDemoRandom        *random,
                                               guint                percent);

void               eo_demo_person_init        (EoDemoPerson        *person,
                                               guint64              seed,
                                               guint64              index);
void               eo_demo_person_clear       (EoDemoPerson        *person);
void               eo_demo_organisation_init  (EoDemoOrganisation  *organisation,
                                               guint64              seed,
                                               guint64              index);
void               eo_demo_organisation_clear (EoDemoOrganisation  *organisation);
EoDemoSort         eo_demo_organisation_sort  (guint64              seed,
                                               guint64              index,
                                               guint               *place);
guint              eo_demo_n_fixed            (void);
const EoDemoPlace *eo_demo_place              (guint                index);
guint              eo_demo_n_places           (void);
const char        *eo_demo_district           (guint                index);
void               eo_demo_append_isigodi     (GString             *string,
                                               guint64              index);
const EoDemoStaff *eo_demo_staff              (guint               *n_staff);
const EoDemoFile  *eo_demo_files              (guint               *n_files);
guint              eo_demo_find_file          (const char          *reference,
                                               guint                place);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EoDemoPerson, eo_demo_person_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EoDemoOrganisation, eo_demo_organisation_clear)

G_END_DECLS
