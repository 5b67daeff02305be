/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-date.h"
#include "exchange/demo/eo-demo-words.h"

G_BEGIN_DECLS

/**
 * EoDemoOffice:
 * @seed: the same seed makes the same office
 * @n_letters: how many letters it has
 * @n_organisations: how many organisations write to it, more than eo_demo_n_fixed()
 * @n_persons: how many persons do
 * @newest: the day the last letter came
 */
typedef struct
{
  guint64 seed;
  guint64 n_letters;
  guint64 n_organisations;
  guint64 n_persons;
  EoDate  newest;
} EoDemoOffice;

/**
 * EoDemoLetter:
 * @index: from 0, the oldest
 * @answers: for an outgoing letter, the incoming one it answers; -1 for none
 * @sender_is_person: whether @party counts persons, else organisations
 * @party: who it is from, or for an outgoing letter to
 * @received: for an outgoing letter the day it was sent
 * @minute: of the day, in local time, at which it came
 * @file: in eo_demo_files()
 * @with: in eo_demo_staff(); who deals with it
 * @reply_days: working days given for the reply; 0 where none is needed
 *
 * A letter's fields. The nicks are plain words: "request", "complaint", "invitation", "offer", "information",
 * "petition", "access"; "hand", "post", "courier", "email", "fax", "portal"; "open", "restricted", "confidential",
 * "secret".
 */
typedef struct
{
  guint64     index;
  gint64      answers;
  gboolean    incoming;
  gboolean    sender_is_person;
  guint64     party;
  const char *kind;
  const char *mode;
  const char *classification;
  const char *instruction;
  char       *subject;
  char       *signed_by;
  char       *their_reference;
  EoDate      written;
  EoDate      received;
  guint       minute;
  guint       file;
  guint       with;
  guint       reply_days;
  guint       place;
} EoDemoLetter;

EoDate   eo_demo_letter_day        (const EoDemoOffice *office,
                                    guint64             index);
void     eo_demo_letter_init       (EoDemoLetter       *letter,
                                    const EoDemoOffice *office,
                                    guint64             index);
void     eo_demo_letter_clear      (EoDemoLetter       *letter);
GStrv    eo_demo_letter_paragraphs (const EoDemoLetter *letter,
                                    const EoDemoOffice *office);
GBytes  *eo_demo_letter_scan       (const EoDemoLetter *letter,
                                    const EoDemoOffice *office,
                                    const char         *number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EoDemoLetter, eo_demo_letter_clear)

G_END_DECLS
