/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"

G_DEFINE_QUARK (eo-error-quark, eo_error)
