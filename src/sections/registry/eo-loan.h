/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_LOAN_OUT,
  EO_LOAN_RETURNED,
} EoLoanStatus;

GType eo_loan_status_get_type (void);

#define EO_TYPE_LOAN (eo_loan_get_type ())
EO_DECLARE_RECORD (EoLoan, eo_loan, LOAN)

G_END_DECLS
