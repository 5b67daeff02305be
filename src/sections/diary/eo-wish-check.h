/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-calendar.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-occurrence.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/eo-wish.h"

G_BEGIN_DECLS

typedef enum
{
  EO_WISH_FITS,
  EO_WISH_OUTSIDE, /* of office hours, on a day nobody works */
  EO_WISH_SHARED,  /* held for somebody else, too */
  EO_WISH_CLASHES, /* with something firm, travel counted */
} EoWishFit;

/**
 * EoWishCheck:
 * @word: "Fits", "Clash"
 * @detail: why, and what is near it: "Free 08:30 to 12:30 with travel"
 * @clash: (nullable): what it clashes with
 *
 * How a time would stand in a diary.
 */
typedef struct
{
  EoWishFit     fit;
  const char   *word;
  char         *detail;
  EoOccurrence *clash;
} EoWishCheck;

/* @occurrences: of #EoOccurrence, what stands in @diary around it; other diaries are passed over. */
EoWishCheck  *eo_wish_check      (const EoWish  *wish,
                                  EoRequest     *request,
                                  EoDiary       *diary,
                                  EoCalendar    *calendar,
                                  GPtrArray     *occurrences);
void          eo_wish_check_free (EoWishCheck   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoWishCheck, eo_wish_check_free)

/* As it would stand there, travel counted: (transfer full). What is held already stands as it is held. */
EoOccurrence *eo_wish_place      (const EoWish  *wish,
                                  EoRequest     *request,
                                  EoDiary       *diary,
                                  GPtrArray     *occurrences);

G_END_DECLS
