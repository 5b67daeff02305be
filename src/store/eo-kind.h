/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-record.h"

G_BEGIN_DECLS

/* How a state looks: shape, tint and meaning (docs/architecture.md, "Status"). */
typedef enum
{
  EO_TONE_NEW,      /* ring, grey: not begun */
  EO_TONE_WORK,     /* half disc, blue: being worked on */
  EO_TONE_WAIT,     /* hourglass, purple: waiting for someone */
  EO_TONE_RETURNED, /* back arrow, amber */
  EO_TONE_LATE,     /* triangle, red */
  EO_TONE_DONE,     /* tick, green */
  EO_TONE_ENDED,    /* dash, grey: ended without */
} EoTone;

/* A state of the workflow, by the nick of the EO_STATE choice. */
typedef struct
{
  const char *nick;
  EoTone      tone;
  gboolean    open; /* somebody still has to do something */
} EoState;

struct _EoStore;

/* Only within a write: the open transaction, on the writer thread (eo-store.h). */
typedef struct _EoWriter EoWriter;

typedef enum
{
  EO_STEP_NO_FLAGS = 0,
  EO_STEP_CAUTION = 1 << 0, /* cannot be taken back: asked about before it is done */
} EoStepFlags;

/**
 * EoTransition:
 *
 * A step of the workflow, or (@to is "=") an act that leaves the state: stopping the clock, asking for more time.
 * The store enforces it, the view draws it, the journal records it.
 */
typedef struct
{
  const char  *from;    /* nick; "*": any open state */
  const char  *to;      /* nick; "=" for an act */
  const char  *label;   /* N_("Close"): the button */
  const char  *asks;    /* space-separated fields that the step asks for; one that must be filled ends in "!"; or NULL */
  gboolean   (*guard) (EoRecord *record, GError **error); /* a rule of the kind's own, or NULL */
  gboolean   (*shown) (EoRecord *record);                 /* whether it is for this record at all; NULL: always */
  gboolean   (*apply) (EoWriter *writer, EoRecord *record, GError **error); /* before it is saved: rules that need the
                                                              office, and what else the step changes; or NULL */
  const char  *other_than; /* a field: who changed it last may not do this, a second person must; or NULL */
  EoStepFlags  flags;
  const char  *name;    /* the command line's word; NULL: @to */
  char       *(*caution) (struct _EoStore *store, EoRecord *record); /* what is to be thought of before it is done,
                                                              told where it is asked for; (transfer full), or NULL */
  const char  *takes;   /* as @asks, of fields that it looks at where they are given: the command line's help; or NULL */
} EoTransition;

/* A saved filter: "Open", "Overdue". */
typedef struct
{
  const char *name;  /* the command line's --where */
  const char *label; /* N_() */
  const char *where; /* SQL over the kind's columns; may use :today, :week (today + 7) and :me; NULL for all */
} EoSavedFilter;

/* What can be set in many records at once. */
typedef struct
{
  const char *name;   /* "assign" */
  const char *label;  /* N_("Assign…") */
  const char *fields; /* as EoTransition.asks */
} EoManyAct;

/**
 * EoKind:
 *
 * A kind of record: its table of fields and what is its own beyond that.
 */
struct _EoKind
{
  const char           *name;   /* "letter": table, command line */
  const char           *label;  /* N_("Letter") */
  const char           *plural; /* N_("Letters") */
  const EoField        *own_fields;
  guint                 n_own_fields;
  GType               (*get_type) (void);

