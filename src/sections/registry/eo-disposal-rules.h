/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/registry/eo-disposal.h"
#include "sections/registry/eo-file.h"

G_BEGIN_DECLS

/* What a disposal run does with the files it lists (those whose `run` it is). All on the writer's thread, inside its
 * transaction: a run is carried out whole or not at all. Errors: EO_ERROR_STATE, naming the file. */

/* Every listed file is closed, due, not held by law, and disposed of by the means its authority names. */
gboolean  eo_disposal_check      (EoWriter *writer, EoRecord *record, GError **error);
/* Erases the documents of every letter on the listed files, keeping their hashes for the certificate; or marks the
 * files as handed over. */
gboolean  eo_disposal_carry_out  (EoWriter *writer, EoRecord *record, GError **error);
/* One file against the run it shall be listed in. */
gboolean  eo_disposal_check_file (EoWriter *writer, gint64 run, EoFile *file, GError **error);
/* Lists @file, or with 0 every closed file whose years are over, that this run's means is right for and that no run lists
 * yet. @left: of char *, each a file that may not be, and why. */
gboolean  eo_disposal_add_files  (EoWriter *writer, gint64 run, gint64 file, guint *added, GPtrArray *left, GError **error);
/* Whether a file may be put onto the run's list, or taken off it. */
gboolean  eo_disposal_check_list (EoWriter *writer, gint64 run, gboolean add, GError **error);

/* EoKind.saving: what was submitted is not changed. EoKind.saved: the files of a run that was carried out become
 * destroyed or handed over; a withdrawn one lets them go. EoKind.deleting: not while files stand in it. */
gboolean  eo_disposal_saving     (EoWriter *writer, EoRecord *record, EoRecord *before, GError **error);
gboolean  eo_disposal_saved      (EoWriter *writer, EoRecord *record, EoRecord *before, GError **error);
gboolean  eo_disposal_deleting   (EoWriter *writer, EoRecord *record, GError **error);

G_END_DECLS
