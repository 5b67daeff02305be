/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/correspondence/eo-letter-tongue.h"

static const EoTongue english = {
  "Our reference", "Your reference", "Date", "Dear", "Dear Sir or Madam", "Yours faithfully", "Signed electronically by %s",
};
static const EoTongue afrikaans = {
  "Ons verwysing", "U verwysing", "Datum", "Geagte", "Geagte Heer of Dame", "Die uwe", "Elektronies onderteken deur %s",
};
static const EoTongue zulu = {
  "Inkomba yethu", "Inkomba yenu", "Usuku", "Mhlonishwa", "Mhlonishwa", "Yimi ozithobayo", "Kusayinwe nge-elekthroniki ngu-%s",
};

static const char *const english_months[] = {
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
};
static const char *const afrikaans_months[] = {
  "Januarie", "Februarie", "Maart", "April", "Mei", "Junie", "Julie", "Augustus", "September", "Oktober", "November",
  "Desember",
};
static const char *const zulu_months[] = {
  "Januwari", "Februwari", "Mashi", "Ephreli", "Meyi", "Juni", "Julayi", "Agasti", "Septhemba", "Okthoba", "Novemba",
  "Disemba",
};

/* A language without words of its own here writes its frame in English, as offices do. */
const EoTongue *
eo_tongue_get (EoLanguage language)
{
  return language == EO_LANGUAGE_AFRIKAANS ? &afrikaans : language == EO_LANGUAGE_ZULU ? &zulu : &english;
}

char *
eo_tongue_format_date (EoLanguage    language,
                       const EoDate *date)
{
  const char *const *months = language == EO_LANGUAGE_AFRIKAANS ? afrikaans_months
                              : language == EO_LANGUAGE_ZULU    ? zulu_months
                                                                : english_months;
  int year, month, day;

  if (!eo_date_get_ymd (date, &year, &month, &day))
    return g_strdup ("");
  return g_strdup_printf ("%d %s %d", day, months[month - 1], year);
}
