/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/correspondence/eo-letter.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* A letter of ours on its way into the mail program of the person at the desk. */
typedef struct
{
  char *address; /* of whom it is to; "" where none is known */
  char *subject; /* with our reference */
  char *path;    /* of the PDF as sent, for nobody else to read */
} EoLetterMail;

void          eo_letter_mail_free          (EoLetterMail        *self);

/* Whether it is signed, so that there is something to send. */
gboolean      eo_letter_can_be_mailed      (EoLetter            *letter);

/* Lays the letter as it is sent into a file: the copy that was kept when it was dispatched; else the scan of the signed
 * letter; else the letter as it is drawn. Refuses (EO_ERROR_STATE) one that was signed on paper and has no scan. What
 * was laid there more than a day ago is taken away; the folder itself ends with the session. */
void          eo_letter_mail_prepare_async (EoStore             *store,
                                            EoRecord            *letter,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
EoLetterMail *eo_letter_mail_prepare_finish (GAsyncResult       *result,  /* (transfer full) */
                                            GError             **error);

/* Opens the mail program with it. Some stay with the call until they are closed: nobody should wait for the process. */
GSubprocess  *eo_letter_mail_launch        (const EoLetterMail  *self,    /* (transfer full) */
                                            GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoLetterMail, eo_letter_mail_free)

G_END_DECLS
