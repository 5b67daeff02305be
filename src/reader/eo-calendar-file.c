/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-calendar-file-private.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-reader-talk.h"

#define WALL_SECONDS 30 /* a question */
#define DEATHS       8

/* One that is looked at alone because something died around it gets less. */
static const EoReaderProgram program = { "execoffice-calendar", NULL, 4, EO_CALENDAR_PAYLOAD, 0 };
static const EoReaderProgram careful = { "execoffice-calendar", NULL, 2, EO_CALENDAR_PAYLOAD, 0 };

struct _EoCalendarFile
{
  EoReaderTalk  talk;
  int           fd;
  char         *name;
  char         *zone;
  guint         next;     /* component */
  guint         suspects; /* how many from there on are looked at one by one */
  guint         line;     /* where it begins in the file; 0: nobody said */
  guint         deaths;
  gboolean      has_answered;
  gboolean      is_done;
  double        fraction;
  guint64       cpu;      /* of the programs that ended */
};

gboolean
eo_calendar_is_called (const char *name)
{
  gsize n;

  g_return_val_if_fail (name != NULL, FALSE);

  n = strlen (name);
  return n > 4 && (g_ascii_strcasecmp (name + n - 4, ".ics") == 0 || g_ascii_strcasecmp (name + n - 4, ".ifb") == 0 ||
                   (n > 5 && g_ascii_strcasecmp (name + n - 5, ".ical") == 0));
}

EoCalendarFile *
eo_calendar_file_open (int          fd,
                       const char  *name,
                       const char  *zone,
                       GError     **error)
{
  g_autoptr (EoCalendarFile) self = NULL;

  g_return_val_if_fail (fd >= 0 && name != NULL && zone != NULL, NULL);

  self = g_new0 (EoCalendarFile, 1);
  self->fd = -1;
  self->name = g_strdup (name);
  self->zone = g_strdup (zone);
  self->talk.name = self->name;
  if (!eo_reader_talk_start (&self->talk, &program, fd, error))
    return NULL;
  self->fd = fcntl (fd, F_DUPFD_CLOEXEC, 3);
  return g_steal_pointer (&self);
}

void
eo_calendar_file_close (EoCalendarFile *self)
{
  if (self == NULL)
    return;
  eo_reader_talk_clear (&self->talk);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->name);
  g_free (self->zone);
  g_free (self);
}

/* A new program in the place of the one that died. */
static gboolean
start_again (EoCalendarFile         *self,
             const EoReaderProgram  *which,
             GError                **error)
{
  self->cpu += self->talk.reply.cpu;
  eo_reader_talk_clear (&self->talk);
  self->talk.reply.cpu = 0;
  return eo_reader_talk_start (&self->talk, which, self->fd, error);
}

/* The one suspect is named, or the batch becomes suspect; FALSE where that does not help any more. */
static gboolean
survive (EoCalendarFile   *self,
         EoCalendarBatch **batch,
         GError          **error)
{
  const gboolean is_found = self->suspects > 0;

  if (++self->deaths > (self->has_answered ? 2 * DEATHS : 4))
    return FALSE;
  if (!is_found)
    {
      self->suspects = EO_CALENDAR_BATCH;
      return start_again (self, &careful, error);
    }
  *batch = eo_calendar_batch_new ();
  eo_calendar_batch_add_note (*batch, EO_CALENDAR_HUNG, self->line, TRUE, "", "");
  self->next++;
  self->line = 0;
  self->suspects = 0;
  return start_again (self, &program, error);
}

static gboolean
ask (EoCalendarFile  *self,
     GError         **error)
{
  EoReaderRequest request = { .op = EO_READER_EVENTS, .page = self->next, .rotation = self->suspects > 0 ? 1 : 0 };
  const EoReaderReply *reply = &self->talk.reply;

  g_strlcpy (request.text, self->zone, sizeof request.text);
  if (!eo_reader_talk_ask (&self->talk, &request, WALL_SECONDS, error))
    return FALSE;
  if (reply->status == EO_READER_UNSUPPORTED)
    g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” is no calendar."), self->name);
  else if (reply->status != EO_READER_OK)
    g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE, _("“%s” is too large to be read."), self->name);
  else if (reply->count < self->next || (reply->count == self->next && reply->count < reply->width) ||
           reply->count > reply->width || reply->width > EO_CALENDAR_COMPONENTS || reply->height > 10000)
    eo_reader_talk_bury (&self->talk, error);
  else
    return TRUE;
  return FALSE;
}

/* One answer, or NULL: with @error where it is final, without where the program died and there is hope. */
static EoCalendarBatch *
read_once (EoCalendarFile  *self,
           GError         **error)
{
  g_autoptr (GError) failure = NULL;
  EoCalendarBatch *batch = NULL;

  if (ask (self, &failure))
    {
      batch = eo_calendar_unpack (self->talk.payload);
      if (batch == NULL)
        {
          eo_reader_talk_bury (&self->talk, &failure);
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      self->suspects -= MIN (self->suspects, MAX (self->talk.reply.count - self->next, 1));
      self->next = self->talk.reply.count;
      self->line = self->talk.reply.is_image;
      self->has_answered = TRUE;
      self->fraction = self->talk.reply.height / 10000.0;
      self->is_done = self->next == self->talk.reply.width;
      return batch;
    }
  if (!g_error_matches (failure, EO_ERROR, EO_ERROR_CRASHED) && !g_error_matches (failure, EO_ERROR, EO_ERROR_LIMIT))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (!survive (self, &batch, error) && (error == NULL || *error == NULL))
    g_propagate_error (error, g_steal_pointer (&failure));
  return batch;
}

EoCalendarBatch *
eo_calendar_file_next (EoCalendarFile  *self,
                       GError         **error)
{
  g_autoptr (GError) failure = NULL;
  EoCalendarBatch *batch = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  while (!self->is_done && batch == NULL && failure == NULL)
    batch = read_once (self, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return batch;
}

double
eo_calendar_file_get_fraction (EoCalendarFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->fraction;
}

guint64
eo_calendar_file_get_cpu (EoCalendarFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->cpu + self->talk.reply.cpu;
}
