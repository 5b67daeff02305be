/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "paper/eo-mail-sheet.h"
#include "reader/eo-message.h"
#include "reader/eo-office.h"
#include "sections/diary/paper/eo-day-pack-private.h"

static void
on_converted (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static int
convert (int           fd,
         const char   *name,
         GCancellable *cancellable)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_main_context_push_thread_default (context);
  eo_office_convert_async (fd, name, cancellable, on_converted, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  return eo_office_convert_finish (result, NULL);
}

static int
draw_mail (int         fd,
           const char *name)
{
  g_autoptr (EoMessage) message = eo_message_read (fd, name, FALSE, NULL);

  return message != NULL ? eo_mail_sheet_new (message, NULL) : -1;
}

/* Where there is no program that reads office documents, or it does not get through, the document goes in as it is: the
 * pack then says that it could not be put in. */
int
_eo_pack_open_document (EoStore            *store,
                        const EoAttachment *document,
                        GCancellable       *cancellable)
{
  int fd = eo_store_open_document (store, document->document, NULL);
  int drawn = -1;

  if (fd < 0)
    return -1;
  if (eo_message_is_called (document->name))
    drawn = draw_mail (fd, document->name);
  else if (eo_office_can_convert (document->name))
    drawn = convert (fd, document->name, cancellable);
  if (drawn < 0)
    return fd;
  close (fd);
  return drawn;
}
