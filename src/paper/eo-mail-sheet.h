/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "reader/eo-message.h"

G_BEGIN_DECLS

/* Messages as pages: what the cage read of one, drawn here, so that a mail is shown, searched and printed as any
 * other document is. */

/* The PDF: a sealed memfd that is the caller's; or -1. Blocks. */
int  eo_mail_sheet_new            (const EoMessage      *message,
                                   GError              **error);

/* Reads the message in @fd (a sealed memfd, still the caller's) and draws it, in a thread. Errors are those of
 * eo_message_read(). */
void eo_mail_sheet_convert_async  (int                   fd,
                                   const char           *name,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
int  eo_mail_sheet_convert_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
