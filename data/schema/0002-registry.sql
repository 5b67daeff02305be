-- Correspondence and registry: the workflow of letters, replies, contributions, volumes, loans, disposal.

-- When it came and what is asked.
ALTER TABLE letter ADD COLUMN received_time    TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN addressee        INTEGER REFERENCES party (id);
ALTER TABLE letter ADD COLUMN language         TEXT    NOT NULL DEFAULT 'english';
ALTER TABLE letter ADD COLUMN priority         TEXT    NOT NULL DEFAULT 'normal';
ALTER TABLE letter ADD COLUMN volume           INTEGER REFERENCES volume (id);
-- Who deals with it, and how.
ALTER TABLE letter ADD COLUMN markup           TEXT    NOT NULL DEFAULT 'undecided';
ALTER TABLE letter ADD COLUMN instruction      TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN unit             INTEGER REFERENCES party (id);
ALTER TABLE letter ADD COLUMN asked            INTEGER NOT NULL DEFAULT 0;
ALTER TABLE letter ADD COLUMN onward           INTEGER REFERENCES party (id);
-- Its clock.
ALTER TABLE letter ADD COLUMN sender_due       TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN allocate_due     TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN draft_due        TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN office_due       TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN clock_stopped    TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN clock_reason     TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN extension_days   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE letter ADD COLUMN extension_reason TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN extension_state  TEXT    NOT NULL DEFAULT 'none';
-- Where the paper is.
ALTER TABLE letter ADD COLUMN holder           INTEGER REFERENCES party (id);
ALTER TABLE letter ADD COLUMN place            TEXT    NOT NULL DEFAULT '';
-- The reply.
ALTER TABLE letter ADD COLUMN return_reason    TEXT    NOT NULL DEFAULT 'none';
ALTER TABLE letter ADD COLUMN return_note      TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN answers          INTEGER REFERENCES letter (id);
ALTER TABLE letter ADD COLUMN replied_with     INTEGER REFERENCES letter (id);
ALTER TABLE letter ADD COLUMN replied_on       TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN thread           INTEGER REFERENCES letter (id);
ALTER TABLE letter ADD COLUMN body             TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN signed_how       TEXT    NOT NULL DEFAULT 'unsigned';
ALTER TABLE letter ADD COLUMN signed_on        TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN signed_off       TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN proof            TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN delivery         TEXT    NOT NULL DEFAULT 'none';
ALTER TABLE letter ADD COLUMN delivered_on     TEXT    NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN sent_hash        TEXT    NOT NULL DEFAULT '';

-- What is open is everything without an end; the saved filters say it in the same words.
DROP INDEX letter_open;
DROP INDEX letter_open_due;
DROP INDEX letter_open_assigned;
CREATE INDEX letter_open ON letter (received_on, id, deleted_at, answers, status)
  WHERE deleted_at = '' AND answers IS NULL AND status NOT IN ('closed', 'transferred', 'no-reply');
CREATE INDEX letter_open_due ON letter (reply_due, id, deleted_at, answers, status, assigned_to)
  WHERE deleted_at = '' AND answers IS NULL AND status NOT IN ('closed', 'transferred', 'no-reply') AND reply_due <> '';
CREATE INDEX letter_open_assigned ON letter (assigned_to, id, deleted_at, answers, status, asked)
  WHERE deleted_at = '' AND answers IS NULL AND status NOT IN ('closed', 'transferred', 'no-reply');
CREATE INDEX letter_status ON letter (status, received_on, id, deleted_at, replied_with) WHERE deleted_at = '';
CREATE INDEX letter_thread ON letter (thread, id) WHERE thread IS NOT NULL;
CREATE INDEX letter_answers ON letter (answers, id) WHERE answers IS NOT NULL;
CREATE INDEX letter_volume ON letter (volume, id) WHERE volume IS NOT NULL;
CREATE INDEX letter_their_reference ON letter (their_reference, id) WHERE their_reference <> '';
-- Turnaround: what was answered, by unit and month.
CREATE INDEX letter_turnaround ON letter (unit, received_on, replied_on, deleted_at)
  WHERE deleted_at = '' AND replied_on <> '';

-- The file plan as a tree, with its life.
ALTER TABLE file ADD COLUMN parent     INTEGER REFERENCES file (id);
ALTER TABLE file ADD COLUMN status     TEXT    NOT NULL DEFAULT 'open';
ALTER TABLE file ADD COLUMN opened_on  TEXT    NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN why        TEXT    NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN legal_hold TEXT    NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN place      TEXT    NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN holder     INTEGER REFERENCES party (id);
ALTER TABLE file ADD COLUMN dispose_on TEXT    NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN run        INTEGER REFERENCES disposal (id);
UPDATE file SET status = 'closed' WHERE closed_on <> '';
CREATE INDEX file_parent ON file (parent, number, id) WHERE deleted_at = '';
CREATE INDEX file_dispose ON file (dispose_on, id) WHERE deleted_at = '' AND status = 'closed' AND dispose_on <> '';
CREATE INDEX file_run ON file (run, id) WHERE run IS NOT NULL;

