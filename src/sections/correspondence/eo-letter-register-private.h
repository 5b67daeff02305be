/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-letter-register*.c */

#include "sections/correspondence/eo-letter.h"
#include "store/eo-tally.h"

G_BEGIN_DECLS

typedef struct
{
  EoStore *store;
  GArray  *ids;      /* gint64, in order */
  GArray  *letters;  /* of rows: those read last … */
  guint64  first;    /* … from this row on */
  EoDate   today;
  int      highest;  /* EoClassification */
} EoLetterRegister;

/* Empty as yet; the ids are its caller's to fill in. */
EoLetterRegister *_eo_letter_register_new  (EoStore   *store);
void              _eo_letter_register_free (gpointer   letter_register);

/* EoReportRowFunc, of an EoLetterRegister: as it stands on paper, and a value a column. */
gboolean _eo_letter_register_give_incoming        (guint64    row,
                                                   char     **cells,
                                                   gpointer   user_data,
                                                   GError   **error);
gboolean _eo_letter_register_give_incoming_values (guint64    row,
                                                   char     **cells,
                                                   gpointer   user_data,
                                                   GError   **error);
gboolean _eo_letter_register_give_outgoing        (guint64    row,
                                                   char     **cells,
                                                   gpointer   user_data,
                                                   GError   **error);
gboolean _eo_letter_register_give_outgoing_values (guint64    row,
                                                   char     **cells,
                                                   gpointer   user_data,
                                                   GError   **error);

G_END_DECLS