  const char           *icon;          /* symbolic icon name */
  gboolean              is_party;      /* its id comes from the party table; "party" links reach it */
  const char           *title_suffix;  /* a column put after the title in links' labels, or NULL */
  void                (*defaults) (EoRecord *record);                       /* a new record's */
  void                (*validate) (EoRecord *record, GPtrArray *problems);  /* beyond EO_REQUIRED */
  const char         *(*series)   (EoRecord *record);                       /* "IN": numbered as IN/2026/00042 */
  gboolean            (*field_holds) (EoRecord *record, const EoField *field); /* FALSE: not so yet, though it has a value */
  const char         *(*field_label) (EoRecord *record, const EoField *field); /* N_() or NULL for the table's */
  gboolean            (*field_shown) (EoRecord *record, const EoField *field); /* whether this record has it; NULL: always */
  const char         *(*field_hint) (const EoField *field); /* N_(): how it is written, where its type does not tell; or NULL */
  char               *(*warning) (EoRecord *record); /* what stands above the record: "Deemed refused …"; (transfer full), or NULL */
  const char           *follows;       /* a field that links to what a new record begins from: "answers"; or NULL … */
  void                (*follow) (EoRecord *record, EoRecord *from); /* … and what it takes from there */
  char               *(*fill) (EoWriter *writer, EoRecord *record, const char *text); /* a standard text with its
                                                                      * placeholders filled in; (transfer full), or NULL */
  gboolean            (*saving) (EoWriter *writer, EoRecord *record, EoRecord *before, GError **error);
                                       /* in the transaction, before the row is written: what follows from other records,
                                        * and what they forbid. @before: as stored, or NULL. On the writer's thread. */
  gboolean            (*saved) (EoWriter *writer, EoRecord *record, EoRecord *before, GError **error);
                                       /* after it is written: other records that follow */
  gboolean            (*deleting) (EoWriter *writer, EoRecord *record, GError **error); /* refuses; or NULL */
  const EoState        *states;        /* ended by a NULL nick; or NULL */
  const EoTransition   *transitions;   /* ended by a NULL from; or NULL */
  const EoSavedFilter  *filters;       /* ended by a NULL name; or NULL. Every kind has "all" */
  const EoManyAct      *many;          /* ended by a NULL name; or NULL */
  const char           *part;          /* the kind of record that belongs to one of these: a letter's contributions; or NULL */
  const char           *part_label;    /* N_("_Ask for a Contribution…"): the button that adds some */
  void                (*split) (EoRecord *record, EoRecord *second); /* what the second of two matters has of the first;
                                                                      * NULL where a record is one matter only */
  const char           *sort;          /* field the register is ordered by, newest first; NULL: as registered */
};

/* The register of kinds, filled once by eo_sections_init() before anything else. */
void                 eo_kind_register        (const EoKind  *kind);
const EoKind        *eo_kind_lookup          (const char    *name);
const EoKind *const *eo_kind_list            (guint         *n_kinds);

/* All fields: the kind's own, then classification. */
const EoField *const *eo_kind_get_fields     (const EoKind  *kind,
                                              guint         *n_fields);
const EoField       *eo_kind_find_field      (const EoKind  *kind,
                                              const char    *name);   /* received_on or received-on */
const EoField       *eo_kind_get_title_field (const EoKind  *kind);
const EoField       *eo_kind_get_state_field (const EoKind  *kind);   /* or NULL */
const EoField       *eo_kind_get_deadline    (const EoKind  *kind);   /* or NULL */
gboolean             eo_kind_links_to        (const EoField *field,
                                              const EoKind  *kind);   /* may @field hold a record of @kind */
gboolean             eo_kind_field_printed   (EoRecord      *record,  /* shown, has a value, and that is so */
                                              const EoField *field);
const char          *eo_kind_field_label     (EoRecord      *record,  /* translated, as this record wants it */
                                              const EoField *field);

const EoSavedFilter *eo_kind_find_filter     (const EoKind  *kind,
                                              const char    *name);   /* NULL for an unknown one */
const EoState       *eo_kind_get_state       (EoRecord      *record); /* or NULL */
GPtrArray           *eo_kind_get_steps       (EoRecord      *record); /* (transfer container) EoTransition from here */
const EoTransition  *eo_kind_find_step       (EoRecord      *record,  /* from here by its name; or NULL */
                                              const char    *name);
const char          *eo_transition_get_name  (const EoTransition *step);
/* The fields a step asks for: (transfer container) of EoField, *required those among them that must be filled. */
GPtrArray           *eo_transition_get_asked (const EoTransition *step,
                                              const EoKind  *kind,
                                              GPtrArray    **required); /* (out) (optional) (transfer container) */
gboolean             eo_kind_field_shown     (EoRecord      *record,
                                              const EoField *field);
gboolean             eo_kind_is_open         (EoRecord      *record);

G_END_DECLS
