/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-compat.h"
#include "sections/correspondence/eo-letter-mail.h"
#include "sections/correspondence/eo-letter-mailing.h"

typedef struct
{
  GtkWidget      *widget;
  EoStore        *store;
  EoRecord       *letter;
  EoMailTellFunc  tell;
} Mailing;

static void
mailing_free (Mailing *self)
{
  g_object_unref (self->letter);
  g_object_unref (self->store);
  g_object_unref (self->widget);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mailing, mailing_free)

/* It may be minutes until a mail program ends: only that it could not begin is told. */
static void
on_ended (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Mailing) self = user_data;

  if (!g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, NULL))
    self->tell (self->widget, _("No mail program could be opened. Set one up, or save the letter as a PDF and attach it yourself."));
}

/* Sending is the person's; the letter's step is, too. */
static void
tell_opened (Mailing            *self,
             const EoLetterMail *mail)
{
  const char *name = eo_record_get_name (self->letter);
  g_autofree char *text = NULL;

  if (*mail->address == '\0')
    text = g_strdup_printf (_("The mail program opens with %s: no address is known, write it there"), name);
  else if (EO_LETTER (self->letter)->status == EO_LETTER_SIGNED)
    text = g_strdup_printf (_("The mail program opens with %s: send it there, then press Dispatch here"), name);
  else
    text = g_strdup_printf (_("The mail program opens with %s"), name);
  self->tell (self->widget, text);
}

static void
on_prepared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Mailing) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoLetterMail) mail = eo_letter_mail_prepare_finish (result, &error);
  g_autoptr (GSubprocess) process = mail != NULL ? eo_letter_mail_launch (mail, &error) : NULL;

  if (process == NULL)
    {
      self->tell (self->widget, error->message);
      return;
    }
  tell_opened (self, mail);
  g_subprocess_wait_check_async (process, NULL, on_ended, g_steal_pointer (&self));
}

static void
on_asked (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Mailing) self = user_data;

  Mailing *mailing = self;

  if (!eo_compat_ask_finish (result))
    return;
  g_steal_pointer (&self);
  eo_letter_mail_prepare_async (mailing->store, mailing->letter, on_prepared, mailing);
}

void
eo_letter_send_by_mail (GtkWidget      *widget,
                        EoStore        *store,
                        EoRecord       *letter,
                        EoMailTellFunc  tell)
{
  Mailing *self;
  g_autofree char *heading = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && EO_IS_STORE (store) && EO_IS_LETTER (letter) && tell != NULL);

  if (!eo_letter_can_be_mailed (EO_LETTER (letter)))
    {
      tell (widget, _("The letter is not signed yet: it goes by mail when it is."));
      return;
    }
  self = g_new0 (Mailing, 1);
  self->widget = g_object_ref (widget);
  self->store = g_object_ref (store);
  self->letter = eo_record_copy (letter);
  self->tell = tell;
  if (letter->classification == EO_OPEN)
    {
      eo_letter_mail_prepare_async (store, self->letter, on_prepared, self);
      return;
    }
  /* Translators: a classification, as "Confidential" */
  heading = g_strdup_printf (_("Send a Letter That Is “%s” by Mail?"),
                             eo_choice_label (eo_classification_get_type (), letter->classification));
  eo_compat_ask_async (widget, heading, _("Mail can be read on its way. Send it so only where the office allows it."),
                       _("_Send"), TRUE, NULL, on_asked, self);
}
