/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/eo-unregistered.h"

G_BEGIN_DECLS

typedef enum
{
  EO_INTAKE_WAITING,    /* its turn comes */
  EO_INTAKE_STORING,    /* read from its file into the office */
  EO_INTAKE_READING,    /* in the office; its text is being read. It may be registered meanwhile */
  EO_INTAKE_READY,      /* to be registered */
  EO_INTAKE_SAME,       /* its bytes, or its message, came before: somebody must decide */
  EO_INTAKE_ATTENTION,  /* it was not taken; why says what for */
  EO_INTAKE_DONE,       /* registered, as reference */
} EoIntakeState;

/**
 * EoIntakeItem:
 *
 * A file on its way into the register: see #EoIntake. Its members are for reading, on the main thread.
 *
 * Signal: `changed`.
 */
#define EO_TYPE_INTAKE_ITEM (eo_intake_item_get_type ())
G_DECLARE_FINAL_TYPE (EoIntakeItem, eo_intake_item, EO, INTAKE_ITEM, GObject)

struct _EoIntakeItem
{
  GObject        parent_instance;

  EoIntakeState  state;
  const char    *source;    /* "drop", "scan", "paste", "mail": store/eo-unregistered.h */
  char          *name;      /* of its document, on one line */
  char          *why;       /* EO_INTAKE_ATTENTION, or what is odd about it all the same; "" */
  gint64         size;      /* bytes; 0 where not known */
  guint          n_pages;   /* 0 where not known */
  guint          n_scans;   /* pages that are pictures … */
  guint          n_scanned; /* … and of them those that are read, or will not be */
  gint64         draft;     /* once it is in the office */
  gint64         document;
  EoSameBytes    first;     /* EO_INTAKE_SAME */
  gint64         record;    /* EO_INTAKE_DONE */
  char          *reference; /* EO_INTAKE_DONE: "IN/2026/00419" */

  /* The intake's own. */
  char          *path;
  GBytes        *bytes;
  gboolean       discarded;
  gboolean       plain;     /* a message that is to be a document like any other */
  GCancellable  *cancellable;
};

EoIntakeItem *eo_intake_item_new     (const char    *source,
                                      const char    *name);
void          eo_intake_item_set     (EoIntakeItem  *self,
                                      EoIntakeState  state,
                                      const char    *why);   /* (nullable) */
void          eo_intake_item_follow  (EoIntakeItem  *self,   /* what the office says of it */
                                      const EoUnregistered *file);
void          eo_intake_item_finish  (EoIntakeItem  *self,
                                      gint64         record,
                                      const char    *reference);
/* What can be worked on: its form can be opened. */
gboolean      eo_intake_item_is_open (EoIntakeItem  *self);

G_END_DECLS
