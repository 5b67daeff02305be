/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/demo/eo-demo-replies.h"

static const struct { const char *name, *value; } letterhead[] = {
  { "office-address", "Private Bag X9041\nPietermaritzburg 3200\n191 Prince Alfred Street" },
  { "office-phone", "Tel. 033 260 4000" },
  { "office-email", "mec.office@publicworks.example" },
  { "office-motto", "Public Works and Infrastructure" },
  { "signatory", "Hon. N. Dlamini, MPL" },
  { "signatory-post", "MEC for Public Works and Infrastructure" },
};

typedef struct
{
  const char *title;
  const char *matter;
  const char *language;
  guint       owner;     /* of the staff */
  int         review;    /* days from now */
  const char *purpose;
  const char *body;
} Reply;

static const Reply replies[] = {
  { "Acknowledgement of receipt", "other", "english", 3, 240, "any",
    "I acknowledge receipt of your letter {their-reference}, which reached this office on {received}.\n\n"
    "The matter is receiving attention. You may expect a full reply within fifteen working days. Should you wish to "
    "enquire meanwhile, please quote our reference {our-reference}." },
  { "Roads: referred for inspection", "request", "english", 5, 120, "any",
    "Thank you for your letter of {received} about {subject}.\n\n"
    "I have asked the Head of Department to have an official inspect the place within ten working days. The inspection "
    "will establish:\n\n"
    "- what can be made safe at once;\n"
    "- what can be done within this year’s maintenance programme;\n"
    "- what must wait for the next budget.\n\n"
    "You will be told of the outcome in writing. I thank you for bringing the matter to my attention." },
  { "Complaint about a contractor", "complaint", "english", 4, -34, "any",
    "Your complaint about {subject} was received on {received}. I regret the inconvenience that you describe.\n\n"
    "It was referred to the project manager, who must answer to me within ten working days. Payments that are due on the "
    "contract are not released before then. You will receive the outcome in writing." },
  { "Invitation: regret", "invitation", "english", 2, 300, "decline",
    "Thank you for the invitation to {subject}.\n\n"
    "To my regret, commitments in the Legislature on that day do not allow me to attend. I wish you a fruitful occasion, "
    "and should be glad to be thought of again." },
  { "Access to information: form wanted", "access", "english", 6, 60, "any",
    "Your request of {received} for access to information is hereby acknowledged.\n\n"
    "The Promotion of Access to Information Act, 2000, requires that a request to a public body be made on Form 2, and that "
    "the fee be paid unless you are exempt. Please return the enclosed form to the Information Officer of this office. The "
    "thirty days that the Act allows run from the day it is received." },
  { "Ukuvuma ukuthola incwadi", "other", "zulu", 3, 180, "any",
    "Ngiyavuma ukuthi incwadi yakho {their-reference} ifike kuleli hhovisi mhla ka-{received}.\n\n"
    "Udaba luyacutshungulwa. Uzothola impendulo ephelele zingakapheli izinsuku eziyishumi nanhlanu zokusebenza. Uma ufisa "
    "ukubuza, sicela usebenzise inkomba yethu ethi {our-reference}." },
  { "Imigwaqo: kuthunyelwe ukuhlolwa", "request", "zulu", 10, 90, "any",
    "Siyabonga ngencwadi yakho emayelana nodaba oluthi: {subject}.\n\n"
    "Ngicele iNhloko yoMnyango ukuba ithumele isikhulu siyohlola indawo zingakapheli izinsuku eziyishumi zokusebenza. "
    "Uzokwaziswa ngomphumela ngokubhaliwe." },
  { "Ontvangserkenning", "other", "afrikaans", 17, 200, "any",
    "Hiermee erken ek ontvangs van u brief {their-reference}, wat die kantoor op {received} bereik het.\n\n"
    "Die saak geniet aandag. U kan binne vyftien werksdae ’n volledige antwoord verwag. Meld asseblief by navraag ons "
    "verwysing {our-reference}." },
  { "Invitation: accepted", "invitation", "english", 2, 300, "accept",
    "Thank you for the invitation to {subject}.\n\n"
    "I gladly accept, and shall be there on {when}, at {place}. My office will be in touch with you about the programme "
    "and what you would like me to say." },
  { "Invitation: delegated", "invitation", "english", 2, 300, "delegate",
    "Thank you for the invitation to {subject}.\n\n"
    "I cannot attend in person. I have asked {delegate} to represent me, who will be in touch with you about the "
    "arrangements. I wish you a fruitful occasion." },
  { "Invitation: more wanted", "invitation", "english", 2, 300, "more",
    "Thank you for the invitation to {subject}.\n\n"
    "Before I can answer it I should be glad to know: {missing}. I shall let you have an answer as soon as I have heard "
    "from you." },
  { "Invitation: postponed", "invitation", "english", 2, 300, "postpone",
    "I refer to the invitation to {subject}, which I had accepted for {when}.\n\n"
    "To my regret, I cannot be there at that time. I should be glad if another could be found, and my office will be in "
    "touch with you about it." },
  { "Invitation: cancelled", "invitation", "english", 2, 300, "cancel",
    "I refer to the invitation to {subject}, which I had accepted for {when}.\n\n"
    "To my regret, I must withdraw: I cannot be there. I apologise for the inconvenience, and wish you a fruitful "
    "occasion." },
  { "Uitnodiging: spyt", "invitation", "afrikaans", 2, 300, "decline",
    "Dankie vir die uitnodiging na {subject}.\n\n"
    "Verpligtinge in die Wetgewer laat my ongelukkig nie toe om dit by te woon nie. Ek wens u ’n vrugbare geleentheid toe." },
};

static gboolean
add_reply (EoWriter      *writer,
           const Reply   *reply,
           const EoDate  *newest,
           gint64         owner,
           GError       **error)
{
  g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup ("standard_reply"));
  EoDate review = eo_date_add_days (newest, reply->review);
  g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, owner);

  return eo_record_set_text (record, "title", reply->title, error)
         && eo_record_set_text (record, "matter", reply->matter, error)
         && eo_record_set_text (record, "language", reply->language, error)
         && eo_record_set_text (record, "purpose", reply->purpose, error)
         && eo_record_set_text (record, "body", reply->body, error)
         && eo_record_set_text (record, "owner", link, error)
         && eo_record_set_text (record, "review_on", review.iso, error) && eo_writer_save (writer, record, error);
}

gboolean
eo_demo_replies_write (EoWriter      *writer,
                       const EoDate  *newest,
                       const gint64  *staff,
                       GError       **error)
{
  g_return_val_if_fail (writer != NULL && newest != NULL && staff != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (letterhead); i++)
    if (!eo_writer_set_setting (writer, letterhead[i].name, letterhead[i].value, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    if (!add_reply (writer, &replies[i], newest, staff[replies[i].owner], error))
      return FALSE;
  return TRUE;
}
