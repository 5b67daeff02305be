/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define EO_ERROR (eo_error_quark ())

/**
 * EoError:
 *
 * What can go wrong, as finely as somebody has to tell it apart. The message of
 * such an error is written for a clerk: it names the thing and says what to do.
 */
typedef enum
{
  EO_ERROR_FAILED,      /* anything without a code of its own */
  EO_ERROR_USAGE,       /* a command line that cannot be understood (exit 2) */
  EO_ERROR_INVALID,     /* a value that a field or a rule refuses */
  EO_ERROR_NOT_FOUND,   /* no such record, file, kind, field … */
  EO_ERROR_CONFLICT,    /* the record was changed by somebody else meanwhile */
  EO_ERROR_STATE,       /* a workflow step that is not open from here */
  EO_ERROR_READ_ONLY,   /* the office, or its folder, cannot be written */
  EO_ERROR_FULL,        /* the disk is full */
  EO_ERROR_DAMAGED,     /* the office file or a document in it is damaged */
  EO_ERROR_NOT_OFFICE,  /* the file is something else than an office */
  EO_ERROR_NEWER,       /* the office was made by a newer program */
  EO_ERROR_IO,          /* reading or writing failed */
  EO_ERROR_NOT_REGULAR, /* a folder, pipe or device where a file is wanted */
  EO_ERROR_EMPTY,       /* a file of zero bytes */
  EO_ERROR_TOO_LARGE,   /* more than we take or show */
  EO_ERROR_UNSUPPORTED, /* a format nobody here can show */
  EO_ERROR_PASSWORD,    /* the document is encrypted: a (better) password is wanted */
  EO_ERROR_CRASHED,     /* the caged program died on the document */
  EO_ERROR_LIMIT,       /* the caged program hit a limit of time or memory */
  EO_ERROR_NO_CAGE,     /* the cage cannot be built on this machine */
} EoError;

GQuark eo_error_quark (void);

G_END_DECLS
