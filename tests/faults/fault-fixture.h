/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../command/command-fixture.h"

#include "sections/eo-kinds.h"
#include "store/eo-backup.h"
#include "store/eo-store.h"

/* Opens as any program does, and finds nothing wrong. */
static inline void
assert_clean (const char *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoStore) store = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  eo_kinds_init ();
  store = eo_store_open (office, EO_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  faults = eo_store_check (store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("fault: %s", (char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
  eo_store_close (store);
}

/* Every line of @printed is the reference of a letter in the office. Returns how many. */
static inline guint
assert_all_there (const char *office,
                  const char *printed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoStore) store = eo_store_open (office, EO_STORE_DEFAULT, &error);
  g_auto (GStrv) lines = g_strsplit (printed, "\n", -1);
  guint n = 0;

  g_assert_no_error (error);
  for (; lines[n] != NULL && *lines[n] != '\0'; n++)
    {
      g_autoptr (EoRecord) letter = eo_store_find (store, eo_kind_lookup ("letter"), lines[n], &error);
      g_assert_no_error (error);
    }
  eo_store_close (store);
  return n;
}
