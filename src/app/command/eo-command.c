/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"
#include "sections/eo-kinds.h"

static gboolean verb_help (EoCommand *command, char **args, GError **error);

static const EoVerb verbs[] = {
  { "kinds", N_("[KIND]"), N_("The kinds of record; or a kind’s fields"), EO_VERB_NO_STORE, eo_verb_kinds },
  { "add", N_("KIND FIELD=VALUE… [--attach FILE]…"), N_("Adds a record; prints its reference"), EO_VERB_MAKES,
    eo_verb_add },
  { "set", N_("KIND REF FIELD=VALUE… [--attach FILE]…"), N_("Changes a record"), EO_VERB_OPENS, eo_verb_set },
  { "step", N_("KIND REF STATE [FIELD=VALUE…]"), N_("Takes a step of the workflow"), EO_VERB_OPENS, eo_verb_step },
  { "list", N_("KIND [FIELD=VALUE…] [--where FILTER] [--sort FIELD] [--limit N] [--format text|csv|json]"),
    N_("Lists records"), EO_VERB_OPENS, eo_verb_list },
  { "show", N_("KIND REF [--format text|json]"), N_("Fields, attachments, actions, links and history of a record"),
    EO_VERB_OPENS, eo_verb_show },
  { "delete", N_("KIND REF"), N_("Deletes a record; its number is not given again"), EO_VERB_OPENS, eo_verb_delete },
  { "search", N_("TEXT [--limit N] [--format text|csv|json]"), N_("Finds words in records and documents"),
    EO_VERB_OPENS, eo_verb_search },
  { "today", N_("[--date D] [--for PERSON] [--format text|csv|json]"), N_("What is late or due within a week"),
    EO_VERB_OPENS, eo_verb_today },
  { "free", N_("--minutes N [--from D] [--to D] [--diary NAME]… [--place P] [--travel N] [--buffer N] [--limit N] "
              "[--format text|csv|json]"), N_("Finds times when everybody wanted is free"), EO_VERB_OPENS, eo_verb_free },
  { "import", N_("FILE…|FOLDER [--kind KIND] [--diary DIARY]"),
    N_("Takes in tables (.csv), and documents and e-mail (.eml, mbox, folders), each as an incoming letter"),
    EO_VERB_MAKES, eo_verb_import },
  { "export", N_("KIND|all|diary [FIELD=VALUE…] [--where FILTER] [--diary DIARY] [--from D] [--to D] -o FILE"), N_("Writes records to a .csv, .xlsx or .json file, a diary to an .ics file"),
    EO_VERB_OPENS, eo_verb_export },
  { "sync", N_("[--diary NAME] [--setup ADDRESS --user USER [--password-file FILE] [--calendar NAME|--make NAME]] "
              "[--keep mine|theirs|both NUMBER] [--trust-deletions] [--forget]"),
    N_("Brings a diary and its calendar on a server together"), EO_VERB_OPENS, eo_verb_sync },
  { "print", N_("day|week|lookahead|day-pack [--date D] [--diary NAME] [--days N]|itinerary --trip TITLE -o FILE; "
               "incoming-register|outgoing-register|overdue|turnaround [FIELD=VALUE…] [--where FILTER] -o FILE; "
               "tracking REF|cover REF|signing-box|certificate REF|transfer-list REF|file-cover REF|file-plan|KIND REF -o FILE"),
    N_("Prints a register or a record to a .pdf, .xlsx or .csv file"), EO_VERB_OPENS, eo_verb_print },
  { "extract", N_("KIND REF [-o FOLDER]"), N_("Copies a record’s attachments out, byte for byte"), EO_VERB_OPENS,
    eo_verb_extract },
  { "backup", N_("FILE"), N_("Copies the whole office, while it is in use"), EO_VERB_OPENS, eo_verb_backup },
  { "restore", N_("FILE"), N_("Puts a backup in the office’s place; the office is kept beside it"), EO_VERB_NO_STORE,
    eo_verb_restore },
  { "check", "", N_("Verifies file, journal and documents"), EO_VERB_OPENS, eo_verb_check },
  { "demo", N_("[--size N] [--seed S] [--date D]"), N_("Fills an empty office with a realistic sample"),
    EO_VERB_MAKES, eo_verb_demo },
  { "help", N_("[VERB]|step [KIND]"), N_("This help; what each step takes"), EO_VERB_NO_STORE, verb_help },
};

static const EoVerb *
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (verbs[i].name, name) == 0)
      return &verbs[i];
  return NULL;
}

