-- progress.db, schema 5. Three kinds of table, never mixed:
--   journal   what happened; append-only; the only thing that cannot be made again
--   state     what the journal says, by one fold; `doctor` rebuilds and compares it
--   course    compiled from a curriculum folder; rewritten when that changes

-- Bookkeeping: the name of this device, and what the states of cards come from.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Folders whose commands and addresses this learner agreed to, on this machine: no
-- part of the journal, which may travel.
CREATE TABLE trust (
  folder TEXT PRIMARY KEY,
  digest TEXT NOT NULL,             -- of all that is in it
  at     TEXT NOT NULL              -- UTC
) STRICT, WITHOUT ROWID;

-- Journal -------------------------------------------------------------------

CREATE TABLE event (
  id         TEXT PRIMARY KEY,      -- UUIDv7; the order of the journal
  command_id TEXT NOT NULL,         -- groups the events of one command
  course     TEXT NOT NULL,
  family     TEXT NOT NULL,         -- path, card …; 'command' for undo and redo
  item       TEXT NOT NULL,         -- an id; for undo and redo the command_id meant
  verb       TEXT NOT NULL,
  at         TEXT NOT NULL,         -- UTC
  day        TEXT NOT NULL,         -- the learner's study date, fixed at writing
  device     TEXT NOT NULL,
  detail     TEXT NOT NULL          -- JSON object
) STRICT;
CREATE INDEX event_of_item ON event (item, family, course);
CREATE INDEX event_of_command ON event (command_id);

-- State ---------------------------------------------------------------------

