/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-database.h"

/* The number that begins at *@text, within @end; moves past it. Long ones saturate. */
static guint64
take_number (const char **text,
             const char  *end)
{
  guint64 number = 0;

  for (; *text < end && g_ascii_isdigit (**text); (*text)++)
    number = number > G_MAXUINT64 / 16 ? number : number * 10 + (guint64) (**text - '0');
  return number;
}

/* As people put names in order: 2 before 10, small letters beside capitals; what is beyond ASCII by its code. */
static int
compare (void       *unused,
         int         n_a,
         const void *a,
         int         n_b,
         const void *b)
{
  const char *p = a, *p_end = p + n_a;
  const char *q = b, *q_end = q + n_b;

  while (p < p_end && q < q_end)
    {
      if (g_ascii_isdigit (*p) && g_ascii_isdigit (*q))
        {
          guint64 left = take_number (&p, p_end), right = take_number (&q, q_end);
          if (left != right)
            return left < right ? -1 : 1;
        }
      else
        {
          int order = (int) (guchar) g_ascii_tolower (*p++) - (int) (guchar) g_ascii_tolower (*q++);
          if (order != 0)
            return order;
        }
    }
  return (p < p_end) - (q < q_end);
}

gboolean
eo_database_add_collation (EoDatabase  *self,
                           GError     **error)
{
  return sqlite3_create_collation_v2 (self->handle, EO_COLLATION, SQLITE_UTF8, NULL, compare, NULL) == SQLITE_OK
         || eo_database_fail (self, error);
}
