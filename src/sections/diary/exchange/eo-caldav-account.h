/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-diary.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* Where a diary's calendar is, and as whom it is asked for: kept by the desktop's keyring (the Secret Service), never in the
 * office. */
typedef struct
{
  char     *address;  /* of the calendar itself */
  char     *user;
  char     *password;
  gboolean  is_plain; /* a person said that http may be used */
} EoCaldavAccount;

EoCaldavAccount *eo_caldav_account_new   (const char             *address,
                                          const char             *user,
                                          const char             *password,
                                          gboolean                is_plain);
void             eo_caldav_account_free  (EoCaldavAccount        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCaldavAccount, eo_caldav_account_free)

/* Where the keyring is locked */
typedef enum
{
  EO_CALDAV_ASK_NOBODY, /* it is an error: what goes on by itself must not come up with questions */
  EO_CALDAV_ASK_PERSON,
} EoCaldavAsking;

/* All three wait, and the latter two may ask a person to open the keyring. EO_ERROR_NOT_FOUND: the diary has none;
 * EO_ERROR_UNSUPPORTED: there is no keyring here, or it is locked. */
EoCaldavAccount *eo_caldav_account_load  (EoStore                *store,
                                          EoDiary                *diary,
                                          EoCaldavAsking          asking,
                                          GCancellable           *cancellable,
                                          GError                **error);
gboolean         eo_caldav_account_save  (EoStore                *store,
                                          EoDiary                *diary,
                                          const EoCaldavAccount  *self,
                                          GCancellable           *cancellable,
                                          GError                **error);
gboolean         eo_caldav_account_clear (EoStore                *store,
                                          EoDiary                *diary,
                                          GCancellable           *cancellable,
                                          GError                **error);

G_END_DECLS
