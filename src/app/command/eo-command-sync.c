/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command-calendar.h"
#include "base/eo-text.h"
#include "sections/diary/exchange/eo-caldav-conflict.h"
#include "sections/diary/exchange/eo-caldav-setup.h"
#include "sections/diary/exchange/eo-caldav-words.h"

/* `sync`: a diary and its calendar on a server. A password never stands on the command line, where others can read it: it
 * comes from the keyring, a file, a person, or the environment. */

#define IN_ADDRESS  "EXECOFFICE_CALDAV_ADDRESS"
#define IN_USER     "EXECOFFICE_CALDAV_USER"
#define IN_PASSWORD "EXECOFFICE_CALDAV_PASSWORD"

typedef struct
{
  char     *diary;
  char     *setup;
  char     *user;
  char     *password_file;
  char     *calendar;
  char     *make;
  char     *keep;
  gboolean  plain;
  gboolean  trust;
  gboolean  forget;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->diary);
  g_free (self->setup);
  g_free (self->user);
  g_free (self->password_file);
  g_free (self->calendar);
  g_free (self->make);
  g_free (self->keep);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* One line, which the terminal does not show. */
static char *
ask_password (void)
{
  struct termios before, silent;
  const gboolean is_terminal = isatty (STDIN_FILENO) && tcgetattr (STDIN_FILENO, &before) == 0;
  char line[1024] = "";
  char *password;

  if (is_terminal)
    {
      silent = before;
      silent.c_lflag &= ~ECHO;
      fputs (_("Password: "), stderr);
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
    }
  if (fgets (line, sizeof line, stdin) == NULL)
    line[0] = '\0';
  if (is_terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
      fputs ("\n", stderr);
    }
  line[strcspn (line, "\r\n")] = '\0';
  password = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return password;
}

static char *
read_password (const Options  *options,
               GError        **error)
{
  char *password = NULL;

  if (options->password_file == NULL && g_getenv (IN_PASSWORD) != NULL)
    return g_strdup (g_getenv (IN_PASSWORD));
  if (options->password_file == NULL || g_str_equal (options->password_file, "-"))
    return ask_password ();
  if (!g_file_get_contents (options->password_file, &password, NULL, NULL))
    {
      g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” could not be read."), options->password_file);
      return NULL;
    }
  password[strcspn (password, "\r\n")] = '\0';
  return password;
}

