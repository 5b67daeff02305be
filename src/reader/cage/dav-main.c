/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "reader/cage/eo-serve.h"
#include "reader/eo-dav-protocol.h"

/* execoffice-dav: reads the XML that a calendar server answers with, shut in as eo-cage.h says. It makes no tree and knows
 * no entities: a document that declares any, or brings a DTD, is refused when it gets there. */

#define MEMORY      ((gsize) 1024 * 1024 * 1024)
#define CPU_SECONDS 10

#define DAV    "DAV:"
#define CALDAV "urn:ietf:params:xml:ns:caldav"
#define SERVER "http://calendarserver.org/ns/"
#define APPLE  "http://apple.com/ns/ical/"

typedef enum
{
  OTHER,
  MULTISTATUS,
  RESPONSE,
  PROPSTAT,
  HREF,
  STATUS,
  PRINCIPAL,
  HOME,
  TYPE,
  CALENDAR,
  COMPONENTS,
  COMPONENT,
  SYNC,
  REPORTS,
  TOKEN,
  VALUE, /* EoDavKey in key */
} Meaning;

typedef struct
{
  const char *space;
  const char *name;
  Meaning     meaning;
  guint8      key;
} Element;

static const Element elements[] = {
  { DAV, "multistatus", MULTISTATUS },
  { DAV, "response", RESPONSE },
  { DAV, "propstat", PROPSTAT },
  { DAV, "href", HREF },
  { DAV, "status", STATUS },
  { DAV, "current-user-principal", PRINCIPAL },
  { CALDAV, "calendar-home-set", HOME },
  { DAV, "resourcetype", TYPE },
  { CALDAV, "calendar", CALENDAR },
  { CALDAV, "supported-calendar-component-set", COMPONENTS },
  { CALDAV, "comp", COMPONENT },
  { DAV, "supported-report-set", REPORTS },
  { DAV, "sync-collection", SYNC },
  { DAV, "sync-token", TOKEN, EO_DAV_TOKEN },
  { DAV, "getetag", VALUE, EO_DAV_ETAG },
  { DAV, "displayname", VALUE, EO_DAV_NAME },
  { CALDAV, "calendar-data", VALUE, EO_DAV_CALENDAR },
  { SERVER, "getctag", VALUE, EO_DAV_CTAG },
  { APPLE, "calendar-color", VALUE, EO_DAV_COLOUR },
};

static const Element nothing = { "", "", OTHER };

typedef struct
{
  const Element   *open[EO_DAV_DEPTH];
  guint            depth;
  xmlParserCtxt   *context;
  EoReaderStatus   status;
  gboolean         has_root;
  GString         *text;      /* of the element at hand */
  gboolean         is_taken;  /* its text is wanted */
  gsize            most;      /* bytes of it */
  gboolean         is_cut;
  char            *token;
  char            *href;      /* of the response at hand */
  guint            code;      /* its status */
  guint            part_code; /* that of the propstat at hand */
  guint            n_values;
  guint            n_responses;
  GPtrArray       *values;    /* of the response at hand: GVariant */
  GPtrArray       *part;      /* of the propstat at hand, likewise */
  GVariantBuilder  responses;
} Reading;

static void
stop (Reading        *self,
      EoReaderStatus  why)
{
  if (self->status == EO_READER_OK)
    self->status = why;
  xmlStopParser (self->context);
}

static const Element *
find_element (const xmlChar *name,
              const xmlChar *space)
{
  for (guint i = 0; space != NULL && i < G_N_ELEMENTS (elements); i++)
    if (strcmp ((const char *) name, elements[i].name) == 0 && strcmp ((const char *) space, elements[i].space) == 0)
      return &elements[i];
  return &nothing;
}

/* Whether one of those around the element at hand is @meaning. */
static gboolean
is_within (Reading *self,
           Meaning  meaning)
{
  for (guint i = 0; i + 1 < self->depth; i++)
    if (self->open[i]->meaning == meaning)
      return TRUE;
  return FALSE;
}

static void
add_value (Reading    *self,
           guint8      key,
           const char *value)
{
  GPtrArray *to = is_within (self, PROPSTAT) ? self->part : self->values;

  if (!is_within (self, RESPONSE))
    return;
  if (++self->n_values > EO_DAV_VALUES)
    stop (self, EO_READER_TOO_LARGE);
  else
    g_ptr_array_add (to, g_variant_ref_sink (g_variant_new ("(ys)", key, value)));
}

