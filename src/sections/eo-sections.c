/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/page/eo-section-page.h"
#include "sections/correspondence/eo-correspondence-page.h"
#include "sections/diary/view/eo-diary-page.h"
#include "sections/eo-sections.h"
#include "sections/registry/eo-registry-pages.h"

static GtkWidget *
make_page (EoStore              *store,
           const char           *kind,
           const EoSectionWords *words)
{
  GtkWidget *page = eo_section_page_new (store, eo_kind_lookup (kind));

  eo_section_page_set_words (EO_SECTION_PAGE (page), words);

  return page;
}

static GtkWidget *
make_standard_replies (EoStore *store)
{
  static const EoSectionWords words = {
    .title = N_("Standard Replies"),
    .search_hint = N_("Title, text"),
    .empty_description = N_("Texts that letters are answered with again and again. Each has somebody who answers for it, "
                            "and a day on which it is looked at again."),
  };

  return make_page (store, "standard_reply", &words);
}

static GtkWidget *
make_actions (EoStore *store)
{
  static const EoSectionWords words = {
    .search_hint = N_("Task, who"),
    .empty_description = N_("Who must do what, and by when. Actions about a letter are begun from the letter."),
  };

  return make_page (store, "action", &words);
}

static GtkWidget *
make_people (EoStore *store)
{
  static const EoSectionWords words = {
    .search_hint = N_("Name, post, organisation"),
    .empty_description = N_("Whoever writes to the office or works in it."),
  };

  return make_page (store, "person", &words);
}

static GtkWidget *
make_organisations (EoStore *store)
{
  static const EoSectionWords words = {
    .search_hint = N_("Name, e-mail, telephone"),
    .empty_description = N_("Departments, municipalities, schools, companies and whoever else the office deals with."),
  };

  return make_page (store, "organisation", &words);
}

static GtkWidget *
make_special_days (EoStore *store)
{
  static const EoSectionWords words = {
    .title = N_("Special Days"),
    .search_hint = N_("Occasion"),
    .empty_description = N_("Weekends and public holidays are known. Here stand the days that are not: a day the "
                            "President declares, a day the office is shut, a holiday or Saturday it works."),
  };

  return make_page (store, "special_day", &words);
}

static GtkWidget *
make_due_rules (EoStore *store)
{
  static const EoSectionWords words = {
    .title = N_("Deadline Rules"),
    .search_hint = N_("Rule, where it comes from"),
    .empty_description = N_("How many days a letter’s stages may take, by its kind, how it is marked up, and how urgent "
                            "it is. The rule that names most of these counts."),
  };

  return make_page (store, "due_rule", &words);
}

static const EoSection correspondence = {
  "correspondence", N_("Private office"), N_("Correspondence"), "mail-unread-symbolic", "letter",
  eo_correspondence_page_new,
};
static const EoSection standard_replies = {
  "standard-replies", N_("Private office"), N_("Standard Replies"), "insert-text-symbolic", "standard_reply",
  make_standard_replies,
};
static const EoSection actions = {
  "actions", N_("Private office"), N_("Actions"), "checkbox-checked-symbolic", "action", make_actions,
};
static const EoSection people = {
  "people", N_("Relations"), N_("People"), "avatar-default-symbolic", "person", make_people,
};
static const EoSection organisations = {
  "organisations", N_("Relations"), N_("Organisations"), "x-office-address-book-symbolic", "organisation",
  make_organisations,
};

static const EoSection special_days = {
  "special-days", N_("Office"), N_("Special Days"), "x-office-calendar-symbolic", "special_day", make_special_days,
};

static const EoSection due_rules = {
  "deadline-rules", N_("Office"), N_("Deadline Rules"), "alarm-symbolic", "due_rule", make_due_rules,
};

static const EoSection *const sections[] = {
  &eo_diary_section,
  &eo_appointments_section,
  &eo_requests_section,
  &eo_trips_section,
  &eo_diaries_section,
  &correspondence,
  &standard_replies,
  &eo_registry_files,
  &eo_registry_volumes,
  &eo_registry_loans,
  &eo_registry_disposal,
  &actions,
  &people,
  &organisations,
  &special_days,
  &due_rules,
};

const EoSection *const *
eo_sections_get (guint *n_sections)
{
  g_return_val_if_fail (n_sections != NULL, NULL);

  *n_sections = G_N_ELEMENTS (sections);

  return sections;
}
