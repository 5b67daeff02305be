/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/eo-date.h"
#include "base/eo-error.h"
#include "base/eo-local-time.h"
#include "base/eo-money.h"

G_BEGIN_DECLS

typedef struct _EoRecord EoRecord;
typedef struct _EoField  EoField;

/**
 * EoLink:
 * @id: the linked record's id, or 0 (with a title: a name typed in a form, of no record yet)
 * @title: its title as it was when the record was read; never NULL in a record
 *
 * A field that names another record.
 */
typedef struct
{
  gint64  id;
  char   *title;
} EoLink;

typedef enum
{
  EO_FIELD_TEXT,      /* char *, one line; never NULL */
  EO_FIELD_LONG_TEXT, /* char *, paragraphs; never NULL */
  EO_FIELD_INTEGER,   /* gint64 */
  EO_FIELD_DECIMAL,   /* double */
  EO_FIELD_BOOLEAN,   /* gboolean */
  EO_FIELD_DATE,      /* EoDate */
  EO_FIELD_INSTANT,   /* EoInstant */
  EO_FIELD_TIME,      /* EoLocalTime: on the clocks of a place, whose zone stands in a field beside it */
  EO_FIELD_MONEY,     /* EoMoney */
  EO_FIELD_LINK,      /* EoLink */
  EO_FIELD_CHOICE,    /* an enum of EO_DEFINE_CHOICE */
} EoFieldType;

typedef enum
{
  EO_NO_FLAGS  = 0,
  EO_REQUIRED  = 1 << 0, /* a record without it is not saved */
  EO_SEARCH    = 1 << 1, /* its text is found by search */
  EO_TITLE     = 1 << 2, /* the field that names the record (one a kind) */
  EO_COLUMN    = 1 << 3, /* a column of the register */
  EO_WHO       = 1 << 4, /* searched by from: */
  EO_STATE     = 1 << 5, /* the workflow's state: changed by steps only */
  EO_DEADLINE  = 1 << 6, /* the date by which the record wants attention (one a kind) */
  EO_HIDDEN    = 1 << 7, /* for the program; not shown, searched or exported */
  EO_MULTILINE = 1 << 8,
  EO_DERIVED   = 1 << 9, /* written by rules and steps: the form shows it where it says something, and not to be typed in */
} EoFieldFlags;

/**
 * EoWording:
 * @say: (transfer full): what is stored as people read it
 * @read: (transfer full): what people write, or what is stored, as it is stored; %NULL where it cannot be read
 * @wanted: N_(): what they are told then, such as "write days with a semicolon between them"
 *
 * For a text that is stored in another form than people write.
 */
typedef struct
{
  char       *(*say)  (const char *stored);
  char       *(*read) (const char *typed);
  const char   *wanted;
} EoWording;

/**
 * EoField:
 *
 * One row of a kind's table: everything the house knows of a field.
 */
struct _EoField
{
  const char   *name;   /* the member's and the column's name: received_on */
  const char   *label;  /* N_() */
  EoFieldType   type;
  EoFieldFlags  flags;
  gsize         offset;
  const char   *target;             /* EO_FIELD_LINK: the kind linked to, or "party" */
  GType       (*choice) (void);     /* EO_FIELD_CHOICE */
  const EoWording *wording;         /* a text's, or NULL */
};

/* offsetof() that does not compile when the member has another C type than the field's kind. */
#define EO_OFFSET_(T, member, ...) \
  (offsetof (T, member) + 0 * sizeof (_Generic (&((T *) 0)->member, __VA_ARGS__)))