CREATE TABLE state (
  course   TEXT NOT NULL,
  family   TEXT NOT NULL,
  item     TEXT NOT NULL,
  status   TEXT NOT NULL CHECK (status IN ('open', 'started', 'done', 'skipped')),
  begun_at TEXT,
  closed_at  TEXT,
  closed_day TEXT,
  reason   TEXT,
  notes    TEXT NOT NULL,           -- JSON array
  evidence TEXT NOT NULL,           -- JSON array
  minutes  INTEGER NOT NULL DEFAULT 0,  -- that the work took so far
  timer_at TEXT,                    -- when the running timer began
  proofs   TEXT NOT NULL DEFAULT '[]',  -- JSON array: what runs of its checks proved
  waiver   TEXT,                    -- why it is done although a check did not pass
  PRIMARY KEY (course, family, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX state_begun ON state (course, begun_at) WHERE status = 'started';
CREATE INDEX state_timer ON state (course, timer_at) WHERE timer_at IS NOT NULL;

-- Where the learner stands with recall cards, as FSRS says it.
CREATE TABLE card_state (
  course     TEXT NOT NULL,
  card       TEXT NOT NULL,
  due        TEXT,                  -- a study day, like first_day and last_day
  stability  REAL,                  -- days until recall falls to 0.9
  difficulty REAL,                  -- 1 to 10
  first_day  TEXT,
  last_day   TEXT,                  -- NULL: never answered
  last_at    TEXT,                  -- UTC
  last_rating INTEGER,              -- 1 again, 2 hard, 3 good, 4 easy
  reps       INTEGER NOT NULL,
  lapses     INTEGER NOT NULL,
  suspended  INTEGER NOT NULL,
  flags      TEXT NOT NULL,         -- JSON array
  PRIMARY KEY (course, card)
) STRICT, WITHOUT ROWID;

-- What is still to do, in path order: keeps `next` flat however long the path.
CREATE TABLE open_item (
  course   TEXT NOT NULL,
  position INTEGER NOT NULL,
  item     TEXT NOT NULL,
  PRIMARY KEY (course, position)
) STRICT, WITHOUT ROWID;

-- What a learner has touched keeps its credit when it leaves the curriculum.
CREATE TABLE credit (
  course  TEXT NOT NULL,
  family  TEXT NOT NULL,
  item    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  title   TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (course, family, item)
) STRICT, WITHOUT ROWID;

-- Course --------------------------------------------------------------------

CREATE TABLE source (
  folder    TEXT PRIMARY KEY,
  signature TEXT NOT NULL,          -- sizes and times: checked on every command
  digest    TEXT NOT NULL,          -- of the contents
  course    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE course (
  id      TEXT PRIMARY KEY,
  title   TEXT NOT NULL,
  version TEXT NOT NULL,
  summary TEXT NOT NULL,
  digest  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE week (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  id     TEXT NOT NULL,
  number INTEGER NOT NULL,
  title  TEXT NOT NULL,
  focus  TEXT NOT NULL,
  PRIMARY KEY (course, id),
  UNIQUE (course, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  course   TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  id       TEXT NOT NULL,
  week     TEXT NOT NULL,
  title    TEXT NOT NULL,
  days     TEXT NOT NULL,           -- "mon tue"
  position INTEGER NOT NULL,
  PRIMARY KEY (course, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_week ON session (course, week, position);

-- Milestones of the path, and what has a page beside it: concepts, entries, topics …
CREATE TABLE item (
  course   TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  family   TEXT NOT NULL,           -- path | concept | entry | topic | …
  id       TEXT NOT NULL,
  kind     TEXT NOT NULL,
  title    TEXT NOT NULL,
  minutes  INTEGER NOT NULL,
  optional INTEGER NOT NULL,
  week     TEXT,
  session  TEXT,
  position INTEGER NOT NULL,        -- within its family
  tier     TEXT,
  detail   TEXT NOT NULL,           -- JSON object: what only `show` and reports print
  proof    TEXT NOT NULL DEFAULT '',  -- digest of its checks; '' if none can be run
  PRIMARY KEY (course, family, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_of_week ON item (course, family, week, position);
CREATE INDEX item_of_session ON item (course, family, session, position);
CREATE INDEX item_in_order ON item (course, family, position);

CREATE TABLE alias (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  family TEXT NOT NULL,
  alias  TEXT NOT NULL,
  id     TEXT NOT NULL,
  PRIMARY KEY (course, family, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  family TEXT NOT NULL,
  tag    TEXT NOT NULL,
  item   TEXT NOT NULL,
  PRIMARY KEY (course, family, item, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE need (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  item   TEXT NOT NULL,
  needs  TEXT NOT NULL,
  PRIMARY KEY (course, item, needs)
) STRICT, WITHOUT ROWID;

-- What a checkpoint rests on (`met_by`): a milestone, or one check of a lab.
CREATE TABLE rest (
  course     TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  checkpoint TEXT NOT NULL,
  mode       TEXT NOT NULL CHECK (mode IN ('all', 'any')),
  item       TEXT NOT NULL,
  check_id   TEXT NOT NULL,         -- '' for the milestone itself
  PRIMARY KEY (course, checkpoint, mode, item, check_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rest_on_item ON rest (course, item);

CREATE TABLE lab_check (
  course   TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  item     TEXT NOT NULL,
  id       TEXT NOT NULL,
  title    TEXT NOT NULL,
  kind     TEXT NOT NULL,           -- of its probe: kubectl, command, http, …, ask
  digest   TEXT NOT NULL,           -- of what it looks at and expects
  position INTEGER NOT NULL,
  detail   TEXT NOT NULL DEFAULT '{}',  -- JSON object: what only a run of it needs
  PRIMARY KEY (course, item, id)
) STRICT, WITHOUT ROWID;

-- A program that labs use: how to ask for its version, and how to get it.
CREATE TABLE tool (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  name   TEXT NOT NULL,
  run    TEXT NOT NULL,             -- JSON array; empty if there is no way to ask
  find   TEXT NOT NULL,             -- regular expression, group 1 is the version
  get    TEXT NOT NULL,
  url    TEXT NOT NULL,
  PRIMARY KEY (course, name)
) STRICT, WITHOUT ROWID;

-- Questions about concepts; the position is the order in which new ones are asked.
CREATE TABLE card (
  course   TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  id       TEXT NOT NULL,
  concept  TEXT NOT NULL,
  question TEXT NOT NULL,
  answer   TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (course, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_of_concept ON card (course, concept, position);

-- What belongs together: a concept and the milestones that teach it, an entry …
CREATE TABLE link (
  course    TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  family    TEXT NOT NULL,
  id        TEXT NOT NULL,
  to_family TEXT NOT NULL,
  to_id     TEXT NOT NULL,
  PRIMARY KEY (course, family, id, to_family, to_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_to ON link (course, to_family, to_id, family);

-- What `search` looks through: a row for each item, week, session and card.
CREATE VIRTUAL TABLE word USING fts5 (
  course UNINDEXED, family UNINDEXED, id UNINDEXED,
  title, names, text,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