static gboolean
verb_help (EoCommand  *command,
           char      **args,
           GError    **error)
{
  const EoVerb *verb = args[0] != NULL ? find_verb (args[0]) : NULL;

  if (args[0] != NULL && verb == NULL)
    return eo_command_usage (error, _("There is no command “%s”."), args[0]);
  if (verb != NULL)
    {
      g_autofree char *head = g_strdup_printf ("execoffice %s %s\n%s\n", verb->name, *verb->usage != '\0' ? _(verb->usage) : "",
                                               _(verb->summary));

      if (verb->run == eo_verb_step)
        return eo_command_help_step (head, args[1], error);
      g_print ("%s", head);
      return TRUE;
    }
  g_print (_("Usage: execoffice [--database FILE] [--as PERSON] [COMMAND …]\n"
             "Without a command, the window opens.\n\n"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %-8s %s\n           %s\n", verbs[i].name, *verbs[i].usage != '\0' ? _(verbs[i].usage) : "",
             _(verbs[i].summary));
  return TRUE;
}

gboolean
eo_command_usage (GError     **error,
                  const char  *format,
                  ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, EO_ERROR, EO_ERROR_USAGE, message);
  return FALSE;
}

gboolean
eo_command_options (char               ***args,
                    const GOptionEntry   *entries,
                    GError              **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) whole = NULL;

  /* The parser leaves the first word, the program's name, alone. */
  g_strv_builder_add (builder, "execoffice");
  g_strv_builder_addv (builder, (const char **) *args);
  whole = g_strv_builder_end (builder);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &whole, &problem))
    return eo_command_usage (error, "%s", problem->message);
  g_strfreev (*args);
  *args = g_strdupv (whole + 1);
  if (**args != NULL && g_str_equal (**args, "--"))
    {
      char **rest = g_strdupv (*args + 1);
      g_strfreev (*args);
      *args = rest;
    }
  return TRUE;
}

/* Letters that differ, as by typing errors: Levenshtein's distance. */
static guint
distance (const char *a,
          const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0]++;
      for (gsize j = 0; j < n; j++)
        {
          guint above = row[j + 1];
          row[j + 1] = MIN (MIN (row[j], above) + 1, diagonal + (a[i] != b[j]));
          diagonal = above;
        }
    }
  return row[n];
}

static void
note_nearest (const char  *wanted,
              const char  *candidate,
              guint       *best,
              const char **nearest)
{
  guint d = distance (wanted, candidate);

  if (d < *best)
    {
      *best = d;
      *nearest = candidate;
    }
}

const EoKind *
eo_command_kind (const char  *name,
                 GError     **error)
{
  const EoKind *kind = name != NULL ? eo_kind_lookup (name) : NULL;
  const char *nearest = NULL;
  guint best = 4;
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);

  if (kind != NULL)
    return kind;
  if (name == NULL)
    {
      eo_command_usage (error, _("Say which kind of record. “execoffice kinds” lists them."));
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    note_nearest (name, kinds[i]->name, &best, &nearest);
  if (nearest != NULL)
    eo_command_usage (error, _("There is no kind “%s”. Did you mean “%s”?"), name, nearest);
  else
    eo_command_usage (error, _("There is no kind “%s”. “execoffice kinds” lists them."), name);
  return NULL;
}

EoRecord *
eo_command_record (EoCommand  *command,
                   char      **args,
                   GError    **error)
{
  const EoKind *kind = eo_command_kind (args[0], error);

  if (kind == NULL)
    return NULL;
  if (args[1] == NULL)
    {
      eo_command_usage (error, _("Say which %s: give its reference."), kind->name);
      return NULL;
    }
  return eo_store_find (command->store, kind, args[1], error);
}

const EoField *
eo_command_field (const EoKind  *kind,
                  const char    *argument,
                  const char   **value,
                  GError       **error)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *name = equals != NULL ? g_strndup (argument, equals - argument) : NULL;
  const EoField *field = name != NULL ? eo_kind_find_field (kind, name) : NULL;
  const char *nearest = NULL;
  guint best = 4;
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  if (equals == NULL)
    {
      eo_command_usage (error, _("“%s” is not FIELD=VALUE."), argument);
      return NULL;
    }
  *value = equals + 1;
  if (field != NULL)
    return field;
  for (guint i = 0; i < n; i++)
    note_nearest (name, fields[i]->name, &best, &nearest);
  if (nearest != NULL)
    {
      g_autofree char *property = g_strdelimit (g_strdup (nearest), "_", '-');
      eo_command_usage (error, _("A %s has no field “%s”. Did you mean “%s”?"), kind->name, name, property);
    }
  else
    eo_command_usage (error, _("A %s has no field “%s”. “execoffice kinds %s” lists them."), kind->name, name,
                      kind->name);
  return NULL;
}

