/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-sql.h"

typedef struct
{
  const EoField *field;
  EoCompare      compare;
  char          *text;
} Condition;

struct _EoQuery
{
  GObject              parent_instance;

  const EoKind        *kind;
  const EoSavedFilter *filter;
  GArray              *conditions; /* of Condition */
  char                *match;
  char                *ids;        /* JSON; or NULL: any */
  const EoField       *sort;
  gboolean             by_reference;
  gboolean             descending;
};

G_DEFINE_FINAL_TYPE (EoQuery, eo_query, G_TYPE_OBJECT)

static const char *const operators[] = { "=", "<>", "<", ">", "<=", ">=" };

static void
condition_clear (gpointer condition)
{
  g_free (((Condition *) condition)->text);
}

static void
eo_query_finalize (GObject *object)
{
  EoQuery *self = EO_QUERY (object);

  g_array_unref (self->conditions);
  g_free (self->match);
  g_free (self->ids);
  G_OBJECT_CLASS (eo_query_parent_class)->finalize (object);
}

static void
eo_query_class_init (EoQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eo_query_finalize;
}

static void
eo_query_init (EoQuery *self)
{
  self->conditions = g_array_new (FALSE, FALSE, sizeof (Condition));
  g_array_set_clear_func (self->conditions, condition_clear);
  self->descending = TRUE;
}

EoQuery *
eo_query_new (const EoKind *kind)
{
  EoQuery *self = g_object_new (EO_TYPE_QUERY, NULL);

  self->kind = kind;
  eo_query_set_sort (self, NULL, TRUE);
  return self;
}

EoQuery *
eo_query_copy (EoQuery *self)
{
  EoQuery *copy = eo_query_new (self->kind);

  copy->filter = self->filter;
  copy->match = g_strdup (self->match);
  copy->ids = g_strdup (self->ids);
  copy->sort = self->sort;
  copy->by_reference = self->by_reference;
  copy->descending = self->descending;
  for (guint i = 0; i < self->conditions->len; i++)
    {
      Condition *condition = &g_array_index (self->conditions, Condition, i);
      eo_query_add (copy, condition->field, condition->compare, condition->text);
    }
  return copy;
}

const EoKind *
eo_query_get_kind (EoQuery *self)
{
  return self->kind;
}

void
eo_query_set_filter (EoQuery             *self,
                     const EoSavedFilter *filter)
{
  self->filter = filter;
}

void
eo_query_add (EoQuery       *self,
              const EoField *field,
              EoCompare      compare,
              const char    *text)
{
  Condition condition = { field, compare, g_strdup (text) };

  g_array_append_val (self->conditions, condition);
}

void
eo_query_set_match (EoQuery    *self,
                    const char *text)
{
  g_free (self->match);
  self->match = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

void
eo_query_set_ids (EoQuery      *self,
                  const gint64 *ids,
                  guint         n_ids)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (text, ']');
  g_free (self->ids);
  self->ids = g_string_free (text, FALSE);
}

void
eo_query_set_sort (EoQuery       *self,
                   const EoField *field,
                   gboolean       descending)
{
  self->sort = field;
  self->by_reference = FALSE;
  self->descending = descending;
  if (field == NULL && self->kind->sort != NULL)
    self->sort = eo_kind_find_field (self->kind, self->kind->sort);
}

void
eo_query_set_sort_reference (EoQuery *self,
                             gboolean descending)
{
  self->sort = NULL;
  self->by_reference = TRUE;
  self->descending = descending;
}

/* A link is compared by its id, everything else by its stored text. */
static void
append_condition (GString   *sql,
                  Condition *condition,
                  guint      index)
{
  if (condition->field->type == EO_FIELD_LINK && *condition->text == '\0')
    g_string_append_printf (sql, " AND t.\"%s\" IS %sNULL", condition->field->name,
                            condition->compare == EO_IS_NOT ? "NOT " : "");
  else
    g_string_append_printf (sql, " AND t.\"%s\" %s :v%u", condition->field->name, operators[condition->compare], index);
}

