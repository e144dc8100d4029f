-- A store of schema 4, as the program that made that schema left it: the tables are its
-- DDL, the rows come from two evenings on the small curriculum. What is compiled from a
-- curriculum is left out. Never edit it.
PRAGMA application_id = 1634299494;
PRAGMA user_version = 4;
BEGIN TRANSACTION;
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
INSERT INTO "meta" VALUES('cards', 'fsrs 6.3.2 54ccef318e05');
INSERT INTO "meta" VALUES('device', 'c1d1e8acd297');
INSERT INTO "event" VALUES('01a1fdbe-74ee-77c1-8ff5-de551f8a0e38', '01a1fdbe-74ed-7ea7-be6d-833d55e5657e', 'mini', 'path', 'study-map', 'done', '2026-11-20T20:00:00Z', '2026-11-20', 'c1d1e8acd297', '{}');
INSERT INTO "event" VALUES('01a1fdbe-786e-7965-95cf-a3c00736c4bb', '01a1fdbe-786d-7e7c-bb74-21b5592a1ce3', 'mini', 'card', 'layer-low', 'review', '2026-11-20T20:10:00Z', '2026-11-20', 'c1d1e8acd297', '{"rating":3,"seconds":null,"fsrs":"6.3.2","parameters":"54ccef318e05","retention":0.9}');
INSERT INTO "event" VALUES('01a1fdbe-78b1-70af-95a9-d5dbeea026ba', '01a1fdbe-78b0-745a-b099-af8b6baed0ed', 'mini', 'card', 'layer-high', 'review', '2026-11-20T20:10:00Z', '2026-11-20', 'c1d1e8acd297', '{"rating":3,"seconds":null,"fsrs":"6.3.2","parameters":"54ccef318e05","retention":0.9}');
INSERT INTO "event" VALUES('01a1fdbe-78b9-7fe0-ad0f-bc0e3baecd9a', '01a1fdbe-78b8-7986-bae0-5f26d0ba46cf', 'mini', 'card', 'layer-rests', 'flag', '2026-11-20T20:10:00Z', '2026-11-20', 'c1d1e8acd297', '{"note":"which end is up?"}');
INSERT INTO "event" VALUES('01a1fdbe-78c4-7c17-bcaa-d2fe6236dc61', '01a1fdbe-78c3-7c92-a42f-6b0a224f5111', 'mini', 'card', 'layer-rests', 'suspend', '2026-11-20T20:10:00Z', '2026-11-20', 'c1d1e8acd297', '{}');
INSERT INTO "event" VALUES('01a1fdbe-7b89-70f6-8908-5a222c9d7d06', '01a1fdbe-7b88-714f-8144-6cd9fd194588', 'mini', 'card', 'node-count-list', 'review', '2026-11-20T20:20:00Z', '2026-11-20', 'c1d1e8acd297', '{"rating":4,"seconds":null,"fsrs":"6.3.2","parameters":"54ccef318e05","retention":0.9}');
INSERT INTO "event" VALUES('01a1fdbe-7df4-7803-872a-090fd179344a', '01a1fdbe-7df3-749e-a2d7-4eb565b40310', 'mini', 'card', 'layer-high', 'review', '2026-11-23T20:00:00Z', '2026-11-23', 'c1d1e8acd297', '{"rating":1,"seconds":null,"fsrs":"6.3.2","parameters":"54ccef318e05","retention":0.9}');
INSERT INTO "event" VALUES('01a1fdbe-7e29-7d41-96d6-19d29538b211', '01a1fdbe-7e28-748f-a50e-783833a16244', 'mini', 'card', 'layer-low', 'review', '2026-11-23T20:00:00Z', '2026-11-23', 'c1d1e8acd297', '{"rating":2,"seconds":null,"fsrs":"6.3.2","parameters":"54ccef318e05","retention":0.9}');
INSERT INTO "event" VALUES('01a1fdbe-7f59-7607-987a-c964c3da3481', '01a1fdbe-7f58-7d59-b5a3-ea488ed98772', 'mini', 'command', '01a1fdbe-7e28-748f-a50e-783833a16244', 'undo', '2026-11-23T20:05:00Z', '2026-11-23', 'c1d1e8acd297', '{}');
INSERT INTO "state" VALUES('mini', 'path', 'study-map', 'done', NULL, '2026-11-20T20:00:00Z', '2026-11-20', NULL, '[]', '[]', 0, NULL, '[]', NULL);
INSERT INTO "card_state" VALUES('mini', 'layer-high', '2026-11-24', 6.36850699240960271829e-01, 7.39450274127971773907e+00, '2026-11-20', '2026-11-23', '2026-11-23T20:00:00Z', 2, 1, 0, '[]');
INSERT INTO "card_state" VALUES('mini', 'layer-low', '2026-11-22', 2.3065, 2.11810397045901588342e+00, '2026-11-20', '2026-11-20', '2026-11-20T20:10:00Z', 1, 0, 0, '[]');
INSERT INTO "card_state" VALUES('mini', 'layer-rests', NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 1, '[{"at": "2026-11-20T20:10:00Z", "day": "2026-11-20", "note": "which end is up?"}]');
INSERT INTO "card_state" VALUES('mini', 'node-count-list', '2026-11-28', 8.2956, 1.0, '2026-11-20', '2026-11-20', '2026-11-20T20:20:00Z', 1, 0, 0, '[]');
INSERT INTO "credit" VALUES('mini', 'path', 'study-map', 'study', 'Read the map of the field', 30);
COMMIT;