void
eo_command_print (const char *text)
{
  static int terminal = -1;

  if (terminal < 0)
    terminal = isatty (STDOUT_FILENO);
  for (const char *p = text; terminal && *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) && *p != '\n' && *p != '\t')
      fputs ("\357\277\275", stdout);
    else
      fwrite (p, 1, g_utf8_next_char (p) - p, stdout);
  if (!terminal)
    fputs (text, stdout);
}

/* Takes --NAME VALUE or --NAME=VALUE out of @args, wherever it stands before a "--". */
static gboolean
take_option (GPtrArray   *args,
             const char  *name,
             char       **value,
             GError     **error)
{
  for (guint i = 0; i < args->len; i++)
    {
      char *arg = g_ptr_array_index (args, i);
      gsize length = strlen (name);

      if (g_str_equal (arg, "--"))
        break;
      if (!g_str_has_prefix (arg, name) || (arg[length] != '\0' && arg[length] != '='))
        continue;
      if (arg[length] == '\0' && i + 1 >= args->len)
        return eo_command_usage (error, _("%s wants a value."), name);
      g_free (*value);
      *value = g_strdup (arg[length] == '=' ? arg + length + 1 : g_ptr_array_index (args, i + 1));
      g_ptr_array_remove_range (args, i, arg[length] == '=' ? 1 : 2);
      i--;
    }
  return TRUE;
}

static gboolean
open_store (EoCommand     *command,
            const EoVerb  *verb,
            GError       **error)
{
  EoStoreFlags flags = verb->needs == EO_VERB_MAKES ? EO_STORE_CREATE : EO_STORE_DEFAULT;

  if (verb->needs == EO_VERB_NO_STORE)
    return TRUE;
  command->store = eo_store_open (command->database, flags, error);
  if (command->store == NULL)
    return FALSE;
  return command->act_as == NULL || eo_store_act_as (command->store, command->act_as, error);
}

static int
run_verb (const EoVerb  *verb,
          GPtrArray     *args,
          const char    *database,
          const char    *act_as)
{
  EoCommand command = { database, act_as, NULL };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = NULL;
  gboolean ok;

  for (guint i = 1; i + 1 < args->len; i++)
    if (g_str_equal (g_ptr_array_index (args, i), "--help"))
      {
        char *help[] = { (char *) verb->name, NULL };
        return verb_help (&command, help, NULL) ? 0 : 2;
      }
  rest = g_strdupv ((char **) args->pdata + 1);
  ok = open_store (&command, verb, &error) && verb->run (&command, rest, &error);
  if ((fflush (stdout) != 0 || ferror (stdout)) && ok) /* or at an earlier flush */
    {
      ok = FALSE;
      g_set_error_literal (&error, EO_ERROR, EO_ERROR_IO, _("The output could not be written."));
    }
  if (command.store != NULL)
    {
      eo_store_close (command.store);
      g_object_unref (command.store);
    }
  if (ok)
    return 0;
  g_printerr ("execoffice: %s\n", error->message);
  return g_error_matches (error, EO_ERROR, EO_ERROR_USAGE) ? 2 : 1;
}

int
eo_command_run (char **argv,
                char **database,
                char **act_as)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  g_autoptr (GError) error = NULL;
  const char *first;
  const EoVerb *verb;

  for (guint i = 0; argv[i] != NULL; i++)
    g_ptr_array_add (args, g_strdup (argv[i])); /* as they are: a file name may be any bytes */
  if (!take_option (args, "--database", database, &error) || !take_option (args, "--as", act_as, &error))
    {
      g_printerr ("execoffice: %s\n", error->message);
      return 2;
    }
  if (*database == NULL)
    *database = eo_store_default_path ();
  first = args->len > 0 ? g_ptr_array_index (args, 0) : NULL;
  if (first == NULL || g_str_has_prefix (first, "--tour"))
    return -1;
  if (g_str_equal (first, "--version"))
    {
      g_print ("ExecOffice %s\n", EO_VERSION);
      return 0;
    }
  verb = find_verb (g_str_equal (first, "--help") || g_str_equal (first, "-h") ? "help" : first);
  if (verb == NULL)
    {
      g_printerr (_("execoffice: There is no command “%s”. “execoffice help” lists them.\n"), first);
      return 2;
    }
  eo_kinds_init ();
  return run_verb (verb, args, *database, *act_as);
}
