-- Pages that are pictures: to be read, and what was read off them. A line of words is x, y, width and height in
-- ten-thousandths of the page, how sure it is of 100, whether it ends a line (1) or paragraph (2), and the word; a line
-- of codes is what a QR code says.
CREATE TABLE page_scan (
  id       INTEGER NOT NULL PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  page     INTEGER NOT NULL,
  state    TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'read', 'failed', 'stopped')),
  why      TEXT    NOT NULL DEFAULT '',
  words    TEXT    NOT NULL DEFAULT '',
  codes    TEXT    NOT NULL DEFAULT '',
  UNIQUE (document, page)
) STRICT;
-- What came last is read first: it is what people work on.
CREATE INDEX page_scan_queue ON page_scan (document DESC, page) WHERE state = 'queued';

-- Documents read before there was this table: which of their pages are pictures is found by reading them again.
UPDATE document SET text_state = 'queued' WHERE text_state = 'read';
