-- Units that help the owner of a letter, as they are named on the file.
ALTER TABLE letter ADD COLUMN supporting TEXT NOT NULL DEFAULT '';

-- What a letter's due dates were counted in: the clock goes on in it when it starts again or is given more time, whatever
-- became of the rule since. Until now the rule that fits best said so.
ALTER TABLE letter ADD COLUMN due_basis TEXT NOT NULL DEFAULT 'working';
UPDATE letter SET due_basis = (
  SELECT basis FROM due_rule AS r
  WHERE r.deleted_at = '' AND r.matter IN ('any', letter.matter) AND r.markup IN ('any', letter.markup)
    AND r.priority IN ('any', letter.priority)
  ORDER BY (r.matter <> 'any') + (r.markup <> 'any') + (r.priority <> 'any') DESC, r.matter <> 'any' DESC,
           r.markup <> 'any' DESC, r.id
  LIMIT 1)
WHERE EXISTS (
  SELECT 1 FROM due_rule AS r
  WHERE r.deleted_at = '' AND r.basis <> 'working' AND r.matter IN ('any', letter.matter)
    AND r.markup IN ('any', letter.markup) AND r.priority IN ('any', letter.priority));

-- The messages that a message answers, the nearest first, by the keys they have in mail: it joins their thread.
CREATE TABLE mail_answers (
  key     TEXT    NOT NULL,
  n       INTEGER NOT NULL,
  message TEXT    NOT NULL,
  PRIMARY KEY (key, n)
) STRICT;
CREATE INDEX mail_answers_message ON mail_answers (message);
