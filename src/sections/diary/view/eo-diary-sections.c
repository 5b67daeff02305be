/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/page/eo-section-chooser.h"
#include "desk/record/eo-record-view.h"
#include "sections/diary/paper/eo-diary-papers.h"
#include "sections/diary/view/eo-diary-page.h"
#include "sections/diary/view/eo-request-page.h"

static const EoChapter chapters[] = {
  { "diary", N_("Diary") },
  { "appointments", N_("Appointments") },
  { "requests", N_("Requests") },
  { "trips", N_("Trips") },
  { "diaries", N_("Diaries") },
  { NULL },
};

static GtkWidget *
dress (GtkWidget            *page,
       const char           *section,
       const EoSectionWords *words)
{
  eo_section_page_set_words (EO_SECTION_PAGE (page), words);
  eo_section_page_set_chooser (EO_SECTION_PAGE (page), eo_section_chooser_new (_("Diary"), chapters, section));

  return page;
}

static GtkWidget *
make_page (EoStore              *store,
           const char           *section,
           const char           *kind,
           const EoSectionWords *words)
{
  return dress (eo_section_page_new (store, eo_kind_lookup (kind)), section, words);
}

static GtkWidget *
make_appointments (EoStore *store)
{
  static const EoSectionWords words = {
    .search_hint = N_("Title, place"),
    .empty_description = N_("What stands in the diaries, as a list."),
  };

  return make_page (store, "appointments", "appointment", &words);
}

static GtkWidget *
make_requests (EoStore *store)
{
  static const EoSectionWords words = {
    .search_hint = N_("What is asked for, who asks"),
    .empty_description = N_("Who wants the principal’s time: invitations by letter, mail, telephone or by hand."),
  };

  return dress (eo_request_page_new (store), "requests", &words);
}

static void
on_trip_view (GtkWidget    *page,
              EoRecordView *view)
{
  static const EoReportOffer itinerary = { "itinerary", N_("Itinerary"), NULL, FALSE, NULL, eo_itinerary_new };

  eo_record_view_add_report (view, _("Itinerary…"), &itinerary);
}

static GtkWidget *
make_trips (EoStore *store)
{
  static const EoSectionWords words = {
    .search_hint = N_("Trip, purpose"),
    .empty_description = N_("Journeys of a principal, leg by leg: what is on the road blocks the diary."),
  };
  GtkWidget *page;

  page = make_page (store, "trips", "trip", &words);
  g_signal_connect (page, "view-made", G_CALLBACK (on_trip_view), NULL);

  return page;
}

static GtkWidget *
make_diaries (EoStore *store)
{
  static const EoSectionWords words = {
    .search_hint = N_("Name"),
    .empty_description = N_("Each principal has a diary, with a colour, a tag and working hours of its own."),
  };

  return make_page (store, "diaries", "diary", &words);
}

static const EoWaiting waiting[] = {
  { "request", "open" },
  { NULL },
};

const EoSection eo_diary_section = {
  "diary", N_("Private office"), N_("Diary"), "x-office-calendar-symbolic", "appointment", eo_diary_page_new, NULL, waiting,
};
const EoSection eo_appointments_section = {
  "appointments", N_("Private office"), N_("Appointments"), "x-office-calendar-symbolic", NULL, make_appointments, "diary",
};
const EoSection eo_requests_section = {
  "requests", N_("Private office"), N_("Requests"), "x-office-calendar-symbolic", "request", make_requests, "diary",
};
const EoSection eo_trips_section = {
  "trips", N_("Private office"), N_("Trips"), "eo-car-symbolic", "trip", make_trips, "diary",
};
const EoSection eo_diaries_section = {
  "diaries", N_("Private office"), N_("Diaries"), "x-office-address-book-symbolic", "diary", make_diaries, "diary",
};
