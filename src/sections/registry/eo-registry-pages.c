/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/page/eo-section-chooser.h"
#include "desk/page/eo-section-page.h"
#include "desk/record/eo-record-view.h"
#include "sections/registry/eo-disposal-list.h"
#include "sections/registry/eo-file-tree.h"
#include "sections/registry/eo-registry-pages.h"
#include "sections/registry/eo-registry-papers.h"

static const EoChapter chapters[] = {
  { "registry", N_("Files") },
  { "volumes", N_("Volumes") },
  { "loans", N_("Loans") },
  { "disposal", N_("Disposal") },
  { NULL },
};

static GtkWidget *
make_page (EoStore              *store,
           const char           *section,
           const char           *kind,
           const EoSectionWords *words,
           GCallback             on_view)
{
  GtkWidget *page = eo_section_page_new (store, eo_kind_lookup (kind));

  eo_section_page_set_words (EO_SECTION_PAGE (page), words);
  eo_section_page_set_chooser (EO_SECTION_PAGE (page), eo_section_chooser_new (_("Registry"), chapters, section));
  if (on_view != NULL)
    g_signal_connect (page, "view-made", on_view, store);

  return page;
}

static void
add_part (EoRecordView *view,
          EoStore      *store,
          const char   *name,
          const char   *label,
          const char   *kind,
          const char   *field,
          const char   *empty)
{
  eo_record_view_add_part (view, name, label,
                           EO_RELATED_PAGE (eo_related_page_new (store, eo_kind_lookup (kind), field, empty)));
}

static const EoReportOffer file_cover = { "file-cover", N_("File Cover"), NULL, FALSE, .make_of = eo_file_cover_new };
static const EoReportOffer certificate = { "certificate", N_("Disposal Certificate"), NULL, FALSE,
                                           .make_of = eo_certificate_new };
static const EoReportOffer file_plan = { "file-plan", N_("File Plan"), NULL, FALSE, .make_of = eo_file_plan_new };
static const EoReportOffer transfer_list = { "transfer-list", N_("Transfer List"), NULL, FALSE,
                                             .make_of = eo_transfer_list_new };

static void
on_file_view (EoSectionPage *page,
              EoRecordView  *view,
              EoStore       *store)
{
  GtkWidget *volumes = eo_related_page_new (store, eo_kind_lookup ("volume"), "file", _("No volumes"));
  GtkWidget *loans = eo_related_page_new (store, eo_kind_lookup ("loan"), "file", _("Never lent"));

  eo_related_page_set_form (EO_RELATED_PAGE (volumes), _("Begin a Volume"), "opened_on+place", _("_Begin Volume"));
  eo_related_page_set_form (EO_RELATED_PAGE (loans), _("Lend"), "borrower volume due_back", _("_Lend"));
  add_part (view, store, "items", _("Letters"), "letter", "file", _("No letters on this file"));
  eo_record_view_add_part (view, "volumes", _("Volumes"), EO_RELATED_PAGE (volumes));
  eo_record_view_add_part (view, "loans", _("Loans"), EO_RELATED_PAGE (loans));
  eo_record_view_add_report (view, _("Print File _Cover…"), &file_cover);
  eo_record_view_add_report (view, _("File P_lan…"), &file_plan);
}

static void
on_volume_view (EoSectionPage *page,
                EoRecordView  *view,
                EoStore       *store)
{
  add_part (view, store, "items", _("Letters"), "letter", "volume", _("No letters in this volume"));
  add_part (view, store, "loans", _("Loans"), "loan", "volume", _("Never lent"));
}

static void
on_disposal_view (EoSectionPage *page,
                  EoRecordView  *view,
                  EoStore       *store)
{
  eo_record_view_add_part (view, "files", _("Files"), EO_RELATED_PAGE (eo_disposal_list_new (store)));
  eo_record_view_add_report (view, _("Print _Certificate…"), &certificate);
  eo_record_view_add_report (view, _("_Transfer List…"), &transfer_list);
}

static GtkWidget *
make_files (EoStore *store)
{
  static const EoSectionWords words = {
    .title = N_("Registry"),
    .search_hint = N_("Number, title"),
    .empty_description = N_("The file plan: main series, sub-series and files, each with a number such as 36/2/7/1."),
  };
  GtkWidget *page = make_page (store, "registry", "file", &words, G_CALLBACK (on_file_view));

  eo_section_page_set_tree (EO_SECTION_PAGE (page), eo_file_tree_new (store));
  return page;
}

static GtkWidget *
make_volumes (EoStore *store)
{
  static const EoSectionWords words = {
    .search_hint = N_("File number"),
    .empty_description = N_("Each file begins with a first volume; a further one is begun from the file when it is full."),
  };

  return make_page (store, "volumes", "volume", &words, G_CALLBACK (on_volume_view));
}

static GtkWidget *
make_loans (EoStore *store)
{
  static const EoSectionWords words = {
    .new_label = N_("Lend a File"),
    .search_hint = N_("File, borrower"),
    .empty_description = N_("Who has which file or volume, and when it is due back."),
  };

  return make_page (store, "loans", "loan", &words, NULL);
}

static GtkWidget *
make_disposal (EoStore *store)
{
  static const EoSectionWords words = {
    .title = N_("Disposal"),
    .search_hint = N_("Title, authority"),
    .empty_description = N_("Files whose years are over are listed, the list is approved by a second person under a written "
                            "authority, and only then they are destroyed or handed over to the archives."),
  };

  return make_page (store, "disposal", "disposal", &words, G_CALLBACK (on_disposal_view));
}

/* An open file is no work; one that is overdue from a loan, or due to be disposed of, is. */
static const EoWaiting waiting[] = {
  { "loan", "overdue" },
  { "file", "due" },
  { NULL },
};

const EoSection eo_registry_files = {
  "registry", N_("Private office"), N_("Registry"), "folder-symbolic", "file", make_files, NULL, waiting,
};
const EoSection eo_registry_volumes = {
  "volumes", N_("Private office"), N_("Volumes"), "folder-documents-symbolic", "volume", make_volumes, "registry",
};
const EoSection eo_registry_loans = {
  "loans", N_("Private office"), N_("Loans"), "folder-symbolic", "loan", make_loans, "registry",
};
const EoSection eo_registry_disposal = {
  "disposal", N_("Private office"), N_("Disposal"), "user-trash-symbolic", "disposal", make_disposal, "registry",
};
