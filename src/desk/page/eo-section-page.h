/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/record/eo-record-view.h"
#include "desk/register/eo-register.h"

G_BEGIN_DECLS

/* What a section says in its own words; NULL makes it from the kind's name. All N_(). */
typedef struct
{
  const char *title;             /* "Correspondence" */
  const char *new_label;         /* "New Letter" */
  const char *search_hint;       /* "Subject, sender, reference" */
  const char *empty_title;       /* "No letters yet" */
  const char *empty_description; /* "Register what came in today, or drop a batch of scans here." */
  const char *empty_button;      /* "Register a Letter" */
  const char *second_button;     /* "Add Scans…", or NULL for none */
  const char *second_action;
} EoSectionWords;

/**
 * EoSectionPage:
 *
 * The page of a section whose records are of one kind: saved filters, register, and the open record beside it.
 *
 * Actions: `section.new`, `section.print`, `section.search`, `page.close`, `page.toggle-list`.
 * Properties, to read: `record-open`; `crowded`: the sidebar should give way (both gboolean).
 * Signals, for the window: `toast (text)`; `undoable (text, EoUndo *undo)`: this was done, and that takes it back;
 * `toast-undo (text, kind, id)`: this record was deleted and may be brought back; `open-record (kind, id)`: a record of another kind is wanted.
 * For the section: `view-made (EoRecordView *view)`, once, before the first record is shown.
 */
#define EO_TYPE_SECTION_PAGE (eo_section_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (EoSectionPage, eo_section_page, EO, SECTION_PAGE, AdwBin)

struct _EoSectionPageClass
{
  AdwBinClass parent_class;

  void      (*leave)       (EoSectionPage *self); /* what is typed in the aside is kept */
  /* For pages with a board; each may be NULL. */
  void      (*print)       (EoSectionPage *self);
  EoRecord *(*make_preset) (EoSectionPage *self); /* (transfer full): what a new record begins as */
  void      (*search)      (EoSectionPage *self);
  gboolean  (*take_files)  (EoSectionPage *self, GFile **files, guint n_files); /* FALSE: they are not for it */
  gboolean  (*open)        (EoSectionPage *self, gint64 id); /* TRUE: the section shows this record in a way of its own */
};

GtkWidget    *eo_section_page_new            (EoStore              *store,
                                              const EoKind         *kind);
void          eo_section_page_set_words      (EoSectionPage        *self,
                                              const EoSectionWords *words);
/* Another view of the records, which the page shows at first; it has a property `compact` and a signal `open (id)`. */
void          eo_section_page_set_tree       (EoSectionPage        *self,
                                              GtkWidget            *tree);
/* What the page shows instead of the register, with a head of its own; it has a property `compact` (a record is open
 * beside it), and signals `open (id)` and `new-record (EoRecord *preset)`. Before the page is shown. */
void          eo_section_page_set_board      (EoSectionPage        *self,
                                              GtkWidget            *board);
gboolean      eo_section_page_take_files     (EoSectionPage        *self,      /* dropped on it; FALSE: they are not for it */
                                              GFile               **files,
                                              guint                 n_files);
/* What stands in the head instead of the title, where there is room. */
void          eo_section_page_set_chooser    (EoSectionPage        *self,
                                              GtkWidget            *chooser);
void          eo_section_page_add_menu       (EoSectionPage        *self,      /* entries of the section's own, above the others */
                                              GMenuModel           *section);
EoStore      *eo_section_page_get_store      (EoSectionPage        *self);
const EoKind *eo_section_page_get_kind       (EoSectionPage        *self);
EoRegister   *eo_section_page_get_register   (EoSectionPage        *self);
gint64        eo_section_page_get_open       (EoSectionPage        *self);     /* id of the open record; 0 for none, or a new one */
void          eo_section_page_open           (EoSectionPage        *self,
                                              gint64                id);
void          eo_section_page_open_at        (EoSectionPage        *self,      /* lights @words on the document's page, from 1 */
                                              gint64                id,
                                              const char           *words,
                                              gint64                document,  /* which, where there are several */
                                              guint                 document_page);
void          eo_section_page_new_record     (EoSectionPage        *self,
                                              EoRecord             *preset,    /* (nullable) */
                                              gint64                draft);    /* 0 for none */
void          eo_section_page_close_record   (EoSectionPage        *self);
void          eo_section_page_leave          (EoSectionPage        *self);     /* saves what can be saved, keeps the rest */
void          eo_section_page_show_filter    (EoSectionPage        *self,
                                              const char           *name);     /* "overdue" */
void          eo_section_page_focus_search   (EoSectionPage        *self);
void          eo_section_page_recover_focus  (EoSectionPage        *self);     /* what had it is gone: the open record, or the register */
void          eo_section_page_print          (EoSectionPage        *self);
void          eo_section_page_set_chip       (EoSectionPage        *self,      /* before the filters, leads elsewhere */
                                              const char           *label,
                                              const char           *tooltip,
                                              const char           *action);
void          eo_section_page_set_chip_count (EoSectionPage        *self,
                                              guint                 count);    /* 0: none is shown */
void          eo_section_page_show_aside     (EoSectionPage        *self,      /* instead of the register */
                                              GtkWidget            *aside);    /* NULL: the register again */

G_END_DECLS
