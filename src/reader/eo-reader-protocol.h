/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the application and a caged program, execoffice-reader or execoffice-mail, say to each other: one request, one
 * reply, in turn, each a whole record of fixed size on a SOCK_SEQPACKET pair. What
 * does not fit in the reply comes as one sealed memfd beside it. Both ends are built
 * together and run on one machine, so these structs are the format. */

#define EO_READER_FD_SOCKET   3
#define EO_READER_FD_DOCUMENT 4

/* How the caged program ends when it is not the document's fault, or when it can still tell. */
#define EO_READER_EXIT_NO_CAGE 70
#define EO_READER_EXIT_MEMORY  71

#define EO_READER_MAX_SIDE    4096                /* pixels */
#define EO_READER_MAX_PAGES   20000
#define EO_READER_SIZES_FIRST 64                  /* pages measured in opening: one takes 13 µs */
#define EO_READER_SIZES_CHUNK 256                 /* and those measured at a time later */
#define EO_READER_MAX_CHARS   500000              /* a page */
#define EO_READER_MAX_LINKS   5000                /* a page */
#define EO_READER_MAX_MATCHES 5000                /* rectangles a page */
#define EO_READER_MAX_URI     2048                /* bytes, with the NUL */
#define EO_READER_MAX_TEXT    1024                /* bytes of password or searched text, with the NUL */
#define EO_READER_MAX_PAYLOAD (72 * 1024 * 1024)  /* bytes: the largest picture, and some */
#define EO_READER_MAX_PART    (256 * 1024 * 1024) /* bytes: decoding never makes more of a message than it is */
#define EO_READER_MAX_POINTS  200000.0            /* a side of a page: PDF itself ends at 14,400 user units */

typedef enum
{
  EO_READER_OPEN = 1, /* text: password. count: pages; payload: an EoReaderSize for the first of them */
  EO_READER_SIZES,    /* page: the first. count; payload: that many EoReaderSize, at most a chunk */
  EO_READER_RENDER,   /* page, scale, rotation. width, height; payload: pixels, stride 4 × width */
  EO_READER_TEXT,     /* page. count: characters; payload: that many EoReaderRect, then the text */
  EO_READER_PLAIN,    /* page. payload: the text alone; count: 1 where the page is a picture, to be read as one */
  EO_READER_FIND,     /* page, text. count; payload: EoReaderMatch */
  EO_READER_LINKS,    /* page. count; payload: EoReaderLink */
  EO_READER_BOUNDS,   /* page. rect */

  /* Of execoffice-mail alone, whose document is a message: */
  EO_READER_MAIL,     /* payload: a GVariant of EO_READER_MAIL_TYPE. count: its attachments */
  EO_READER_PART,     /* page: an attachment, from 0. payload: its bytes, decoded */

  /* Of execoffice-split alone: */
  EO_READER_CUT,      /* page: the first, rotation: how many, 0 for all from there. count; payload: a PDF of these */

  /* Of execoffice-pack alone, whose document is an EoPackHead and what it tells of: */
  EO_READER_PACK_COUNT,   /* page: a part. count: its pages */
  EO_READER_PACK_TEXT,    /* page: an EoPackText. text: what it is from here on */
  EO_READER_PACK_OUTLINE, /* page: how deep. text: leads to the page that is put next */
  EO_READER_PACK_PAGE,    /* rotation: a part, page: of it. That page is put */
  EO_READER_PACK_NOTE,    /* text: a heading, a line end, a message. A page of these is put */
  EO_READER_PACK_END,     /* payload: the PDF */

  /* Of execoffice-calendar alone: */
  EO_READER_EVENTS,   /* eo-calendar-protocol.h says it */

  /* Of execoffice-dav alone: */
  EO_READER_DAV,      /* eo-dav-protocol.h says it */
} EoReaderOp;

typedef enum
{
  EO_READER_OK,
  EO_READER_PASSWORD,    /* encrypted, and the password is missing or wrong */
  EO_READER_UNSUPPORTED, /* no format read here */
  EO_READER_DAMAGED,     /* of a format read here, but broken */
  EO_READER_TOO_LARGE,   /* too many pages, or a picture that does not fit in memory */
  EO_READER_REFUSED,     /* a request that makes no sense */
  EO_READER_N_STATUS
} EoReaderStatus;

/* A message. The sender's name and address; To; Cc; subject; Message-ID, In-Reply-To and References without their
 * brackets; Ref; Date in seconds since 1970, or EO_READER_MAIL_NO_DATE, and its zone in minutes east; the text;
 * whether something was left out; the attachments: name ("" where it has none), media type, bytes. */
#define EO_READER_MAIL_TYPE     "(sssssssssxisba(sst))"
#define EO_READER_MAIL_NO_DATE  G_MININT64
#define EO_READER_MAIL_LINE     1000               /* characters of a name, an address, a subject or an id */
#define EO_READER_MAIL_LIST     (16 * 1024)        /* bytes of addresses or references: 64 KiB of header in all */
#define EO_READER_MAIL_TEXT     (1024 * 1024)      /* bytes */
#define EO_READER_MAIL_DEPTH    16                 /* of parts within parts; what is deeper is left out */
#define EO_READER_MAIL_PARTS    1000               /* that are looked at; further ones are left out */
#define EO_READER_MAIL_DECODED  ((gint64) 1 << 30) /* bytes of all attachments; further ones are left out */
#define EO_READER_MAIL_PAYLOAD  (4 * 1024 * 1024)  /* bytes of all that */

/* What execoffice-pack reads: several documents as one. An EoPackHead, an EoPackPlace for each, and their bytes. */
#define EO_PACK_MAX_PARTS 1000
#define EO_PACK_MAX_PAGES 2000
#define EO_PACK_MAX_DEPTH 3 /* of the outline */

typedef struct { guint64 n_parts; } EoPackHead;
typedef struct
{
  guint64 offset;
  guint64 bytes;
  guint64 is_own; /* drawn by us: put as it is. Else it stands, made smaller, within a frame */
} EoPackPlace;

typedef enum
{
  EO_PACK_TITLE,   /* of the PDF */
  EO_PACK_MARKING, /* top and bottom of each page */
  EO_PACK_LEFT,    /* at the foot */
  EO_PACK_RIGHT,
  EO_PACK_BROKEN,  /* in place of a page that is broken */
  EO_PACK_N_TEXTS
} EoPackText;

typedef struct { double x, y, width, height; } EoReaderRect;
typedef struct { double width, height; } EoReaderSize;
typedef struct { EoReaderRect rect; gint64 continued; } EoReaderMatch; /* goes on in the next one */
typedef struct { EoReaderRect rect; gint64 page; char uri[EO_READER_MAX_URI]; } EoReaderLink;

typedef struct
{
  guint32 op;
  guint32 serial;
  guint32 page;
  guint32 rotation;
  double  scale;
  char    text[EO_READER_MAX_TEXT];
} EoReaderRequest;

typedef struct
{
  guint32      serial;
  guint32      status;
  guint32      count;
  guint32      is_image;
  guint32      width;
  guint32      height;
  guint64      bytes;   /* of the memfd beside it; 0: there is none */
  guint64      cpu;     /* microseconds used so far */
  EoReaderRect rect;
} EoReaderReply;

G_END_DECLS
