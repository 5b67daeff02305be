/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A fresh office in a temporary folder, for every test that wants one. Header only: a fixture is no library. */

#include <glib/gstdio.h>

#include "sections/eo-kinds.h"
#include "store/eo-store.h"

typedef struct
{
  char    *folder;
  char    *path;
  EoStore *store;
} Office;

static inline void
office_open (Office *office)
{
  g_autoptr (GError) error = NULL;

  office->store = eo_store_open (office->path, EO_STORE_CREATE, &error);
  g_assert_no_error (error);
}

static inline void
office_set_up (Office        *office,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  eo_kinds_init ();
  office->folder = g_dir_make_tmp ("eo-test-XXXXXX", &error);
  g_assert_no_error (error);
  office->path = g_build_filename (office->folder, "office.db", NULL);
  office_open (office);
}

static inline void
office_close (Office *office)
{
  if (office->store != NULL)
    {
      eo_store_close (office->store);
      g_clear_object (&office->store);
    }
}

static inline void
office_tear_down (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  office_close (office);
  dir = g_dir_open (office->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (office->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (office->folder);
  g_free (office->path);
  g_free (office->folder);
}

#define office_test(name, func) g_test_add (name, Office, NULL, office_set_up, func, office_tear_down)

/* A saved record of @kind with these fields: name, text, …, NULL. */
static inline EoRecord *
office_add (Office     *office,
            const char *kind,
            ...)
{
  EoRecord *record = eo_record_new (eo_kind_lookup (kind));
  g_autoptr (GError) error = NULL;
  const char *name;
  va_list args;

  va_start (args, kind);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      eo_store_set_field (office->store, record, name, va_arg (args, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (args);
  eo_store_save (office->store, record, &error);
  g_assert_no_error (error);
  return record;
}

static inline EoRecord *office_add_any (Office *office, const EoKind *kind, const char *name);

/* Fills in what a record must have: texts are @name where they may be, and links have something to link to. */
static inline void
office_fill (Office     *office,
             EoRecord   *record,
             const char *name)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n);

  for (guint i = 0; i < n; i++)
    {
      /* What names a record may be left out where something else does; here nothing does. */
      if ((fields[i]->flags & (EO_REQUIRED | EO_TITLE)) == 0 || (fields[i]->flags & EO_DERIVED) != 0
          || !eo_field_is_empty (fields[i], record))
        continue;
      if (fields[i]->type == EO_FIELD_LINK)
        {
          const char *target = g_str_equal (fields[i]->target, "party") ? "organisation" : fields[i]->target;
          g_autofree char *below = g_strconcat (name, "/1", NULL);
          g_autoptr (EoRecord) linked = office_add_any (office, eo_kind_lookup (target), below);

          eo_record_set_link (record, fields[i], linked->id, eo_record_get_title (linked));
        }
      else
        eo_record_set_text (record, fields[i]->name, fields[i]->type == EO_FIELD_DATE || fields[i]->type == EO_FIELD_TIME
                                                        ? "2031-03-04" : name, NULL);
    }
}

/* A saved record of @kind with what it must have. @name: "36/2" where a file may be among them. */
static inline EoRecord *
office_add_any (Office       *office,
                const EoKind *kind,
                const char   *name)
{
  EoRecord *record = eo_record_new (kind);
  g_autoptr (GError) error = NULL;

  office_fill (office, record, name);
  eo_store_save (office->store, record, &error);
  g_assert_no_error (error);
  return record;
}
