/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-field.h"

G_BEGIN_DECLS

typedef struct _EoKind EoKind;

/* Minimum Information Security Standards (1996); the author classifies. */
typedef enum
{
  EO_OPEN,
  EO_RESTRICTED,
  EO_CONFIDENTIAL,
  EO_SECRET,
  EO_TOP_SECRET,
} EoClassification;

GType eo_classification_get_type (void);

#define EO_TYPE_RECORD (eo_record_get_type ())
GType eo_record_get_type (void);

/**
 * EoRecord:
 *
 * What every kind of record has. Fields are plain members; write them through
 * properties or eo_record_set_text() where somebody may be watching.
 */
struct _EoRecord
{
  GObject           parent_instance;

  gint64            id;             /* 0 until saved */
  char             *uid;            /* UUID, for the world outside */
  char             *reference;      /* IN/2026/00042, or "" where the kind has no numbers */
  gint64            version;        /* 0 until saved, then 1, 2, … */
  EoInstant         created_at;
  char             *created_by;
  EoInstant         modified_at;
  char             *modified_by;
  EoClassification  classification;
  EoInstant         deleted_at;
  gboolean          missing;        /* a row that went while a list stood: shown as "deleted" */
};

typedef struct
{
  GObjectClass  parent_class;
  const EoKind *kind;
} EoRecordClass;

#define EO_RECORD(o)           (G_TYPE_CHECK_INSTANCE_CAST ((o), EO_TYPE_RECORD, EoRecord))
#define EO_IS_RECORD(o)        (G_TYPE_CHECK_INSTANCE_TYPE ((o), EO_TYPE_RECORD))
#define EO_RECORD_GET_CLASS(o) (G_TYPE_INSTANCE_GET_CLASS ((o), EO_TYPE_RECORD, EoRecordClass))
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoRecord, g_object_unref)

/* What is wrong with a record: one entry a field (or NULL for the whole). */
typedef struct
{
  const EoField *field;
  char          *message;    /* "After the date received" */
  char          *cure_label; /* "Use 12 Sep", or NULL */
  char          *cure_value; /* canonical text that the cure puts in the field */
} EoProblem;

void       eo_problem_free           (EoProblem     *problem);
void       eo_problems_add           (GPtrArray     *problems,
                                      EoRecord      *record,
                                      const char    *field_name,   /* or NULL */
                                      const char    *message);
void       eo_problems_add_with_cure (GPtrArray     *problems,
                                      EoRecord      *record,
                                      const char    *field_name,
                                      const char    *message,
                                      const char    *cure_label,
                                      const char    *cure_value);

EoRecord     *eo_record_new           (const EoKind  *kind);
EoRecord     *eo_record_copy          (EoRecord      *record);
void          eo_record_assign        (EoRecord      *record,   /* all members; notifies what changed */
                                       EoRecord      *from);
const EoKind *eo_record_get_kind      (EoRecord      *record);
const char   *eo_record_get_title     (EoRecord      *record);  /* its EO_TITLE field; may be "" */
const char   *eo_record_get_name      (EoRecord      *record);  /* reference, else title: for messages */
gboolean      eo_record_same_fields   (EoRecord      *a,
                                       EoRecord      *b);
GPtrArray    *eo_record_validate      (EoRecord      *record);  /* (transfer full) of EoProblem; empty if sound */
gboolean      eo_record_set_text      (EoRecord      *record,   /* eo_field_from_text() by name, notifying */
                                       const char    *field_name,
                                       const char    *text,
                                       GError       **error);
void          eo_record_set_link      (EoRecord      *record,
                                       const EoField *field,
                                       gint64         id,
                                       const char    *title);
void          eo_record_notify_field  (EoRecord      *record,
                                       const EoField *field);

/* For EO_DEFINE_RECORD only. */
void          eo_record_class_set_kind (EoRecordClass *klass,
                                        const EoKind  *kind);

#define EO_DECLARE_RECORD(Type, prefix, NAME) \
  G_DECLARE_FINAL_TYPE (Type, prefix, EO, NAME, EoRecord) \
  extern const EoKind prefix##_kind;

/* EO_DEFINE_RECORD (EoGift, eo_gift, "gift", N_("Gift"), N_("Gifts"), fields, .validate = validate) */
#define EO_DEFINE_RECORD(Type, prefix, kind_name, kind_label, kind_plural, table, ...)         \
  const EoKind prefix##_kind = { .name = kind_name, .label = kind_label, .plural = kind_plural, \
                                 .own_fields = table, .n_own_fields = G_N_ELEMENTS (table),     \
                                 .get_type = prefix##_get_type, ##__VA_ARGS__ };                \
  G_DEFINE_FINAL_TYPE (Type, prefix, EO_TYPE_RECORD)                                           \
  static void prefix##_class_init (Type##Class *klass)                                          \
  {                                                                                             \
    eo_record_class_set_kind ((EoRecordClass *) klass, &prefix##_kind);                         \
  }                                                                                             \
  static void prefix##_init (Type *self)                                                        \
  {                                                                                             \
  }

G_END_DECLS
