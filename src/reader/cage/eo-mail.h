/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

#include "reader/eo-reader-protocol.h"

G_BEGIN_DECLS

/* A message taken apart in the cage. */
typedef struct
{
  GMimeMessage *message;
  GString      *text;        /* UTF-8, at most EO_READER_MAIL_TEXT bytes */
  GPtrArray    *attachments; /* of GMimeObject: a GMimePart or a GMimeMessagePart; the message owns them */
  guint         n_parts;     /* looked at */
  gboolean      is_cut;      /* something was left out */
} EoMail;

/* Before the cage closes: what GMime and iconv load, they load now. */
void      eo_mail_prepare   (void);

/* NULL: there is no message in @data. */
EoMail   *eo_mail_parse     (const guint8 *data,
                             gsize         size);
/* Answers EO_READER_MAIL. Leaves the attachments out that are too large together. */
GVariant *eo_mail_describe  (EoMail       *mail);
/* Writes the decoded bytes of an attachment; -1 where it cannot be done. */
gint64    eo_mail_write     (GMimeObject  *attachment,
                             GMimeStream  *stream);

/* @bytes in @charset (may be NULL or nonsense) as UTF-8. */
char     *eo_mail_to_utf8   (const char   *bytes,
                             gsize         size,
                             const char   *charset);
/* The text of a page of HTML: no markup, no scripts, nothing fetched. */
char     *eo_mail_from_html (const char   *html);

G_END_DECLS