/* Asked before anything is made on a server. */
static gboolean
has_keyring (EoCommand  *command,
             EoDiary    *diary,
             GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (EoCaldavAccount) there = eo_caldav_account_load (command->store, diary, EO_CALDAV_ASK_PERSON, NULL, &problem);

  if (there != NULL || g_error_matches (problem, EO_ERROR, EO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static EoCaldavAccount *
set_up (EoCommand      *command,
        EoDiary        *diary,
        const Options  *options,
        GError        **error)
{
  g_autofree char *password = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (EoCaldavAccount) given = NULL;
  g_autoptr (EoCaldavAccount) account = NULL;

  if (options->user == NULL)
    {
      eo_command_usage (error, _("Say as whom: --user USER."));
      return NULL;
    }
  uri = eo_caldav_address_parse (options->setup, options->plain, error);
  if (uri == NULL)
    return NULL;
  password = read_password (options, error);
  if (password == NULL || !has_keyring (command, diary, error))
    return NULL;
  given = eo_caldav_account_new (options->setup, options->user, password, options->plain);
  account = eo_caldav_find_account (given, options->make != NULL ? options->make : options->calendar, options->make != NULL, NULL, error);
  if (account == NULL || !eo_caldav_account_save (command->store, diary, account, NULL, error))
    return NULL;
  g_print (_("“%s” goes with %s\n"), diary->name, account->address);
  return g_steal_pointer (&account);
}

static EoCaldavAccount *
find_account (EoCommand      *command,
              EoDiary        *diary,
              const Options  *options,
              GError        **error)
{
  g_autofree char *password = NULL;

  if (options->setup != NULL)
    return set_up (command, diary, options, error);
  if (g_getenv (IN_ADDRESS) == NULL)
    return eo_caldav_account_load (command->store, diary, EO_CALDAV_ASK_PERSON, NULL, error);
  password = read_password (options, error);
  if (password == NULL)
    return NULL;
  return eo_caldav_account_new (g_getenv (IN_ADDRESS), g_getenv (IN_USER) != NULL ? g_getenv (IN_USER) : "", password, options->plain);
}

static void
on_told (const char *line,
         gboolean    is_refused,
         gpointer    user_data)
{
  g_autofree char *one = eo_text_one_line (line);

  g_printerr ("%s\n", one);
}

static void
on_progress (EoCaldavStage stage,
             guint64       done,
             guint64       of,
             gpointer      user_data)
{
  g_autofree char *line = eo_caldav_say_progress (stage, done, of);

  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r%s\033[K\r", line);
}

static gboolean
keep (EoCommand      *command,
      const Options  *options,
      char          **args,
      GError        **error)
{
  EoCaldavKeep decision;

  if (!eo_caldav_keep_parse (options->keep, &decision))
    return eo_command_usage (error, _("--keep wants mine, theirs or both."));
  if (args[0] == NULL)
    return eo_command_usage (error, _("Say which: its number, as “execoffice sync” prints it."));
  for (guint i = 0; args[i] != NULL; i++)
    if (!eo_caldav_conflict_decide (command->store, g_ascii_strtoll (args[i] + (*args[i] == '#'), NULL, 10), decision, error))
      return FALSE;
  return TRUE;
}

static gboolean
print_conflicts (EoCommand  *command,
                 EoDiary    *diary,
                 GError    **error)
{
  g_autoptr (GPtrArray) conflicts = eo_caldav_conflicts_load (command->store, EO_RECORD (diary)->id, error);

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const EoCaldavConflict *one = g_ptr_array_index (conflicts, i);
      g_autofree char *line = g_strdup_printf ("#%" G_GINT64_FORMAT " %s: %s\n", one->id, one->title,
                                               *one->mine == '\0' ? _("deleted here, changed on the server")
                                               : *one->theirs == '\0' ? _("changed here, deleted on the server")
                                                                      : _("changed here and on the server"));

      eo_command_print (line);
    }
  return conflicts != NULL;
}

static gboolean
synchronise (EoCommand              *command,
             EoDiary                *diary,
             const EoCaldavAccount  *account,
             const Options          *options,
             GError                **error)
{
  const EoCaldavWatch watch = { on_told, on_progress, NULL };
  EoCaldavCount count;
  gboolean ok = eo_caldav_sync (command->store, EO_RECORD (diary)->id, account,
                                options->trust ? EO_CALDAV_TRUST_DELETIONS : EO_CALDAV_DEFAULT, &watch, NULL, &count, error);

  g_print (_("In: %" G_GUINT64_FORMAT " added, %" G_GUINT64_FORMAT " changed, %" G_GUINT64_FORMAT " deleted\n"), count.taken_added,
           count.taken_changed, count.taken_deleted);
  g_print (_("Out: %" G_GUINT64_FORMAT " added, %" G_GUINT64_FORMAT " changed, %" G_GUINT64_FORMAT " deleted\n"), count.sent_added,
           count.sent_changed, count.sent_deleted);
  g_print (_("Refused: %" G_GUINT64_FORMAT "\nIn conflict: %" G_GUINT64_FORMAT "\n"), count.refused, count.conflicts);
  if (!ok || !print_conflicts (command, diary, error))
    return FALSE;
  if (count.refused == 0 && count.conflicts == 0)
    return TRUE;
  g_set_error_literal (error, EO_ERROR, EO_ERROR_CONFLICT,
                       count.conflicts > 0 ? _("Something waits for a decision: execoffice sync --keep mine|theirs|both NUMBER")
                                           : _("Something was refused; the rest was done."));
  return FALSE;
}

static gboolean
forget (EoCommand  *command,
        EoDiary    *diary,
        GError    **error)
{
  if (!eo_caldav_leave (command->store, diary, NULL, error))
    return FALSE;
  g_print (_("“%s” goes with no server any more\n"), diary->name);
  return TRUE;
}

gboolean
eo_verb_sync (EoCommand  *command,
              char      **given,
              GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "diary", 0, 0, G_OPTION_ARG_STRING, &options.diary, NULL, NULL },
    { "setup", 0, 0, G_OPTION_ARG_STRING, &options.setup, NULL, NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &options.user, NULL, NULL },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options.password_file, NULL, NULL },
    { "calendar", 0, 0, G_OPTION_ARG_STRING, &options.calendar, NULL, NULL },
    { "make", 0, 0, G_OPTION_ARG_STRING, &options.make, NULL, NULL },
    { "keep", 0, 0, G_OPTION_ARG_STRING, &options.keep, NULL, NULL },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &options.plain, NULL, NULL },
    { "forget", 0, 0, G_OPTION_ARG_NONE, &options.forget, NULL, NULL },
    { "trust-deletions", 0, 0, G_OPTION_ARG_NONE, &options.trust, NULL, NULL },
    { NULL },
  };
  g_autoptr (EoRecord) diary = NULL;
  g_autoptr (EoCaldavAccount) account = NULL;

  if (!eo_command_options (&args, entries, error))
    return FALSE;
  if (options.keep == NULL && args[0] != NULL)
    return eo_command_usage (error, _("“%s” is too much: sync wants options alone."), args[0]);
  if (options.forget && (options.setup != NULL || options.keep != NULL))
    return eo_command_usage (error, _("--forget goes with nothing but --diary."));
  diary = eo_command_diary (command, options.diary, error);
  if (options.forget)
    return diary != NULL && forget (command, EO_DIARY (diary), error);
  account = diary != NULL ? find_account (command, EO_DIARY (diary), &options, error) : NULL;
  if (account == NULL || (options.keep != NULL && !keep (command, &options, args, error)))
    return FALSE;
  return synchronise (command, EO_DIARY (diary), account, &options, error);
}
