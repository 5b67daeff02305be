/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/view/eo-block-layout.h"

static int
compare_spans (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const EoBlockSpan *one = *(EoBlockSpan *const *) a, *other = *(EoBlockSpan *const *) b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  if (one->order != other->order)
    return one->order < other->order ? -1 : 1;
  return (one->until < other->until) - (one->until > other->until); /* the longer one first */
}

/* The first lane that is free at @from, or a new one. */
static guint
take_lane (GArray *ends,
           int     from)
{
  guint lane = 0;

  while (lane < ends->len && g_array_index (ends, int, lane) > from)
    lane++;
  if (lane == ends->len)
    g_array_set_size (ends, lane + 1);
  return lane;
}

void
eo_block_layout (EoBlockSpan *spans,
                 guint        n)
{
  g_autofree EoBlockSpan **sorted = g_new (EoBlockSpan *, n);
  g_autoptr (GArray) ends = g_array_new (FALSE, TRUE, sizeof (int));
  guint begun = 0;
  int until = 0;

  g_return_if_fail (spans != NULL || n == 0);

  for (guint i = 0; i < n; i++)
    sorted[i] = &spans[i];
  g_qsort_with_data (sorted, (int) n, sizeof *sorted, compare_spans, NULL);

  for (guint i = 0; i <= n; i++)
    {
      /* Where everything has ended, what comes next starts anew, at full width. */
      if (i == n || sorted[i]->from >= until)
        {
          for (; begun < i; begun++)
            sorted[begun]->n_lanes = ends->len;
          g_array_set_size (ends, 0);
        }
      if (i == n)
        break;
      sorted[i]->lane = take_lane (ends, sorted[i]->from);
      g_array_index (ends, int, sorted[i]->lane) = sorted[i]->until;
      until = begun == i ? sorted[i]->until : MAX (until, sorted[i]->until);
    }
}

guint
eo_block_layout_get_reach (const EoBlockSpan *spans,
                           guint              n,
                           const EoBlockSpan *span,
                           int                from,
                           int                until)
{
  guint end;

  g_return_val_if_fail (span != NULL && span->lane < span->n_lanes, 1);

  end = span->n_lanes;
  for (guint i = 0; i < n; i++)
    if (spans[i].lane > span->lane && spans[i].lane < end && spans[i].from < until && spans[i].until > from)
      end = spans[i].lane;
  return end - span->lane;
}
