/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/eo-report.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* A report that a section offers: of letters that conditions narrow (@make), or of one record (@make_of). */
typedef struct
{
  const char *name;       /* "incoming-register": as the command line has it */
  const char *title;      /* N_("Incoming Register") */
  const char *day;        /* the field a period is of; NULL where it has none */
  gboolean    landscape;
  EoReport *(*make)    (EoStore *store, EoQuery *query, GError **error);   /* in a worker */
  EoReport *(*make_of) (EoStore *store, EoRecord *record, GError **error); /* likewise */
} EoReportOffer;

/* Writes @path, in a worker; nothing is left there when it fails. */
typedef gboolean (*EoReportWriteFunc) (gpointer              data,
                                       const char           *path,
                                       GCancellable         *cancellable,
                                       EoReportProgressFunc  progress,
                                       gpointer              progress_data,
                                       GError              **error);

/* A report on order: made, and written where there is a path, in a worker. What is cancelled leaves no file behind. */
typedef struct _EoReportJob EoReportJob;

EoReportJob *eo_report_job_new          (EoStore              *store,
                                         const EoReportOffer  *offer,   /* static */
                                         EoQuery              *query,   /* of an offer's make, else NULL */
                                         EoRecord             *record,  /* of its make_of, else NULL; copied */
                                         const char           *period,  /* (nullable): before the subtitle */
                                         const char           *path);   /* (nullable) */
EoReportJob *eo_report_job_new_writing  (EoReportWriteFunc     write,   /* what no offer makes */
                                         gpointer              data,
                                         GDestroyNotify        destroy, /* (nullable) */
                                         const char           *path);
EoReportJob *eo_report_job_ref          (EoReportJob          *self);
void         eo_report_job_unref        (EoReportJob          *self);
void         eo_report_job_run_async    (EoReportJob          *self,
                                         GCancellable         *cancellable, /* interrupts SQLite at work */
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* FALSE with G_IO_ERROR_CANCELLED only where nothing was written. */
gboolean     eo_report_job_run_finish   (GAsyncResult         *result,
                                         GError              **error);
double       eo_report_job_get_fraction (EoReportJob          *self);   /* 0 to 1; below 0 while nobody can say */
EoReport    *eo_report_job_get_report   (EoReportJob          *self);   /* when it is finished */
const char  *eo_report_job_get_path     (EoReportJob          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoReportJob, eo_report_job_unref)

G_END_DECLS
