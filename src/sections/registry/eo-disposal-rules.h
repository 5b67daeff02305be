/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/registry/eo-disposal.h"

G_BEGIN_DECLS

/* What a disposal run does with the files it lists (those whose `run` it is). All on the writer's thread, inside its
 * transaction: a run is carried out whole or not at all. Errors: EO_ERROR_STATE, naming the file. */

/* Every listed file is closed, due, not held by law, and disposed of by the means its authority names. */
gboolean  eo_disposal_check      (EoWriter *writer, EoRecord *record, GError **error);
/* Erases the documents of every letter on the listed files, keeping their hashes for the certificate; or marks the
 * files as handed over. */
gboolean  eo_disposal_carry_out  (EoWriter *writer, EoRecord *record, GError **error);
/* Takes all files off the list. */
gboolean  eo_disposal_let_go     (EoWriter *writer, EoRecord *record, GError **error);
/* EoKind.saved: the files of a run that was carried out become destroyed or handed over. */
gboolean  eo_disposal_saved      (EoWriter *writer, EoRecord *record, EoRecord *before, GError **error);

G_END_DECLS
