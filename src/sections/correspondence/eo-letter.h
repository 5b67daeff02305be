/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/correspondence/eo-due-rule.h"
#include "store/eo-kind.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

typedef enum
{
  EO_INCOMING,
  EO_OUTGOING,
} EoDirection;

typedef enum
{
  EO_MODE_POST,
  EO_MODE_HAND,
  EO_MODE_COURIER,
  EO_MODE_EMAIL,
  EO_MODE_FAX,
  EO_MODE_PORTAL,
} EoMode;

typedef enum
{
  EO_MATTER_OTHER,
  EO_MATTER_REQUEST,
  EO_MATTER_COMPLAINT,
  EO_MATTER_INVITATION,
  EO_MATTER_OFFER,
  EO_MATTER_INFORMATION,
  EO_MATTER_PETITION,
  EO_MATTER_ACCESS, /* a request under PAIA, with a clock of its own */
  EO_MATTER_REPORT,
} EoMatter;

typedef enum
{
  EO_LANGUAGE_ENGLISH,
  EO_LANGUAGE_ZULU,
  EO_LANGUAGE_XHOSA,
  EO_LANGUAGE_AFRIKAANS,
  EO_LANGUAGE_SEPEDI,
  EO_LANGUAGE_SETSWANA,
  EO_LANGUAGE_SESOTHO,
  EO_LANGUAGE_TSONGA,
  EO_LANGUAGE_SWATI,
  EO_LANGUAGE_VENDA,
  EO_LANGUAGE_NDEBELE,
  EO_LANGUAGE_OTHER,
} EoLanguage;

typedef enum
{
  EO_PRIORITY_NORMAL,
  EO_PRIORITY_HIGH,
  EO_PRIORITY_URGENT,
} EoPriority;

/* What is to be done with an incoming letter (DOMAIN §2). */
typedef enum
{
  EO_MARKUP_UNDECIDED,
  EO_MARKUP_POLICY,
  EO_MARKUP_STANDARD,
  EO_MARKUP_REFER,
  EO_MARKUP_NO_REPLY,
} EoMarkup;

/* Why a draft goes back (DOMAIN §2). */
typedef enum
{
  EO_RETURN_NONE,
  EO_RETURN_SPELLING,
  EO_RETURN_GRAMMAR,
  EO_RETURN_TONE,
  EO_RETURN_STYLE,
  EO_RETURN_STRUCTURE,
  EO_RETURN_FACTS,
  EO_RETURN_MISALLOCATED,
} EoReturnReason;

typedef enum
{
  EO_EXTENSION_NONE,
  EO_EXTENSION_ASKED,
  EO_EXTENSION_APPROVED,
  EO_EXTENSION_REFUSED,
} EoExtension;

typedef enum
{
  EO_UNSIGNED,
  EO_SIGNED_WET,     /* on paper, and scanned back */
  EO_SIGNED_OFF,     /* in the program, with name and time */
} EoSignedHow;

typedef enum
{
  EO_DELIVERY_NONE,
  EO_DELIVERY_DELIVERED,
  EO_DELIVERY_RETURNED,
} EoDelivery;

/* DOMAIN §11. A reply and the letter it answers go through them together. */
typedef enum
{
  EO_LETTER_REGISTERED,
  EO_LETTER_MARKED_UP,
  EO_LETTER_DRAFTING,
  EO_LETTER_RETURNED,
  EO_LETTER_QUALITY_CHECK,
  EO_LETTER_PRIVATE_OFFICE,
  EO_LETTER_SIGNATURE,
  EO_LETTER_SIGNED,
  EO_LETTER_DISPATCHED,
  EO_LETTER_DELIVERED,
  EO_LETTER_CLOSED,
  EO_LETTER_TRANSFER_ASKED,
  EO_LETTER_TRANSFERRED,
  EO_LETTER_NO_REPLY_ASKED,
  EO_LETTER_NO_REPLY,
} EoLetterStatus;

GType eo_direction_get_type (void);
GType eo_mode_get_type (void);
GType eo_matter_get_type (void);
GType eo_language_get_type (void);
GType eo_priority_get_type (void);
GType eo_markup_get_type (void);
GType eo_return_reason_get_type (void);
GType eo_extension_get_type (void);
GType eo_signed_how_get_type (void);
GType eo_delivery_get_type (void);
GType eo_letter_status_get_type (void);

#define EO_TYPE_LETTER (eo_letter_get_type ())
EO_DECLARE_RECORD (EoLetter, eo_letter, LETTER)

/* The incoming and outgoing registers (DOMAIN §2). Public to the section's own rules (eo-letter-*.c). */
struct _EoLetter
{
  EoRecord        parent_instance;

  EoDirection     direction;
  EoDate          received_on;     /* received or, of an outgoing letter, sent */
  char           *received_time;   /* "09:20", or "" where nobody noted it */
  EoLink          correspondent;   /* sender or addressee */
  char           *subject;
  char           *signed_by;
  EoLink          addressee;       /* whom of ours an incoming letter is addressed to */
  EoDate          letter_date;     /* the date on the letter is not the date it was received */
  char           *their_reference;
  EoMode          mode;
  EoLink          file;
  EoLink          volume;          /* of the file: the one open when it was filed */
  EoMatter        matter;
  EoLanguage      language;
  EoPriority      priority;

  EoMarkup        markup;
  char           *instruction;
  EoLink          assigned_to;     /* one owner */
  EoLink          unit;            /* the owner's: stays with the letter when people move on */
  char           *supporting;      /* units that help the owner */
  gint64          asked;           /* contributions asked for and not received */
  EoLink          onward;          /* who it was sent on to: another department, or who deals with petitions */

  EoDate          sender_due;      /* by when the sender wants to hear */
  EoDate          allocate_due;    /* stages … */
  EoDate          draft_due;
  EoDate          office_due;
  EoDate          reply_due;       /* … and the day the reply must be out */
  EoDueBasis      due_basis;       /* of the rule that set them */
  EoDate          clock_stopped;   /* since when, or "" while it runs */
  char           *clock_reason;
  gint64          extension_days;
  char           *extension_reason;
  EoExtension     extension_state;

  EoLink          holder;          /* who has the paper */
  char           *place;           /* where it lies */

  EoReturnReason  return_reason;   /* of the last return; the history has them all */
  char           *return_note;
  EoLink          answers;         /* of a reply: the letter it answers */
  EoLink          replied_with;    /* of an incoming letter: the reply */
  EoDate          replied_on;
  EoLink          thread;          /* the first letter of the matter */
  char           *body;            /* of an outgoing letter */
  EoSignedHow     signed_how;
  EoDate          signed_on;
  char           *signed_off;      /* who signed in the program, and when */
  char           *proof;           /* of dispatch or delivery: tracking number, name of the receiver */
  EoDelivery      delivery;
  EoDate          delivered_on;
  char           *sent_hash;       /* SHA-256 of the letter as it went out */
  EoLetterStatus  status;
  char           *notes;
};

/* The answer to an incoming letter, not saved yet: its addressee, subject, file and whatever else goes over. Saving it
 * links both ways and puts both in drafting. */
EoRecord *eo_letter_new_reply (EoRecord *incoming);

G_END_DECLS
