/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-dav-answer.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "reader/eo-reader-talk.h"
#include "reader/eo-sealed.h"

#define WALL_SECONDS 20

static const EoReaderProgram program = { "execoffice-dav", NULL, 10, EO_DAV_PAYLOAD, 0 };

static void
value_free (gpointer data)
{
  EoDavValue *value = data;

  g_free (value->text);
  g_free (value);
}

static void
response_free (gpointer data)
{
  EoDavResponse *response = data;

  g_free (response->href);
  g_ptr_array_unref (response->values);
  g_free (response);
}

void
eo_dav_answer_free (EoDavAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->token);
  g_ptr_array_unref (self->responses);
  g_free (self);
}

/* Everything here comes from a process that may have been taken over by what it reads. */
static gboolean
unpack_response (EoDavAnswer *answer,
                 GVariant    *told)
{
  EoDavResponse *response = g_new0 (EoDavResponse, 1);
  g_autoptr (GVariant) values = NULL;
  const char *href, *text;
  GVariantIter iter;
  guint8 key;

  response->values = g_ptr_array_new_with_free_func (value_free);
  g_ptr_array_add (answer->responses, response);
  g_variant_get (told, "(&su@a(ys))", &href, &response->status, &values);
  response->href = eo_text_one_line (href);
  if (strlen (href) > EO_DAV_LINE || response->status > 999 || g_variant_n_children (values) > EO_DAV_VALUES)
    return FALSE;
  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "(y&s)", &key, &text))
    {
      EoDavValue *value;

      if (key >= EO_DAV_N_KEYS || strlen (text) > (key == EO_DAV_CALENDAR ? EO_DAV_DATA : EO_DAV_LINE))
        return FALSE;
      value = g_new (EoDavValue, 1);
      value->key = key;
      value->text = key == EO_DAV_CALENDAR ? g_strdup (text) : eo_text_one_line (text);
      g_ptr_array_add (response->values, value);
    }
  return TRUE;
}

/* NULL: the payload is none that our own program sends. */
static EoDavAnswer *
unpack (GBytes *payload)
{
  g_autoptr (EoDavAnswer) answer = NULL;
  g_autoptr (GVariant) told = NULL;
  g_autoptr (GVariant) responses = NULL;
  const char *token;

  if (payload == NULL)
    return NULL;
  told = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (EO_DAV_TYPE), payload, FALSE));
  if (!g_variant_is_normal_form (told))
    return NULL;
  g_variant_get (told, "(&s@a" EO_DAV_RESPONSE ")", &token, &responses);
  if (strlen (token) > EO_DAV_LINE || g_variant_n_children (responses) > EO_DAV_RESPONSES)
    return NULL;
  answer = g_new0 (EoDavAnswer, 1);
  answer->token = eo_text_one_line (token);
  answer->responses = g_ptr_array_new_with_free_func (response_free);
  for (gsize i = 0; i < g_variant_n_children (responses); i++)
    {
      g_autoptr (GVariant) response = g_variant_get_child_value (responses, i);

      if (!unpack_response (answer, response))
        return NULL;
    }
  return g_steal_pointer (&answer);
}

static void
fail (const EoReaderTalk  *talk,
      GError             **error)
{
  if (talk->reply.status == EO_READER_TOO_LARGE)
    g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE, _("“%s” answers with more than can be read at once."), talk->name);
  else if (talk->reply.status == EO_READER_UNSUPPORTED)
    g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” answers, but not as a calendar server does."), talk->name);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_DAMAGED, _("What “%s” answers is damaged."), talk->name);
}

EoDavAnswer *
eo_dav_answer_read (GBytes      *text,
                    const char  *name,
                    GError     **error)
{
  const EoReaderRequest request = { .op = EO_READER_DAV };
  g_auto (EoReaderTalk) talk = { .name = name };
  g_autoptr (EoDavAnswer) answer = NULL;
  gboolean ok;
  int fd;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  fd = eo_sealed_new (g_bytes_get_data (text, NULL), g_bytes_get_size (text), error);
  if (fd < 0)
    return NULL;
  ok = eo_reader_talk_start (&talk, &program, fd, error) && eo_reader_talk_ask (&talk, &request, WALL_SECONDS, error);
  close (fd);
  if (!ok)
    return NULL;
  if (talk.reply.status != EO_READER_OK)
    {
      fail (&talk, error);
      return NULL;
    }
  answer = unpack (talk.payload);
  if (answer == NULL)
    eo_reader_talk_bury (&talk, error);
  return g_steal_pointer (&answer);
}

const char *
eo_dav_response_get (const EoDavResponse *self,
                     EoDavKey             key)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->values->len; i++)
    {
      const EoDavValue *value = g_ptr_array_index (self->values, i);

      if (value->key == key)
        return value->text;
    }
  return NULL;
}
