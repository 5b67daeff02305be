/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/correspondence/eo-letter.h"

static const GEnumValue directions[] = {
  { EO_INCOMING, N_("Incoming"), "incoming" },
  { EO_OUTGOING, N_("Outgoing"), "outgoing" },
  { 0 },
};
EO_DEFINE_CHOICE (EoDirection, eo_direction, directions)

static const GEnumValue modes[] = {
  { EO_MODE_POST, N_("Post"), "post" },
  { EO_MODE_HAND, N_("Hand"), "hand" },
  { EO_MODE_COURIER, N_("Courier"), "courier" },
  { EO_MODE_EMAIL, N_("E-mail"), "email" },
  { EO_MODE_FAX, N_("Fax"), "fax" },
  { EO_MODE_PORTAL, N_("Portal"), "portal" },
  { 0 },
};
EO_DEFINE_CHOICE (EoMode, eo_mode, modes)

static const GEnumValue matters[] = {
  { EO_MATTER_OTHER, N_("Other"), "other" },
  { EO_MATTER_REQUEST, N_("Request"), "request" },
  { EO_MATTER_COMPLAINT, N_("Complaint"), "complaint" },
  { EO_MATTER_INVITATION, N_("Invitation"), "invitation" },
  { EO_MATTER_OFFER, N_("Offer"), "offer" },
  { EO_MATTER_INFORMATION, N_("Information"), "information" },
  { EO_MATTER_PETITION, N_("Petition"), "petition" },
  { EO_MATTER_ACCESS, N_("Access to information"), "access" },
  { EO_MATTER_REPORT, N_("Report"), "report" },
  { 0 },
};
EO_DEFINE_CHOICE (EoMatter, eo_matter, matters)

static const GEnumValue languages[] = {
  { EO_LANGUAGE_ENGLISH, N_("English"), "english" },
  { EO_LANGUAGE_ZULU, N_("isiZulu"), "zulu" },
  { EO_LANGUAGE_XHOSA, N_("isiXhosa"), "xhosa" },
  { EO_LANGUAGE_AFRIKAANS, N_("Afrikaans"), "afrikaans" },
  { EO_LANGUAGE_SEPEDI, N_("Sepedi"), "sepedi" },
  { EO_LANGUAGE_SETSWANA, N_("Setswana"), "setswana" },
  { EO_LANGUAGE_SESOTHO, N_("Sesotho"), "sesotho" },
  { EO_LANGUAGE_TSONGA, N_("Xitsonga"), "tsonga" },
  { EO_LANGUAGE_SWATI, N_("siSwati"), "swati" },
  { EO_LANGUAGE_VENDA, N_("Tshivenda"), "venda" },
  { EO_LANGUAGE_NDEBELE, N_("isiNdebele"), "ndebele" },
  { EO_LANGUAGE_OTHER, N_("Another"), "other" },
  { 0 },
};
EO_DEFINE_CHOICE (EoLanguage, eo_language, languages)

static const GEnumValue priorities[] = {
  { EO_PRIORITY_NORMAL, N_("Normal"), "normal" },
  { EO_PRIORITY_HIGH, N_("High"), "high" },
  { EO_PRIORITY_URGENT, N_("Urgent"), "urgent" },
  { 0 },
};
EO_DEFINE_CHOICE (EoPriority, eo_priority, priorities)

static const GEnumValue markups[] = {
  { EO_MARKUP_UNDECIDED, N_("Not yet"), "undecided" },
  { EO_MARKUP_POLICY, N_("Policy reply"), "policy" },
  { EO_MARKUP_STANDARD, N_("Standard reply"), "standard" },
  { EO_MARKUP_REFER, N_("Refer to another department"), "refer" },
  { EO_MARKUP_NO_REPLY, N_("No reply needed"), "no-reply" },
  { 0 },
};
EO_DEFINE_CHOICE (EoMarkup, eo_markup, markups)

static const GEnumValue return_reasons[] = {
  { EO_RETURN_NONE, N_("None"), "none" },
  { EO_RETURN_SPELLING, N_("Spelling"), "spelling" },
  { EO_RETURN_GRAMMAR, N_("Grammar"), "grammar" },
  { EO_RETURN_TONE, N_("Tone"), "tone" },
  { EO_RETURN_STYLE, N_("Style"), "style" },
  { EO_RETURN_STRUCTURE, N_("Structure"), "structure" },
  { EO_RETURN_FACTS, N_("Facts"), "facts" },
  { EO_RETURN_MISALLOCATED, N_("Misallocated"), "misallocated" },
  { 0 },
};
EO_DEFINE_CHOICE (EoReturnReason, eo_return_reason, return_reasons)

static const GEnumValue extensions[] = {
  { EO_EXTENSION_NONE, N_("None"), "none" },
  { EO_EXTENSION_ASKED, N_("Asked for"), "asked" },
  { EO_EXTENSION_APPROVED, N_("Approved"), "approved" },
  { EO_EXTENSION_REFUSED, N_("Refused"), "refused" },
  { 0 },
};
EO_DEFINE_CHOICE (EoExtension, eo_extension, extensions)

static const GEnumValue signed_hows[] = {
  { EO_UNSIGNED, N_("Not signed"), "unsigned" },
  { EO_SIGNED_WET, N_("On paper"), "wet" },
  { EO_SIGNED_OFF, N_("In the program"), "signed-off" },
  { 0 },
};
EO_DEFINE_CHOICE (EoSignedHow, eo_signed_how, signed_hows)

static const GEnumValue deliveries[] = {
  { EO_DELIVERY_NONE, N_("Not known"), "none" },
  { EO_DELIVERY_DELIVERED, N_("Delivered"), "delivered" },
  { EO_DELIVERY_RETURNED, N_("Came back"), "returned" },
  { 0 },
};
EO_DEFINE_CHOICE (EoDelivery, eo_delivery, deliveries)

static const GEnumValue statuses[] = {
  { EO_LETTER_REGISTERED, N_("Registered"), "registered" },
  { EO_LETTER_MARKED_UP, N_("Marked up"), "marked-up" },
  { EO_LETTER_DRAFTING, N_("Drafting"), "drafting" },
  { EO_LETTER_RETURNED, N_("Returned"), "returned" },
  { EO_LETTER_QUALITY_CHECK, N_("Quality check"), "quality-check" },
  { EO_LETTER_PRIVATE_OFFICE, N_("Private office"), "private-office" },
  { EO_LETTER_SIGNATURE, N_("For signature"), "signature" },
  { EO_LETTER_SIGNED, N_("Signed"), "signed" },
  { EO_LETTER_DISPATCHED, N_("Dispatched"), "dispatched" },
  { EO_LETTER_DELIVERED, N_("Delivered"), "delivered" },
  { EO_LETTER_CLOSED, N_("Closed"), "closed" },
  { EO_LETTER_TRANSFER_ASKED, N_("Transfer proposed"), "transfer-asked" },
  { EO_LETTER_TRANSFERRED, N_("Transferred"), "transferred" },
  { EO_LETTER_NO_REPLY_ASKED, N_("No reply proposed"), "no-reply-asked" },
  { EO_LETTER_NO_REPLY, N_("No reply needed"), "no-reply" },
  { 0 },
};
EO_DEFINE_CHOICE (EoLetterStatus, eo_letter_status, statuses)