/* "HTTP/1.1 404 Not Found" */
static guint
parse_status (const char *text)
{
  const char *blank = strchr (text, ' ');
  int code = blank != NULL ? atoi (blank) : 0;

  return code >= 100 && code <= 999 ? (guint) code : 0;
}

static void
begin_response (Reading *self)
{
  g_clear_pointer (&self->href, g_free);
  self->code = 0;
  self->n_values = 0;
  g_ptr_array_set_size (self->values, 0);
}

static void
end_response (Reading *self)
{
  GVariantBuilder values;

  if (self->href == NULL)
    return;
  if (++self->n_responses > EO_DAV_RESPONSES)
    {
      stop (self, EO_READER_TOO_LARGE);
      return;
    }
  g_variant_builder_init (&values, G_VARIANT_TYPE ("a(ys)"));
  for (guint i = 0; i < self->values->len; i++)
    g_variant_builder_add_value (&values, g_ptr_array_index (self->values, i));
  g_variant_builder_add (&self->responses, EO_DAV_RESPONSE, self->href, self->code, &values);
}

/* What could not be told is not said. */
static void
end_part (Reading *self)
{
  if (self->part_code == 0 || self->part_code / 100 == 2)
    for (guint i = 0; i < self->part->len; i++)
      g_ptr_array_add (self->values, g_variant_ref (g_ptr_array_index (self->part, i)));
  g_ptr_array_set_size (self->part, 0);
}