CREATE TABLE volume (
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
  name           TEXT    NOT NULL DEFAULT '',
  file           INTEGER REFERENCES file (id),
  number         INTEGER NOT NULL DEFAULT 0,
  opened_on      TEXT    NOT NULL DEFAULT '',
  closed_on      TEXT    NOT NULL DEFAULT '',
  why            TEXT    NOT NULL DEFAULT '',
  status         TEXT    NOT NULL DEFAULT 'open',
  place          TEXT    NOT NULL DEFAULT '',
  holder         INTEGER REFERENCES party (id)
) STRICT;
CREATE UNIQUE INDEX volume_number ON volume (file, number) WHERE deleted_at = '';

-- A file or a volume lent out, and given back.
CREATE TABLE loan (
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
  title          TEXT    NOT NULL DEFAULT '',
  file           INTEGER REFERENCES file (id),
  volume         INTEGER REFERENCES volume (id),
  borrower       INTEGER REFERENCES party (id),
  out_on         TEXT    NOT NULL DEFAULT '',
  due_back       TEXT    NOT NULL DEFAULT '',
  returned_on    TEXT    NOT NULL DEFAULT '',
  status         TEXT    NOT NULL DEFAULT 'out',
  notes          TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX loan_file ON loan (file, id) WHERE deleted_at = '';
CREATE INDEX loan_out ON loan (due_back, id, deleted_at, status) WHERE deleted_at = '' AND status = 'out';

-- Disposal: a list of files, its authority, the approval by another person, what was destroyed.
CREATE TABLE disposal (
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
  title          TEXT    NOT NULL DEFAULT '',
  means          TEXT    NOT NULL DEFAULT 'destroy',
  authority      TEXT    NOT NULL DEFAULT '',
  listed_on      TEXT    NOT NULL DEFAULT '',
  approved_by    TEXT    NOT NULL DEFAULT '',
  approved_on    TEXT    NOT NULL DEFAULT '',
  carried_out_on TEXT    NOT NULL DEFAULT '',
  witness        TEXT    NOT NULL DEFAULT '',
  status         TEXT    NOT NULL DEFAULT 'listed',
  notes          TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX disposal_reference ON disposal (reference) WHERE reference <> '';
-- What the certificate quotes: the bytes are gone, their hashes stay.
CREATE TABLE disposed_document (
  id       INTEGER NOT NULL PRIMARY KEY,
  disposal INTEGER NOT NULL REFERENCES disposal (id),
  file     INTEGER NOT NULL REFERENCES file (id),
  letter   INTEGER NOT NULL,
  name     TEXT    NOT NULL,
  size     INTEGER NOT NULL,
  sha256   TEXT    NOT NULL,
  elsewhere INTEGER NOT NULL
) STRICT;
CREATE INDEX disposed_document_disposal ON disposed_document (disposal, id);
CREATE INDEX disposed_document_sha256 ON disposed_document (sha256);

-- What another unit is asked to say about a letter.
CREATE TABLE contribution (
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
  question       TEXT    NOT NULL DEFAULT '',
  letter         INTEGER REFERENCES letter (id),
  unit           INTEGER REFERENCES party (id),
  asked_on       TEXT    NOT NULL DEFAULT '',
  due            TEXT    NOT NULL DEFAULT '',
  received_on    TEXT    NOT NULL DEFAULT '',
  answer         TEXT    NOT NULL DEFAULT '',
  status         TEXT    NOT NULL DEFAULT 'asked'
) STRICT;
CREATE INDEX contribution_letter ON contribution (letter, id) WHERE deleted_at = '';
CREATE INDEX contribution_due ON contribution (due, id, deleted_at, status) WHERE deleted_at = '' AND status = 'asked';

-- Replies written once, each with somebody who answers for it and a day to look at it again.
CREATE TABLE standard_reply (
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
  title          TEXT    NOT NULL DEFAULT '',
  matter         TEXT    NOT NULL DEFAULT 'other',
  language       TEXT    NOT NULL DEFAULT 'english',
  body           TEXT    NOT NULL DEFAULT '',
  owner          INTEGER REFERENCES party (id),
  review_on      TEXT    NOT NULL DEFAULT ''
) STRICT;

-- Files taken in and not registered yet are drafts that say where they came from.
ALTER TABLE draft ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN why    TEXT NOT NULL DEFAULT '';
-- The same bytes came before, and the clerk has decided: 'copy' (a second copy), 'tie' (tied to the first).
ALTER TABLE draft ADD COLUMN same   TEXT NOT NULL DEFAULT '';
CREATE INDEX draft_source ON draft (kind, id) WHERE source <> '';

-- Filters people made themselves: a name for a filter and a text to look for.
CREATE TABLE saved_filter (
  id     INTEGER NOT NULL PRIMARY KEY,
  owner  TEXT    NOT NULL,
  kind   TEXT    NOT NULL,
  name   TEXT    NOT NULL,
  filter TEXT    NOT NULL,
  text   TEXT    NOT NULL,
  UNIQUE (owner, kind, name)
) STRICT;

-- What tells this office from another: on cover sheets, so that a scan of one office is not taken for another's.
INSERT INTO setting (name, value)
  SELECT 'office-id', substr (h, 1, 8) || '-' || substr (h, 9, 4) || '-4' || substr (h, 14, 3) || '-a' || substr (h, 18, 3)
                      || '-' || substr (h, 21, 12)
  FROM (SELECT lower (hex (randomblob (16))) AS h);
