/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* What a verb of the command line works with. Nothing here needs a display. */
typedef struct
{
  const char *database; /* path of the office */
  const char *act_as;   /* --as, or NULL */
  EoStore    *store;    /* open when the verb wants one, else NULL */
} EoCommand;

typedef enum
{
  EO_VERB_NO_STORE,  /* works without an office, or opens it by itself */
  EO_VERB_OPENS,     /* wants one that is there */
  EO_VERB_MAKES,     /* makes the office where there is none */
} EoVerbNeeds;

/* @args: what follows the verb, without the options that every verb knows. FALSE with @error set refuses:
 * EO_ERROR_USAGE ends with 2, anything else with 1, and nothing was changed. */
typedef gboolean (*EoVerbFunc) (EoCommand *command, char **args, GError **error);

typedef struct
{
  const char  *name;
  const char  *usage;   /* N_(): what follows the name */
  const char  *summary; /* N_() */
  EoVerbNeeds  needs;
  EoVerbFunc   run;
} EoVerb;

/* Runs the verb in @args (without the program's name). Returns the exit status, or -1 when there is no verb: then
 * the window is wanted, with *@database and *@act_as (transfer full). */
int           eo_command_run      (char        **args,
                                   char        **database,
                                   char        **act_as);

/* For the verbs */
gboolean      eo_command_usage    (GError      **error,     /* always FALSE */
                                   const char   *format,
                                   ...) G_GNUC_PRINTF (2, 3);
gboolean      eo_command_options  (char       ***args,      /* takes the options out of @args */
                                   const GOptionEntry *entries,
                                   GError      **error);
const EoKind *eo_command_kind     (const char   *name,      /* NULL: suggests the nearest */
                                   GError      **error);
EoRecord     *eo_command_record   (EoCommand    *command,   /* args KIND REF → record */
                                   char        **args,
                                   GError      **error);
/* FIELD=VALUE → field and value within @argument. */
const EoField *eo_command_field   (const EoKind *kind,
                                   const char   *argument,
                                   const char  **value,
                                   GError      **error);
/* To a terminal, characters that would steer it are shown as �. */
void          eo_command_print    (const char   *text);

/* The steps of the kind that is named, or of all (NULL), with what they take. */
gboolean      eo_command_help_step (const char  *head,      /* what is printed before */
                                    const char  *kind,
                                    GError     **error);

gboolean eo_verb_kinds   (EoCommand *command, char **args, GError **error);
gboolean eo_verb_add     (EoCommand *command, char **args, GError **error);
gboolean eo_verb_set     (EoCommand *command, char **args, GError **error);
gboolean eo_verb_step    (EoCommand *command, char **args, GError **error);
gboolean eo_verb_delete  (EoCommand *command, char **args, GError **error);
gboolean eo_verb_list    (EoCommand *command, char **args, GError **error);
gboolean eo_verb_show    (EoCommand *command, char **args, GError **error);
gboolean eo_verb_search  (EoCommand *command, char **args, GError **error);
gboolean eo_verb_today   (EoCommand *command, char **args, GError **error);
gboolean eo_verb_free    (EoCommand *command, char **args, GError **error);
gboolean eo_verb_import  (EoCommand *command, char **args, GError **error);
gboolean eo_verb_export  (EoCommand *command, char **args, GError **error);
gboolean eo_verb_print   (EoCommand *command, char **args, GError **error);
gboolean eo_verb_sync    (EoCommand *command, char **args, GError **error);
gboolean eo_verb_extract (EoCommand *command, char **args, GError **error);
gboolean eo_verb_backup  (EoCommand *command, char **args, GError **error);
gboolean eo_verb_restore (EoCommand *command, char **args, GError **error);
gboolean eo_verb_check   (EoCommand *command, char **args, GError **error);
gboolean eo_verb_demo    (EoCommand *command, char **args, GError **error);

G_END_DECLS
