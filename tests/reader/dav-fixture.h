/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "reader/eo-dav-answer.h"

static inline EoDavAnswer *
dav_read (const char  *text,
          gsize        size,
          GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);

  return eo_dav_answer_read (bytes, "calendars.example.org", error);
}
