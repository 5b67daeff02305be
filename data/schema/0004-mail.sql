-- Messages that came by e-mail: the same one never comes in twice.

-- key: "id:" and its Message-ID, or "sha256:" and the hash of its bytes where it has none. kind and record: what it
-- became, 'draft' while it is being registered. A deleted letter's message is still known.
CREATE TABLE mail (
  key    TEXT    NOT NULL PRIMARY KEY,
  kind   TEXT    NOT NULL,
  record INTEGER NOT NULL
) STRICT;
CREATE INDEX mail_record ON mail (kind, record);

-- Who a message is from.
CREATE INDEX person_email ON person (email COLLATE NOCASE, id) WHERE email <> '';
CREATE INDEX organisation_email ON organisation (email COLLATE NOCASE, id) WHERE email <> '';
