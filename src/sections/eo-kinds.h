/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Registers every kind of record of every section. First thing a program or test does; may be repeated. */
void eo_kinds_init (void);

G_END_DECLS
