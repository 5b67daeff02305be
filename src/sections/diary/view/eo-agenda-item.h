/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/view/eo-diary-data.h"

G_BEGIN_DECLS

typedef enum
{
  EO_AGENDA_DAY,          /* a heading */
  EO_AGENDA_WEEK,         /* likewise */
  EO_AGENDA_NOTE,         /* what is to be known of the day */
  EO_AGENDA_APPOINTMENT,
  EO_AGENDA_NOTHING,      /* nothing stands on the days shown */
} EoAgendaItemKind;

/* A line of the agenda or of the look-ahead. Nothing of it changes once it is made. */
#define EO_TYPE_AGENDA_ITEM (eo_agenda_item_get_type ())
G_DECLARE_FINAL_TYPE (EoAgendaItem, eo_agenda_item, EO, AGENDA_ITEM, GObject)

struct _EoAgendaItem
{
  GObject           parent_instance;

  EoAgendaItemKind  kind;
  EoDate            day;         /* of a week, its first */
  EoOccurrence     *occurrence;  /* or NULL */
  EoDayNoteKind     note;
  gint64            letter;      /* that a note opens; 0 for none */
  char             *marks;       /* of an appointment what is to be known beside; of a heading how many there are; of a
                                  * note its text */
  int               mark;        /* EoDiaryMark */
  gboolean          is_first;    /* of its day */
};

/* Agenda by day, or by week where @by_week: (transfer full) of EoAgendaItem. */
GPtrArray *eo_agenda_items_make  (EoDiaryData  *data,
                                  gboolean      by_week);
gboolean   eo_agenda_item_equal  (EoAgendaItem *a,
                                  EoAgendaItem *b);

G_END_DECLS
