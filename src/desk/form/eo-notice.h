/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a notice looks: an icon, a tint. */
typedef enum
{
  EO_NOTICE_INFO,
  EO_NOTICE_WARNING,
  EO_NOTICE_ERROR,
} EoNoticeLook;

/**
 * EoNotice:
 *
 * Something to be known above what it is about: a heading, a line under it, up to two buttons. It is told to
 * screen readers as an alert. Hidden until eo_notice_show().
 *
 * Signals: `answered (int button)`: 0 the first, 1 the second.
 */
#define EO_TYPE_NOTICE (eo_notice_get_type ())
G_DECLARE_FINAL_TYPE (EoNotice, eo_notice, EO, NOTICE, GtkWidget)

GtkWidget  *eo_notice_new         (void);
void        eo_notice_show        (EoNotice     *self,
                                   EoNoticeLook  look,
                                   const char   *heading,
                                   const char   *body,      /* (nullable) */
                                   const char   *first,     /* (nullable) label of a button */
                                   const char   *second);   /* (nullable) */
void        eo_notice_hide        (EoNotice     *self);
const char *eo_notice_get_heading (EoNotice     *self);     /* "" while hidden */
const char *eo_notice_get_body    (EoNotice     *self);

G_END_DECLS
