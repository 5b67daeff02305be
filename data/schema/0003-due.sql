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
