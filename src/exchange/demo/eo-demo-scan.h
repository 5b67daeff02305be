/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EoDemoScan:
 * @from: who writes: the letterhead
 * @from_line: address and such, beneath it
 * @has_emblem: whether it is an organisation's letterhead; else a private person's
 * @colour: of the letterhead, 0xRRGGBB
 * @stamp_office: (nullable): the office whose received stamp is on it; %NULL for no stamp
 * @annexure: (nullable): a heading and then names, on a page of their own
 *
 * What is on a scanned letter. All text is UTF-8; lists end in %NULL.
 */
typedef struct
{
  const char        *from;
  const char        *from_line;
  gboolean           has_emblem;
  guint32            colour;
  const char        *reference;
  const char        *date;
  const char *const *addressee;
  const char        *salutation;
  const char        *subject;
  const char *const *paragraphs;
  const char        *closing;
  const char        *signatory;
  const char        *post;
  const char        *stamp_office;
  const char        *stamp_date;
  const char        *stamp_number;
  const char *const *annexure;
} EoDemoScan;

GBytes *eo_demo_scan_make (const EoDemoScan *fields,
                           guint             seed);

G_END_DECLS
