-- The first office: records, journal, documents, search.
-- Every table of records has the columns id … deleted_at first; the rest are the kind's fields, in its table's order.
-- Dates are ISO text, '' for none; choices are their nicks; a link is the other record's id, or NULL.

CREATE TABLE setting (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Numbers given out, per series and year: never twice, and never taken back.
CREATE TABLE number_series (
  series TEXT    NOT NULL,
  year   INTEGER NOT NULL,
  last   INTEGER NOT NULL,
  PRIMARY KEY (series, year)
) STRICT;

-- Persons and organisations share their ids, so that a link can be to either.
CREATE TABLE party (
  id    INTEGER NOT NULL PRIMARY KEY,
  kind  TEXT    NOT NULL,
  title TEXT    NOT NULL
) STRICT;
CREATE INDEX party_title ON party (title COLLATE NOCASE, id);

CREATE TABLE organisation (
  id             INTEGER NOT NULL PRIMARY KEY REFERENCES party (id),
  uid            TEXT    NOT NULL UNIQUE,
  reference      TEXT    NOT NULL DEFAULT '',
  version        INTEGER NOT NULL,
  created_at     TEXT    NOT NULL,
  created_by     TEXT    NOT NULL,
  modified_at    TEXT    NOT NULL,
  modified_by    TEXT    NOT NULL,
  classification TEXT    NOT NULL DEFAULT 'open',
  deleted_at     TEXT    NOT NULL DEFAULT '',
  name           TEXT    NOT NULL DEFAULT '',
  sector         TEXT    NOT NULL DEFAULT 'other',
  email          TEXT    NOT NULL DEFAULT '',
  phone          TEXT    NOT NULL DEFAULT '',
  address        TEXT    NOT NULL DEFAULT '',
  notes          TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX organisation_name ON organisation (name, id) WHERE deleted_at = '';

CREATE TABLE person (
  id             INTEGER NOT NULL PRIMARY KEY REFERENCES party (id),
  uid            TEXT    NOT NULL UNIQUE,
  reference      TEXT    NOT NULL DEFAULT '',
  version        INTEGER NOT NULL,
  created_at     TEXT    NOT NULL,
  created_by     TEXT    NOT NULL,
  modified_at    TEXT    NOT NULL,
  modified_by    TEXT    NOT NULL,
  classification TEXT    NOT NULL DEFAULT 'open',
  deleted_at     TEXT    NOT NULL DEFAULT '',
  name           TEXT    NOT NULL DEFAULT '',
  post           TEXT    NOT NULL DEFAULT '',
  organisation   INTEGER REFERENCES party (id),
  salutation     TEXT    NOT NULL DEFAULT '',
  email          TEXT    NOT NULL DEFAULT '',
  phone          TEXT    NOT NULL DEFAULT '',
  address        TEXT    NOT NULL DEFAULT '',
  staff          INTEGER NOT NULL DEFAULT 0,
  account        TEXT    NOT NULL DEFAULT '',
  notes          TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX person_name ON person (name, id) WHERE deleted_at = '';
CREATE INDEX person_staff ON person (name, id) WHERE deleted_at = '' AND staff = 1;
CREATE INDEX person_account ON person (account) WHERE account <> '';
CREATE INDEX person_organisation ON person (organisation) WHERE organisation IS NOT NULL;

-- The file plan: main series, sub-series, file, by their slash-separated number.
CREATE TABLE file (
  id             INTEGER NOT NULL PRIMARY KEY,
  uid            TEXT    NOT NULL UNIQUE,
  reference      TEXT    NOT NULL DEFAULT '',
  version        INTEGER NOT NULL,
  created_at     TEXT    NOT NULL,
  created_by     TEXT    NOT NULL,
  modified_at    TEXT    NOT NULL,
  modified_by    TEXT    NOT NULL,
  classification TEXT    NOT NULL DEFAULT 'open',
  deleted_at     TEXT    NOT NULL DEFAULT '',
  number         TEXT    NOT NULL DEFAULT '',
  title          TEXT    NOT NULL DEFAULT '',
  description    TEXT    NOT NULL DEFAULT '',
  disposal       TEXT    NOT NULL DEFAULT '',
  closed_on      TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX file_number ON file (number) WHERE deleted_at = '';

CREATE TABLE letter (
  id             INTEGER NOT NULL PRIMARY KEY,
  uid            TEXT    NOT NULL UNIQUE,
  reference      TEXT    NOT NULL DEFAULT '',
  version        INTEGER NOT NULL,
  created_at     TEXT    NOT NULL,
  created_by     TEXT    NOT NULL,
  modified_at    TEXT    NOT NULL,
  modified_by    TEXT    NOT NULL,
  classification TEXT    NOT NULL DEFAULT 'open',
  deleted_at     TEXT    NOT NULL DEFAULT '',
  direction      TEXT    NOT NULL DEFAULT 'incoming',
  subject        TEXT    NOT NULL DEFAULT '',
  correspondent  INTEGER REFERENCES party (id),
  signed_by      TEXT    NOT NULL DEFAULT '',
  letter_date    TEXT    NOT NULL DEFAULT '',
  received_on    TEXT    NOT NULL DEFAULT '',
  their_reference TEXT   NOT NULL DEFAULT '',
  mode           TEXT    NOT NULL DEFAULT 'post',
  file           INTEGER REFERENCES file (id),
  matter         TEXT    NOT NULL DEFAULT 'other',
  assigned_to    INTEGER REFERENCES party (id),
  reply_due      TEXT    NOT NULL DEFAULT '',
  status         TEXT    NOT NULL DEFAULT 'registered',
  notes          TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX letter_reference ON letter (reference) WHERE reference <> '';
-- deleted_at and status stand in the indexes although their WHERE says it all: SQLite 3.40 asks for them again, and would
-- read every row of the table to count or list a million letters.
CREATE INDEX letter_received ON letter (received_on, id, deleted_at) WHERE deleted_at = '';
CREATE INDEX letter_due ON letter (reply_due, id, deleted_at) WHERE deleted_at = '';
CREATE INDEX letter_correspondent ON letter (correspondent, id, deleted_at) WHERE deleted_at = '';
CREATE INDEX letter_open ON letter (received_on, id, deleted_at, status)
  WHERE deleted_at = '' AND status <> 'closed';
CREATE INDEX letter_open_due ON letter (reply_due, id, deleted_at, status)
  WHERE deleted_at = '' AND status <> 'closed' AND reply_due <> '';
CREATE INDEX letter_open_assigned ON letter (assigned_to, id, deleted_at, status)
  WHERE deleted_at = '' AND status <> 'closed';
CREATE INDEX letter_file ON letter (file, id) WHERE file IS NOT NULL;

-- Who must do what by when, about any record.
CREATE TABLE action (
  id             INTEGER NOT NULL PRIMARY KEY,
  uid            TEXT    NOT NULL UNIQUE,
  reference      TEXT    NOT NULL DEFAULT '',
  version        INTEGER NOT NULL,
  created_at     TEXT    NOT NULL,
  created_by     TEXT    NOT NULL,
  modified_at    TEXT    NOT NULL,
  modified_by    TEXT    NOT NULL,
  classification TEXT    NOT NULL DEFAULT 'open',
  deleted_at     TEXT    NOT NULL DEFAULT '',
  task           TEXT    NOT NULL DEFAULT '',
  owner          INTEGER REFERENCES party (id),
  due            TEXT    NOT NULL DEFAULT '',
  status         TEXT    NOT NULL DEFAULT 'open',
  about_kind     TEXT    NOT NULL DEFAULT '',
  about_id       INTEGER NOT NULL DEFAULT 0,
  notes          TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX action_about ON action (about_kind, about_id) WHERE deleted_at = '';
CREATE INDEX action_due ON action (due, id, deleted_at, status) WHERE deleted_at = '' AND status <> 'done';

-- Ties between any two records.
CREATE TABLE tie (
  id         INTEGER NOT NULL PRIMARY KEY,
  from_kind  TEXT    NOT NULL,
  from_id    INTEGER NOT NULL,
  to_kind    TEXT    NOT NULL,
  to_id      INTEGER NOT NULL,
  role       TEXT    NOT NULL DEFAULT '',
  created_at TEXT    NOT NULL,
  created_by TEXT    NOT NULL,
  UNIQUE (from_kind, from_id, to_kind, to_id, role)
) STRICT;
CREATE INDEX tie_to ON tie (to_kind, to_id);

-- Documents by their content, and where they hang. Ids are never given again: a document is read for a while, and
-- may be gone, with a draft, when its text comes.
CREATE TABLE document (
  id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  sha256     TEXT    NOT NULL UNIQUE,
  size       INTEGER NOT NULL,
  media_type TEXT    NOT NULL,
  text_state TEXT    NOT NULL DEFAULT 'queued' CHECK (text_state IN ('queued', 'read', 'none', 'failed')),
  text_why   TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX document_queue ON document (id) WHERE text_state = 'queued';

CREATE TABLE document_chunk (
  id       INTEGER NOT NULL PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  n        INTEGER NOT NULL,
  bytes    BLOB    NOT NULL,
  UNIQUE (document, n)
) STRICT;

CREATE TABLE attachment (
  id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind       TEXT    NOT NULL,
  record     INTEGER NOT NULL,
  document   INTEGER NOT NULL REFERENCES document (id),
  name       TEXT    NOT NULL,
  added_at   TEXT    NOT NULL,
  added_by   TEXT    NOT NULL,
  removed_at TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attachment_record ON attachment (kind, record) WHERE removed_at = '';
CREATE INDEX attachment_document ON attachment (document) WHERE removed_at = '';

-- What is being typed.
CREATE TABLE draft (
  id      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind    TEXT    NOT NULL,
  record  INTEGER NOT NULL,
  version INTEGER NOT NULL,
  title   TEXT    NOT NULL,
  payload TEXT    NOT NULL,
  kept_at TEXT    NOT NULL,
  kept_by TEXT    NOT NULL
) STRICT;
CREATE INDEX draft_record ON draft (kind, record);

-- The journal: append-only; hash = SHA-256 (previous hash, seq, at, by, kind, record, action, digest);
-- digest = SHA-256 (payload). Payloads lie apart so that a lawful purge leaves the chain whole.
CREATE TABLE journal (
  seq    INTEGER NOT NULL PRIMARY KEY,
  at     TEXT    NOT NULL,
  by     TEXT    NOT NULL,
  kind   TEXT    NOT NULL,
  record INTEGER NOT NULL,
  action TEXT    NOT NULL,
  digest BLOB    NOT NULL,
  hash   BLOB    NOT NULL
) STRICT;
CREATE INDEX journal_record ON journal (kind, record);
CREATE TABLE journal_payload (
  seq     INTEGER NOT NULL PRIMARY KEY REFERENCES journal (seq),
  payload TEXT    NOT NULL
) STRICT;
CREATE TRIGGER journal_never_updated BEFORE UPDATE ON journal
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_payload_never_updated BEFORE UPDATE ON journal_payload
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

-- What search finds: one row a record (kind, record; document 0), one row a page of a document
-- (kind '', record 0). Tags are words nobody types, for the kind and the year. Ids rise with time,
-- so that "newest first" is the index's own order backwards.
CREATE TABLE search_row (
  id       INTEGER NOT NULL PRIMARY KEY,
  kind     TEXT    NOT NULL,
  record   INTEGER NOT NULL,
  document INTEGER NOT NULL DEFAULT 0,
  page     INTEGER NOT NULL DEFAULT 0,
  dated    TEXT    NOT NULL DEFAULT '',
  title    TEXT    NOT NULL,
  who      TEXT    NOT NULL,
  body     TEXT    NOT NULL,
  tags     TEXT    NOT NULL
) STRICT;
CREATE INDEX search_row_record ON search_row (kind, record) WHERE document = 0;
CREATE INDEX search_row_document ON search_row (document, page) WHERE document <> 0;
CREATE VIRTUAL TABLE search_fts USING fts5 (
  title, who, body, tags,
  content = 'search_row', content_rowid = 'id',
  prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 2'
);
