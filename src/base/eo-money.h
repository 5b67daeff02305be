/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EoMoney:
 * @cents: South African cents
 *
 * An amount in rand. Whole cents, so that sums are exact.
 */
typedef struct
{
  gint64 cents;
} EoMoney;

gboolean  eo_money_parse     (const char     *text,     /* "R 1 250,50", "1250.50", "1,250.50"; blank is 0 */
                              EoMoney        *out,
                              GError        **error);   /* EO_ERROR_INVALID; names the text */
char     *eo_money_canonical (const EoMoney  *money);   /* "1250.50" */
char     *eo_money_format    (const EoMoney  *money);   /* "R 1 250.50" */

G_END_DECLS