static gboolean
is_event (const xmlChar **attributes,
          int             n_attributes)
{
  for (int i = 0; i < n_attributes; i++)
    {
      const char *value = (const char *) attributes[5 * i + 3];
      const gsize n = attributes[5 * i + 4] - attributes[5 * i + 3];

      if (strcmp ((const char *) attributes[5 * i], "name") == 0 && n == 6 && strncmp (value, "VEVENT", n) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
on_begin (gpointer        data,
          const xmlChar  *name,
          const xmlChar  *prefix,
          const xmlChar  *space,
          int             n_spaces,
          const xmlChar **spaces,
          int             n_attributes,
          int             n_defaulted,
          const xmlChar **attributes)
{
  Reading *self = data;
  const Element *element = find_element (name, space);

  if (self->depth == EO_DAV_DEPTH)
    {
      stop (self, EO_READER_DAMAGED);
      return;
    }
  self->open[self->depth++] = element;
  self->is_taken = element->meaning == HREF || element->meaning == STATUS || element->meaning == TOKEN || element->meaning == VALUE;
  self->most = element->meaning == VALUE && element->key == EO_DAV_CALENDAR ? EO_DAV_DATA : EO_DAV_LINE;
  self->is_cut = FALSE;
  g_string_truncate (self->text, 0);
  if (!self->has_root)
    {
      self->has_root = TRUE;
      if (element->meaning != MULTISTATUS)
        stop (self, EO_READER_UNSUPPORTED);
    }
  else if (element->meaning == RESPONSE)
    begin_response (self);
  else if (element->meaning == PROPSTAT)
    {
      self->part_code = 0;
      g_ptr_array_set_size (self->part, 0);
    }
  else if (element->meaning == CALENDAR && is_within (self, TYPE))
    add_value (self, EO_DAV_IS_CALENDAR, "");
  else if (element->meaning == COMPONENT && is_within (self, COMPONENTS))
    add_value (self, is_event (attributes, n_attributes) ? EO_DAV_HAS_EVENTS : EO_DAV_HAS_OTHERS, "");
  else if (element->meaning == SYNC && is_within (self, REPORTS))
    add_value (self, EO_DAV_CAN_SYNC, "");
}

static void
take_href (Reading *self)
{
  if (is_within (self, PRINCIPAL))
    add_value (self, EO_DAV_PRINCIPAL, self->text->str);
  else if (is_within (self, HOME))
    add_value (self, EO_DAV_HOME, self->text->str);
  else if (self->depth >= 2 && self->open[self->depth - 2]->meaning == RESPONSE && self->href == NULL)
    self->href = g_strdup (self->text->str);
}

static void
take_token (Reading *self)
{
  if (is_within (self, RESPONSE))
    add_value (self, EO_DAV_TOKEN, self->text->str);
  else if (self->token == NULL && self->depth == 2)
    self->token = g_strdup (self->text->str);
}

/* A value that is too long is as if it were not there: cut off, it would say something else. */
static void
take_text (Reading       *self,
           const Element *element)
{
  if (self->is_cut)
    {
      if (element->meaning == VALUE && element->key == EO_DAV_CALENDAR)
        add_value (self, EO_DAV_LEFT_OUT, "");
      return;
    }
  if (element->meaning != VALUE || element->key != EO_DAV_CALENDAR)
    g_strstrip (self->text->str);
  if (element->meaning == HREF)
    take_href (self);
  else if (element->meaning == TOKEN)
    take_token (self);
  else if (element->meaning == VALUE)
    add_value (self, element->key, self->text->str);
  else if (is_within (self, PROPSTAT))
    self->part_code = parse_status (self->text->str);
  else
    self->code = parse_status (self->text->str);
}

static void
on_end (gpointer       data,
        const xmlChar *name,
        const xmlChar *prefix,
        const xmlChar *space)
{
  Reading *self = data;
  const Element *element;

  if (self->depth == 0)
    return;
  element = self->open[self->depth - 1];
  if (self->is_taken && element->meaning >= HREF)
    take_text (self, element);
  self->is_taken = FALSE;
  if (element->meaning == PROPSTAT)
    end_part (self);
  else if (element->meaning == RESPONSE)
    end_response (self);
  self->depth--;
}

static void
on_text (gpointer       data,
         const xmlChar *text,
         int            n)
{
  Reading *self = data;

  if (!self->is_taken || self->is_cut)
    return;
  if (self->text->len + n > self->most)
    self->is_cut = TRUE;
  else
    g_string_append_len (self->text, (const char *) text, n);
}

/* A DTD: nothing that a calendar server has a use for. */
static void
on_dtd (gpointer       data,
        const xmlChar *name,
        const xmlChar *external,
        const xmlChar *system)
{
  stop (data, EO_READER_DAMAGED);
}

static xmlEntity *
get_entity (gpointer       data,
            const xmlChar *name)
{
  return xmlGetPredefinedEntity (name);
}

static void G_GNUC_PRINTF (2, 3)
drop_error (gpointer    data,
            const char *format,
            ...)
{
}

static GVariant *
read_answer (const guint8   *text,
             gsize           size,
             EoReaderStatus *status)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC, .startElementNs = on_begin, .endElementNs = on_end, .characters = on_text, .cdataBlock = on_text,
    .internalSubset = on_dtd, .getEntity = get_entity, .error = drop_error, .warning = drop_error,
  };
  Reading self = { .status = EO_READER_OK, .text = g_string_new (NULL) };
  GVariant *answer;

  self.values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self.part = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_variant_builder_init (&self.responses, G_VARIANT_TYPE ("a" EO_DAV_RESPONSE));
  self.context = xmlCreateMemoryParserCtxt ((const char *) text, size);
  if (self.context == NULL)
    abort (); /* memory is short: eo-serve.c tells it */
  *self.context->sax = handler;
  self.context->userData = &self;
  xmlCtxtUseOptions (self.context, XML_PARSE_NONET);
  xmlParseDocument (self.context);
  if (self.status == EO_READER_OK && (!self.context->wellFormed || !self.has_root))
    self.status = EO_READER_DAMAGED;
  *status = self.status;
  answer = g_variant_new ("(sa" EO_DAV_RESPONSE ")", self.token != NULL ? self.token : "", &self.responses);
  return g_variant_ref_sink (answer);
}

static int
answer (const guint8          *data,
        gsize                  size,
        const EoReaderRequest *request,
        EoReaderReply         *reply)
{
  g_autoptr (GVariant) read = NULL;
  EoReaderStatus status;
  guint8 *memory;
  int fd;

  reply->status = EO_READER_REFUSED;
  if (request->op != EO_READER_DAV)
    return -1;
  reply->status = EO_READER_TOO_LARGE;
  if (size > EO_DAV_DOCUMENT)
    return -1;
  read = read_answer (data, size, &status);
  reply->status = status;
  if (status != EO_READER_OK)
    return -1;
  reply->status = EO_READER_TOO_LARGE;
  reply->bytes = g_variant_get_size (read);
  if (reply->bytes > EO_DAV_PAYLOAD || (fd = eo_shared_new (reply->bytes, &memory)) < 0)
    return -1;
  g_variant_store (read, memory);
  reply->status = EO_READER_OK;
  return eo_shared_seal (fd, memory, reply->bytes);
}

int
main (void)
{
  static const char *const readable[] = { NULL };

  xmlInitParser ();
  eo_serve (readable, MEMORY, CPU_SECONDS, EO_DAV_PAYLOAD, answer);
}
