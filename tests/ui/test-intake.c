/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../store/store-fixture.h"
#include "desk/page/eo-intake.h"
#include "store/eo-draft.h"
#include "ui-fixture.h"

/* Files dropped on the register of letters. */

typedef struct
{
  gboolean  over;
  gint64    draft;
  char     *refused;
  GError   *error;
} Taken;

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Taken *taken = user_data;

  taken->draft = eo_intake_finish (result, &taken->refused, &taken->error);
  taken->over = TRUE;
}

typedef struct
{
  gint64    draft;
  EoRecord *record;
} Registering;

static gboolean
register_draft (EoWriter  *writer,
                gpointer   data,
                GError   **error)
{
  Registering *registering = data;

  return eo_writer_save (writer, registering->record, error)
         && eo_writer_take_draft (writer, registering->draft, registering->record, error);
}

static void
on_discarded (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_assert_true (eo_store_write_finish (EO_STORE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
take (Office     *office,
      const char *name,
      const char *contents,
      Taken      *taken)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
  *taken = (Taken) { 0 };
  eo_intake_async (office->store, eo_kind_lookup ("letter"), &file, 1, on_taken, taken);
  ui_wait_for (taken->over);
}

#define MESSAGE(id) \
  "From: Thandi Nkosi <thandi@example.org>\nSubject: Road at Ndwedwe\nMessage-ID: <" id "@example.org>\n" \
  "Date: Mon, 2 Nov 2026 10:00:00 +0200\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nText\n" \
  "--x\nContent-Disposition: attachment; filename=list.txt\n\nlist\n--x--\n"

/* A message becomes a draft with its fields and its documents; the same one is refused, while it is a draft and after. */
static void
test_message (Office        *office,
              gconstpointer  data)
{
  const EoKind *letter = eo_kind_lookup ("letter");
  g_autoptr (EoRecord) record = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *sender = NULL;
  g_autoptr (GError) error = NULL;
  gboolean discarded = FALSE;
  Registering registering;
  Taken taken;
  gint64 draft;

  take (office, "road.eml", MESSAGE ("1"), &taken);
  g_assert_no_error (taken.error);
  g_assert_cmpstr (taken.refused, ==, NULL);
  draft = taken.draft;
  g_assert_cmpint (draft, >, 0);
  record = eo_store_open_draft (office->store, draft, &error);
  g_assert_no_error (error);
  subject = eo_field_to_text (eo_kind_find_field (letter, "subject"), record);
  sender = eo_field_to_text (eo_kind_find_field (letter, "correspondent"), record);
  g_assert_cmpstr (subject, ==, "Road at Ndwedwe");
  g_assert_nonnull (strstr (sender, "Thandi Nkosi"));
  documents = eo_store_get_draft_attachments (office->store, draft);
  g_assert_cmpuint (documents->len, ==, 2);
  g_assert_cmpstr (((EoAttachment *) documents->pdata[0])->name, ==, "road.eml");
  g_assert_cmpstr (((EoAttachment *) documents->pdata[1])->name, ==, "list.txt");

  take (office, "again.eml", MESSAGE ("1"), &taken);
  g_assert_cmpint (taken.draft, ==, 0);
  g_assert_error (taken.error, EO_ERROR, EO_ERROR_INVALID);
  g_assert_nonnull (strstr (taken.error->message, "again.eml: The message is already being registered"));
  g_clear_error (&taken.error);
  g_free (taken.refused);

  /* What was thrown away may come again. */
  eo_store_discard_draft_async (office->store, draft, on_discarded, &discarded);
  ui_wait_for (discarded);
  take (office, "again.eml", MESSAGE ("1"), &taken);
  g_assert_no_error (taken.error);
  g_assert_cmpint (taken.draft, >, 0);
  g_free (taken.refused);

  /* And once it is registered, it is known as that. */
  registering = (Registering) { taken.draft, record };
  g_assert_true (eo_store_write (office->store, register_draft, &registering, &error));
  take (office, "third.eml", MESSAGE ("1"), &taken);
  g_assert_cmpint (taken.draft, ==, 0);
  g_assert_nonnull (strstr (taken.error->message, record->reference));
  g_clear_error (&taken.error);
  g_free (taken.refused);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  office_test ("/intake/message", test_message);
  return g_test_run ();
}