#define EO_TEXT(T, m, l, f)          { #m, l, EO_FIELD_TEXT, f, EO_OFFSET_ (T, m, char **: 1), NULL, NULL }
#define EO_LONG_TEXT(T, m, l, f)     { #m, l, EO_FIELD_LONG_TEXT, f, EO_OFFSET_ (T, m, char **: 1), NULL, NULL }
#define EO_WORDED_TEXT(T, m, l, w, f) { #m, l, EO_FIELD_TEXT, f, EO_OFFSET_ (T, m, char **: 1), NULL, NULL, w }
#define EO_INTEGER(T, m, l, f)       { #m, l, EO_FIELD_INTEGER, f, EO_OFFSET_ (T, m, gint64 *: 1), NULL, NULL }
#define EO_DECIMAL(T, m, l, f)       { #m, l, EO_FIELD_DECIMAL, f, EO_OFFSET_ (T, m, double *: 1), NULL, NULL }
#define EO_BOOLEAN(T, m, l, f)       { #m, l, EO_FIELD_BOOLEAN, f, EO_OFFSET_ (T, m, gboolean *: 1), NULL, NULL }
#define EO_DATE(T, m, l, f)          { #m, l, EO_FIELD_DATE, f, EO_OFFSET_ (T, m, EoDate *: 1), NULL, NULL }
#define EO_INSTANT(T, m, l, f)       { #m, l, EO_FIELD_INSTANT, f, EO_OFFSET_ (T, m, EoInstant *: 1), NULL, NULL }
#define EO_TIME(T, m, l, f)          { #m, l, EO_FIELD_TIME, f, EO_OFFSET_ (T, m, EoLocalTime *: 1), NULL, NULL }
#define EO_MONEY(T, m, l, f)         { #m, l, EO_FIELD_MONEY, f, EO_OFFSET_ (T, m, EoMoney *: 1), NULL, NULL }
#define EO_LINK(T, m, l, target, f)  { #m, l, EO_FIELD_LINK, f, EO_OFFSET_ (T, m, EoLink *: 1), target, NULL }
#define EO_CHOICE(T, m, l, choice, f) \
  { #m, l, EO_FIELD_CHOICE, f, EO_OFFSET_ (T, m, unsigned int *: 1, int *: 1), NULL, choice##_get_type }

/* One GEnumValue table is a choice: value_name the translatable label, value_nick what is stored. */
#define EO_DEFINE_CHOICE(Type, prefix, table)                              \
  GType prefix##_get_type (void)                                           \
  {                                                                        \
    static gsize type;                                                     \
    if (g_once_init_enter (&type))                                         \
      g_once_init_leave (&type, g_enum_register_static (#Type, table));    \
    return type;                                                           \
  }

/* One canonical form (CSV, JSON, journal, drafts), one parse, one form for people.
 * Canonical: text as it is, ISO dates, "1250.50", "true", the choice's nick,
 * a link as "#ID TITLE"; "" for nothing. */
char       *eo_field_to_text        (const EoField  *field,
                                     EoRecord       *record);
gboolean    eo_field_from_text      (const EoField  *field,   /* takes what people write, too; a link only as #ID … */
                                     EoRecord       *record,
                                     const char     *text,
                                     GError        **error);  /* EO_ERROR_INVALID, naming the field's label */
char       *eo_field_display        (const EoField  *field,
                                     EoRecord       *record);
gboolean    eo_field_is_empty       (const EoField  *field,
                                     EoRecord       *record);
gboolean    eo_field_is_unsaid      (const EoField  *field,   /* empty, 0, or a choice's first: "Undecided" */
                                     EoRecord       *record);
gboolean    eo_field_equal          (const EoField  *field,
                                     EoRecord       *a,
                                     EoRecord       *b);
void        eo_field_copy           (const EoField  *field,
                                     EoRecord       *to,
                                     EoRecord       *from);   /* no notify */
const char *eo_field_get_label      (const EoField  *field);  /* translated */
const char *eo_field_type_name      (EoFieldType     type);   /* "text", "date" …: the command line's words */
char       *eo_field_get_property   (const EoField  *field);  /* received-on */

/* Choices */
const char *eo_choice_label         (GType           choice,
                                     int             value);  /* translated */
const char *eo_choice_nick          (GType           choice,
                                     int             value);
gboolean    eo_choice_parse         (GType           choice,  /* a nick, or a label in any case */
                                     const char     *text,
                                     int            *value);

/* Typed access by the table; assert the field's type. */
const char      *eo_field_get_string  (const EoField *field, EoRecord *record);
int              eo_field_get_choice  (const EoField *field, EoRecord *record);
const EoDate    *eo_field_get_date    (const EoField *field, EoRecord *record);
const EoLocalTime *eo_field_get_time  (const EoField *field, EoRecord *record);
const EoLink    *eo_field_get_link    (const EoField *field, EoRecord *record);

G_END_DECLS
