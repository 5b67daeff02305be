-- What due dates are counted by: days that the Public Holidays Act does not know.

CREATE TABLE special_day (
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
  date           TEXT    NOT NULL DEFAULT '',
  title          TEXT    NOT NULL DEFAULT '',
  working        TEXT    NOT NULL DEFAULT 'off'
) STRICT;
CREATE UNIQUE INDEX special_day_date ON special_day (date) WHERE deleted_at = '';

-- How long the stages of a letter may take: the most specific rule for a letter counts. Choices are those of a letter,
-- and 'any'.
CREATE TABLE due_rule (
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
  matter         TEXT    NOT NULL DEFAULT 'any',
  markup         TEXT    NOT NULL DEFAULT 'any',
  priority       TEXT    NOT NULL DEFAULT 'any',
  allocate_days  INTEGER NOT NULL DEFAULT 0,
  draft_days     INTEGER NOT NULL DEFAULT 0,
  office_days    INTEGER NOT NULL DEFAULT 0,
  dispatch_days  INTEGER NOT NULL DEFAULT 0,
  basis          TEXT    NOT NULL DEFAULT 'working',
  source         TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX due_rule_for ON due_rule (matter, markup, priority) WHERE deleted_at = '';

-- To begin with. The first is practice elsewhere, and no law here: an office changes it to what it has decided.
INSERT INTO due_rule (uid, version, created_at, created_by, modified_at, modified_by, title, matter, allocate_days,
                      draft_days, office_days, dispatch_days, basis, source)
SELECT column1, 1, now, 'ExecOffice', now, 'ExecOffice', column2, column3, column4, column5, column6, column7, column8,
       column9
FROM (VALUES
  ('5d0f6b1e-8a43-4c0e-9d57-3a1f0c2b7e01', 'Any letter', 'any', 2, 10, 11, 15, 'working',
   'Ministerial correspondence elsewhere (United Kingdom, Home Office). No law: change it to what this office has decided.'),
  ('5d0f6b1e-8a43-4c0e-9d57-3a1f0c2b7e02', 'Request for access to information', 'access', 0, 0, 0, 30, 'calendar',
   'Promotion of Access to Information Act 2 of 2000, section 25: decide and notify within 30 days. One extension of at most 30 days (section 26).')),
  (SELECT strftime ('%Y-%m-%dT%H:%M:%SZ', 'now') AS now);
INSERT INTO search_row (kind, record, dated, title, who, body, tags)
SELECT 'due_rule', id, date ('now', 'localtime'), title, '', source,
       'qzkindduerule qzyear' || strftime ('%Y', 'now', 'localtime')
FROM due_rule;
INSERT INTO search_fts (rowid, title, who, body, tags)
SELECT id, title, who, body, tags FROM search_row WHERE kind = 'due_rule';