static void
append_order (GString *sql,
              EoQuery *self)
{
  const char *direction = self->descending ? "DESC" : "ASC";

  if (self->sort != NULL && self->sort->type == EO_FIELD_LINK)
    {
      g_autofree char *id = g_strdup_printf ("t.\"%s\"", self->sort->name);
      g_autofree char *title = eo_sql_title (self->sort->target, id);
      g_string_append_printf (sql, " ORDER BY %s COLLATE " EO_COLLATION " %s, t.id %s", title, direction, direction);
    }
  else if (self->sort != NULL && self->sort->type == EO_FIELD_TEXT)
    g_string_append_printf (sql, " ORDER BY t.\"%s\" COLLATE " EO_COLLATION " %s, t.id %s", self->sort->name, direction,
                            direction);
  else if (self->sort != NULL)
    g_string_append_printf (sql, " ORDER BY t.\"%s\" %s, t.id %s", self->sort->name, direction, direction);
  else
    g_string_append_printf (sql, " ORDER BY t.id %s", direction);
}

char *
eo_query_to_sql (EoQuery    *self,
                 const char *select,
                 gboolean    ordered,
                 gboolean    limited)
{
  GString *sql = g_string_new ("SELECT ");
  g_autofree char *match = self->match != NULL ? eo_search_match_expression (self->match) : NULL;

  g_string_append_printf (sql, "%s FROM \"%s\" AS t WHERE t.deleted_at = ''", select, self->kind->name);
  if (self->filter != NULL && self->filter->where != NULL)
    g_string_append_printf (sql, " AND %s", self->filter->where);
  for (guint i = 0; i < self->conditions->len; i++)
    append_condition (sql, &g_array_index (self->conditions, Condition, i), i);
  if (match != NULL)
    g_string_append (sql, " AND t.id IN (SELECT r.record FROM search_fts AS f JOIN search_row AS r ON r.id = f.rowid"
                          " WHERE f.search_fts MATCH :match AND r.kind = :kind)");
  if (self->ids != NULL)
    g_string_append (sql, " AND t.id IN (SELECT value FROM json_each (:ids))");
  if (ordered)
    append_order (sql, self);
  if (limited)
    g_string_append (sql, " LIMIT :limit");
  return g_string_free (sql, FALSE);
}

static void
bind_condition (sqlite3_stmt *statement,
                Condition    *condition,
                guint         index)
{
  g_autofree char *name = g_strdup_printf (":v%u", index);
  const char *text = condition->text;
  int column = sqlite3_bind_parameter_index (statement, name);
  EoMoney money;

  if (column == 0)
    return;
  switch (condition->field->type)
    {
    case EO_FIELD_LINK:
      sqlite3_bind_int64 (statement, column, g_ascii_strtoll (*text == '#' ? text + 1 : text, NULL, 10));
      break;
    case EO_FIELD_INTEGER:
      sqlite3_bind_int64 (statement, column, g_ascii_strtoll (text, NULL, 10));
      break;
    case EO_FIELD_DECIMAL:
      sqlite3_bind_double (statement, column, g_ascii_strtod (text, NULL));
      break;
    case EO_FIELD_BOOLEAN:
      sqlite3_bind_int (statement, column, g_str_equal (text, "true"));
      break;
    case EO_FIELD_MONEY:
      sqlite3_bind_int64 (statement, column, eo_money_parse (text, &money, NULL) ? money.cents : 0);
      break;
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
    case EO_FIELD_DATE:
    case EO_FIELD_INSTANT:
    case EO_FIELD_TIME:
    case EO_FIELD_CHOICE:
    default:
      eo_bind_text (statement, column, text);
    }
}

void
eo_query_bind (EoQuery      *self,
               sqlite3_stmt *statement,
               gint64        me)
{
  EoDate today = eo_date_today ();
  EoDate week = eo_date_add_days (&today, 7);

  eo_bind_named_text (statement, ":today", today.iso);
  eo_bind_named_text (statement, ":week", week.iso);
  eo_bind_named_integer (statement, ":me", me);
  for (guint i = 0; i < self->conditions->len; i++)
    bind_condition (statement, &g_array_index (self->conditions, Condition, i), i);
  if (self->ids != NULL)
    eo_bind_named_text (statement, ":ids", self->ids);
  if (self->match != NULL)
    {
      g_autofree char *match = eo_search_match_expression (self->match);
      if (match != NULL)
        eo_bind_named_text (statement, ":match", match);
      eo_bind_named_text (statement, ":kind", self->kind->name);
    }
}
