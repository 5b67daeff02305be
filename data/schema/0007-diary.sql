-- The diary: whose they are, what stands in them, who attends, what is asked for, and trips.

CREATE TABLE diary (
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
  name             TEXT    NOT NULL DEFAULT '',
  tag              TEXT    NOT NULL DEFAULT '',
  principal        INTEGER REFERENCES person (id),
  keeper           INTEGER REFERENCES person (id),
  colour           TEXT    NOT NULL DEFAULT 'blue',
  zone             TEXT    NOT NULL DEFAULT '',
  day_starts       TEXT    NOT NULL DEFAULT '',
  day_ends         TEXT    NOT NULL DEFAULT '',
  works            TEXT    NOT NULL DEFAULT 'weekdays',
  words_per_minute INTEGER NOT NULL DEFAULT 0,
  travel_minutes   INTEGER NOT NULL DEFAULT 0,
  discloses        TEXT    NOT NULL DEFAULT 'busy',
  status           TEXT    NOT NULL DEFAULT 'used'
) STRICT;
CREATE INDEX diary_name ON diary (name, id, deleted_at) WHERE deleted_at = '';

-- Times are those of the clocks at the place (starts, ends, and their zones); starts_at and the like are reckoned from
-- them when it is saved, in UTC. span: 0 blocks some days at most, 1 is longer, 2 repeats.
CREATE TABLE appointment (
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
  subject          TEXT    NOT NULL DEFAULT '',
  diary            INTEGER REFERENCES diary (id),
  starts           TEXT    NOT NULL DEFAULT '',
  starts_zone      TEXT    NOT NULL DEFAULT '',
  ends             TEXT    NOT NULL DEFAULT '',
  ends_zone        TEXT    NOT NULL DEFAULT '',
  all_day          INTEGER NOT NULL DEFAULT 0,
  place            TEXT    NOT NULL DEFAULT '',
  address          TEXT    NOT NULL DEFAULT '',
  map              TEXT    NOT NULL DEFAULT '',
  category         TEXT    NOT NULL DEFAULT 'meeting',
  status           TEXT    NOT NULL DEFAULT 'confirmed',
  shows_as         TEXT    NOT NULL DEFAULT 'busy',
  private          INTEGER NOT NULL DEFAULT 0,
  attendance       TEXT    NOT NULL DEFAULT 'to_confirm',
  delegate         INTEGER REFERENCES person (id),
  preparation      INTEGER NOT NULL DEFAULT 0,
  travel_before    INTEGER NOT NULL DEFAULT 0,
  travel_after     INTEGER NOT NULL DEFAULT 0,
  buffer           INTEGER NOT NULL DEFAULT 0,
  travel_note      TEXT    NOT NULL DEFAULT '',
  repeats          TEXT    NOT NULL DEFAULT '',
  except_on        TEXT    NOT NULL DEFAULT '',
  extra_on         TEXT    NOT NULL DEFAULT '',
  moved_on         TEXT    NOT NULL DEFAULT '',
  series           INTEGER REFERENCES appointment (id),
  occurrence       TEXT    NOT NULL DEFAULT '',
  request          INTEGER REFERENCES request (id),
  hold_number      INTEGER NOT NULL DEFAULT 0,
  hold_count       INTEGER NOT NULL DEFAULT 0,
  leg              INTEGER REFERENCES leg (id),
  brief            TEXT    NOT NULL DEFAULT '',
  notes            TEXT    NOT NULL DEFAULT '',
  starts_at        TEXT    NOT NULL DEFAULT '',
  ends_at          TEXT    NOT NULL DEFAULT '',
  blocked_from     TEXT    NOT NULL DEFAULT '',
  blocked_until    TEXT    NOT NULL DEFAULT '',
  span             INTEGER NOT NULL DEFAULT 0,
  ical_uid         TEXT    NOT NULL DEFAULT '',
  sequence         INTEGER NOT NULL DEFAULT 0,
  other_lines      TEXT    NOT NULL DEFAULT '',
  pack             TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX appointment_span ON appointment (span, blocked_from, blocked_until, deleted_at, version) WHERE deleted_at = '';
CREATE INDEX appointment_starts ON appointment (starts, id, deleted_at) WHERE deleted_at = '';
CREATE INDEX appointment_status ON appointment (status, blocked_until, id, deleted_at, starts) WHERE deleted_at = '';
CREATE INDEX appointment_series ON appointment (series, occurrence) WHERE series IS NOT NULL;
CREATE INDEX appointment_request ON appointment (request, id) WHERE request IS NOT NULL;
CREATE INDEX appointment_leg ON appointment (leg) WHERE leg IS NOT NULL;
CREATE INDEX appointment_uid ON appointment (ical_uid, diary) WHERE ical_uid <> '';

CREATE TABLE attendee (
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
  name             TEXT    NOT NULL DEFAULT '',
  appointment      INTEGER REFERENCES appointment (id),
  party            INTEGER REFERENCES party (id),
  email            TEXT    NOT NULL DEFAULT '',
  role             TEXT    NOT NULL DEFAULT 'attends',
  response         TEXT    NOT NULL DEFAULT 'none',
  remarks          TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attendee_appointment ON attendee (appointment, id) WHERE appointment IS NOT NULL;
CREATE INDEX attendee_party ON attendee (party, id) WHERE party IS NOT NULL;

CREATE TABLE request (
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
  subject          TEXT    NOT NULL DEFAULT '',
  requester        INTEGER REFERENCES party (id),
  contact          TEXT    NOT NULL DEFAULT '',
  came_by          TEXT    NOT NULL DEFAULT 'letter',
  asked_on         TEXT    NOT NULL DEFAULT '',
  answer_by        TEXT    NOT NULL DEFAULT '',
  diary            INTEGER REFERENCES diary (id),
  asked            TEXT    NOT NULL DEFAULT '',
  place            TEXT    NOT NULL DEFAULT '',
  address          TEXT    NOT NULL DEFAULT '',
  audience         TEXT    NOT NULL DEFAULT '',
  media            TEXT    NOT NULL DEFAULT '',
  cost             TEXT    NOT NULL DEFAULT '',
  minutes          INTEGER NOT NULL DEFAULT 0,
  wanted           TEXT    NOT NULL DEFAULT '',
  chosen           TEXT    NOT NULL DEFAULT '',
  owner            INTEGER REFERENCES person (id),
  letter           INTEGER REFERENCES letter (id),
  advice           TEXT    NOT NULL DEFAULT '',
  delegate         INTEGER REFERENCES person (id),
  reason           TEXT    NOT NULL DEFAULT '',
  answer           INTEGER REFERENCES letter (id),
  appointment      INTEGER REFERENCES appointment (id),
  notes            TEXT    NOT NULL DEFAULT '',
  status           TEXT    NOT NULL DEFAULT 'received'
) STRICT;
CREATE INDEX request_status ON request (status, answer_by, id, deleted_at, owner) WHERE deleted_at = '';
CREATE INDEX request_asked_on ON request (asked_on, id, deleted_at) WHERE deleted_at = '';
CREATE INDEX request_letter ON request (letter) WHERE letter IS NOT NULL;

CREATE TABLE trip (
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
  title            TEXT    NOT NULL DEFAULT '',
  diary            INTEGER REFERENCES diary (id),
  starts           TEXT    NOT NULL DEFAULT '',
  ends             TEXT    NOT NULL DEFAULT '',
  purpose          TEXT    NOT NULL DEFAULT '',
  delegation       TEXT    NOT NULL DEFAULT '',
  notes            TEXT    NOT NULL DEFAULT '',
  status           TEXT    NOT NULL DEFAULT 'planned'
) STRICT;
CREATE INDEX trip_starts ON trip (starts, id, deleted_at) WHERE deleted_at = '';

CREATE TABLE leg (
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
  route            TEXT    NOT NULL DEFAULT '',
  trip             INTEGER REFERENCES trip (id),
  mode             TEXT    NOT NULL DEFAULT 'car',
  from_place       TEXT    NOT NULL DEFAULT '',
  to_place         TEXT    NOT NULL DEFAULT '',
  leaves           TEXT    NOT NULL DEFAULT '',
  leaves_zone      TEXT    NOT NULL DEFAULT '',
  arrives          TEXT    NOT NULL DEFAULT '',
  arrives_zone     TEXT    NOT NULL DEFAULT '',
  carrier          TEXT    NOT NULL DEFAULT '',
  booking          TEXT    NOT NULL DEFAULT '',
  contact          TEXT    NOT NULL DEFAULT '',
  phone            TEXT    NOT NULL DEFAULT '',
  driver           INTEGER REFERENCES person (id),
  vehicle          TEXT    NOT NULL DEFAULT '',
  distance         INTEGER NOT NULL DEFAULT 0,
  notes            TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX leg_trip ON leg (trip, leaves, id) WHERE trip IS NOT NULL;

-- What a standard reply is for, where something begins it.
ALTER TABLE standard_reply ADD COLUMN purpose TEXT NOT NULL DEFAULT 'any';

-- What a diary and a calendar on a server have told each other. Addresses and passwords are not kept here: identity is a
-- digest, by which another calendar is recognised. An etag "" says that it is not on the server, "?" that the server did
-- not say it. versions: of our records by then; hash: of what we said, or would have; refused: the etag or hash of what the
-- other side does not take.
CREATE TABLE caldav_collection (
  diary          INTEGER NOT NULL PRIMARY KEY REFERENCES diary (id),
  identity       TEXT    NOT NULL,
  name           TEXT    NOT NULL DEFAULT '',
  token          TEXT    NOT NULL DEFAULT '',
  ctag           TEXT    NOT NULL DEFAULT '',
  synced_at      TEXT    NOT NULL DEFAULT '',
  trouble        TEXT    NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE caldav_item (
  id             INTEGER NOT NULL PRIMARY KEY,
  diary          INTEGER NOT NULL REFERENCES diary (id),
  member         TEXT    NOT NULL,
  uid            TEXT    NOT NULL DEFAULT '',
  etag           TEXT    NOT NULL DEFAULT '',
  versions       TEXT    NOT NULL DEFAULT '',
  hash           TEXT    NOT NULL DEFAULT '',
  known          INTEGER NOT NULL DEFAULT 0,
  refused        TEXT    NOT NULL DEFAULT '',
  UNIQUE (diary, member)
) STRICT;
CREATE INDEX caldav_item_uid ON caldav_item (diary, uid);

-- Changed here and there. mine or theirs "": deleted on that side. decision: "", mine, theirs or both.
CREATE TABLE caldav_conflict (
  id             INTEGER NOT NULL PRIMARY KEY,
  diary          INTEGER NOT NULL REFERENCES diary (id),
  member         TEXT    NOT NULL,
  uid            TEXT    NOT NULL,
  title          TEXT    NOT NULL DEFAULT '',
  etag           TEXT    NOT NULL DEFAULT '',
  mine           TEXT    NOT NULL DEFAULT '',
  theirs         TEXT    NOT NULL DEFAULT '',
  found_at       TEXT    NOT NULL,
  decision       TEXT    NOT NULL DEFAULT '',
  UNIQUE (diary, member)
) STRICT;
