/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Steps and changes by an office's records, for the rules of the registry. Header only: a fixture is no library. */

#include <string.h>

#include "../store/store-fixture.h"

#include "base/eo-error.h"
#include "store/eo-attachment.h"

typedef struct
{
  EoRecord   *record;
  const char *step;
  EoSource   *source;
} Change;

static inline gboolean
write_change (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Change *change = data;

  if (change->source != NULL)
    return eo_writer_attach (writer, eo_record_get_kind (change->record), change->record->id, change->source, NULL, error);
  return change->step != NULL ? eo_writer_step (writer, change->record, change->step, error)
                              : eo_writer_save (writer, change->record, error);
}

/* The record as it stands now: rules change what nobody held. */
static inline EoRecord *
fresh (Office   *office,
       EoRecord *record)
{
  g_autoptr (GError) error = NULL;
  EoRecord *now = eo_store_get (office->store, eo_record_get_kind (record), record->id, &error);

  g_assert_no_error (error);
  return now;
}

/* Sets @field where not NULL, and takes @step where not NULL. Returns NULL, or (transfer full) why it was refused. */
static inline char *
try_step (Office     *office,
          EoRecord   *record,
          const char *step,
          const char *field,
          const char *value)
{
  g_autoptr (EoRecord) now = fresh (office, record);
  Change change = { now, step, NULL };
  g_autoptr (GError) error = NULL;

  if ((field == NULL || eo_store_set_field (office->store, now, field, value, &error))
      && eo_store_write (office->store, write_change, &change, &error))
    return NULL;
  g_assert_true (g_error_matches (error, EO_ERROR, EO_ERROR_STATE) || g_error_matches (error, EO_ERROR, EO_ERROR_INVALID));
  return g_strdup (error->message);
}

static inline void
do_step (Office     *office,
         EoRecord   *record,
         const char *step,
         const char *field,
         const char *value)
{
  g_autofree char *why = try_step (office, record, step, field, value);

  if (why != NULL)
    g_test_message ("%s", why);
  g_assert_null (why);
}

/* @words: what the refusal must say */
static inline void
refuse_step (Office     *office,
             EoRecord   *record,
             const char *step,
             const char *field,
             const char *value,
             const char *words)
{
  g_autofree char *why = try_step (office, record, step, field, value);

  g_assert_nonnull (why);
  if (strstr (why, words) == NULL)
    g_test_message ("“%s” is not in: %s", words, why);
  g_assert_nonnull (strstr (why, words));
}

/* Canonical text of a field as it is stored now. */
static inline void
assert_field (Office     *office,
              EoRecord   *record,
              const char *field,
              const char *expected)
{
  g_autoptr (EoRecord) now = fresh (office, record);
  g_autofree char *text = eo_field_to_text (eo_kind_find_field (eo_record_get_kind (now), field), now);

  g_assert_cmpstr (text, ==, expected);
}

static inline void
attach (Office     *office,
        EoRecord   *record,
        const char *name,
        const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, name);
  Change change = { record, NULL, source };
  g_autoptr (GError) error = NULL;

  eo_store_write (office->store, write_change, &change, &error);
  g_assert_no_error (error);
}

/* The @nth volume of a file. */
static inline EoRecord *
get_volume (Office   *office,
            EoRecord *file,
            guint     nth)
{
  const EoKind *kind = eo_kind_lookup ("volume");
  g_autoptr (EoQuery) query = eo_query_new (kind);
  g_autoptr (GPtrArray) volumes = NULL;
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, file->id);
  g_autofree char *number = g_strdup_printf ("%u", nth);

  eo_query_add (query, eo_kind_find_field (kind, "file"), EO_IS, id);
  eo_query_add (query, eo_kind_find_field (kind, "number"), EO_IS, number);
  volumes = eo_store_select (office->store, query, 0, NULL);
  return volumes->len > 0 ? g_object_ref (g_ptr_array_index (volumes, 0)) : NULL;
}
