-- A store of schema 1, as the program of its time wrote it; without the rows of its
-- course, which are compiled anew. Never edited: stores like it exist.
PRAGMA application_id = 1634299494;
PRAGMA user_version = 1;
CREATE TABLE alias (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  family TEXT NOT NULL,
  alias  TEXT NOT NULL,
  id     TEXT NOT NULL,
  PRIMARY KEY (course, family, alias)
) STRICT, WITHOUT ROWID;
CREATE TABLE course (
  id      TEXT PRIMARY KEY,
  title   TEXT NOT NULL,
  version TEXT NOT NULL,
  summary TEXT NOT NULL,
  digest  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE credit (
  course  TEXT NOT NULL,
  family  TEXT NOT NULL,
  item    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  title   TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (course, family, item)
) STRICT, WITHOUT ROWID;
INSERT INTO "credit" VALUES('mini','path','lab-claims','lab','Ask for two devices',90);
INSERT INTO "credit" VALUES('mini','path','lab-setup','lab','Make a cluster on the laptop',60);
INSERT INTO "credit" VALUES('mini','path','study-claims','study','動的リソース割り当てを読む',60);
INSERT INTO "credit" VALUES('mini','path','study-history','study','How devices were handed out before',20);
INSERT INTO "credit" VALUES('mini','path','study-map','study','Read the map of the field',30);
CREATE TABLE event (
  id         TEXT PRIMARY KEY,      -- UUIDv7; the order of the journal
  command_id TEXT NOT NULL,         -- groups the events of one command
  course     TEXT NOT NULL,
  family     TEXT NOT NULL,         -- path …; 'command' for undo and redo
  item       TEXT NOT NULL,         -- an id; for undo and redo the command_id meant
  verb       TEXT NOT NULL,
  at         TEXT NOT NULL,         -- UTC
  day        TEXT NOT NULL,         -- the learner's study date, fixed at writing
  device     TEXT NOT NULL,
  detail     TEXT NOT NULL          -- JSON object
) STRICT;
INSERT INTO "event" VALUES('01a1fbfc-e346-7735-b270-5d0e6f0a9afa','01a1fbfc-e345-7808-9a32-41d58f8ba065','mini','path','study-map','begin','2026-11-23T19:00:00Z','2026-11-23','aefdca8b19bd','{}');
INSERT INTO "event" VALUES('01a1fbfc-e3ae-7c70-8fa5-36d771259262','01a1fbfc-e3ad-7d00-a881-7521aa8b7ac1','mini','path','study-map','done','2026-11-23T20:00:00Z','2026-11-23','aefdca8b19bd','{"note":"The map is drawn.","evidence":[{"kind":"link","url":"https://example.org/map"}]}');
INSERT INTO "event" VALUES('01a1fbfc-e3d3-7d9d-8657-520550acf5f7','01a1fbfc-e3d2-74e9-84f9-7eff47aa504f','mini','path','lab-setup','done','2026-11-24T19:00:00Z','2026-11-24','aefdca8b19bd','{}');
INSERT INTO "event" VALUES('01a1fbfc-e3d4-79a9-9e50-58d67f693625','01a1fbfc-e3d2-74e9-84f9-7eff47aa504f','mini','path','study-claims','done','2026-11-24T19:00:00Z','2026-11-24','aefdca8b19bd','{}');
INSERT INTO "event" VALUES('01a1fbfc-e425-7da6-92a8-1c5e1f292495','01a1fbfc-e424-7deb-824f-042448625803','mini','command','01a1fbfc-e3d2-74e9-84f9-7eff47aa504f','undo','2026-11-24T19:05:00Z','2026-11-24','aefdca8b19bd','{}');
INSERT INTO "event" VALUES('01a1fbfc-e443-7c21-af6d-71683d7b971b','01a1fbfc-e442-7b97-b111-0fa007dac0d3','mini','command','01a1fbfc-e3d2-74e9-84f9-7eff47aa504f','redo','2026-11-24T19:06:00Z','2026-11-24','aefdca8b19bd','{}');
INSERT INTO "event" VALUES('01a1fbfc-e480-78f5-847a-16afb0f803fd','01a1fbfc-e47f-791e-a8c1-a93fab813f77','mini','path','study-history','skip','2026-11-24T19:10:00Z','2026-11-24','aefdca8b19bd','{"reason":"known already"}');
INSERT INTO "event" VALUES('01a1fbfc-e4a8-7cce-b472-e452b91bd084','01a1fbfc-e4a7-7cb1-8a1c-d3320f839c74','mini','path','study-claims','reopen','2026-11-25T19:00:00Z','2026-11-25','aefdca8b19bd','{}');
INSERT INTO "event" VALUES('01a1fbfc-e4e6-7687-b776-9182dc05e44c','01a1fbfc-e4e5-77e6-b01e-a307441dc4f3','mini','path','lab-claims','note','2026-11-25T19:30:00Z','2026-11-25','aefdca8b19bd','{"text":"Ask for the driver."}');
CREATE TABLE item (
  course   TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  family   TEXT NOT NULL,
  id       TEXT NOT NULL,
  kind     TEXT NOT NULL,
  title    TEXT NOT NULL,
  minutes  INTEGER NOT NULL,
  optional INTEGER NOT NULL,
  week     TEXT,
  session  TEXT,
  position INTEGER NOT NULL,
  tier     TEXT,
  detail   TEXT NOT NULL,           -- JSON object: what only `show` and reports print
  PRIMARY KEY (course, family, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE lab_check (
  course   TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  item     TEXT NOT NULL,
  id       TEXT NOT NULL,
  title    TEXT NOT NULL,
  kind     TEXT NOT NULL,           -- of its probe: kubectl, command, http, …, ask
  digest   TEXT NOT NULL,           -- of what it looks at and expects
  position INTEGER NOT NULL,
  PRIMARY KEY (course, item, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('device','aefdca8b19bd');
CREATE TABLE need (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  item   TEXT NOT NULL,
  needs  TEXT NOT NULL,
  PRIMARY KEY (course, item, needs)
) STRICT, WITHOUT ROWID;
CREATE TABLE open_item (
  course   TEXT NOT NULL,
  position INTEGER NOT NULL,
  item     TEXT NOT NULL,
  PRIMARY KEY (course, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "open_item" VALUES('mini',3,'hands-on-routes');
INSERT INTO "open_item" VALUES('mini',4,'project-w1');
INSERT INTO "open_item" VALUES('mini',5,'cp-w1-cluster');
INSERT INTO "open_item" VALUES('mini',6,'cp-w1-gateway');
INSERT INTO "open_item" VALUES('mini',7,'study-claims');
INSERT INTO "open_item" VALUES('mini',8,'lab-claims');
INSERT INTO "open_item" VALUES('mini',10,'capstone');
INSERT INTO "open_item" VALUES('mini',11,'cp-w2-devices');
INSERT INTO "open_item" VALUES('mini',12,'final-delivery');
CREATE TABLE rest (
  course     TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  checkpoint TEXT NOT NULL,
  mode       TEXT NOT NULL CHECK (mode IN ('all', 'any')),
  item       TEXT NOT NULL,
  check_id   TEXT NOT NULL,         -- '' for the milestone itself
  PRIMARY KEY (course, checkpoint, mode, item, check_id)
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
CREATE TABLE source (
  folder    TEXT PRIMARY KEY,
  signature TEXT NOT NULL,          -- sizes and times: checked on every command
  digest    TEXT NOT NULL,          -- of the contents
  course    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
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
  PRIMARY KEY (course, family, item)
) STRICT, WITHOUT ROWID;
INSERT INTO "state" VALUES('mini','path','lab-claims','open',NULL,NULL,NULL,NULL,'[{"at":"2026-11-25T19:30:00Z","day":"2026-11-25","text":"Ask for the driver."}]','[]');
INSERT INTO "state" VALUES('mini','path','lab-setup','done',NULL,'2026-11-24T19:00:00Z','2026-11-24',NULL,'[]','[]');
INSERT INTO "state" VALUES('mini','path','study-history','skipped',NULL,'2026-11-24T19:10:00Z','2026-11-24','known already','[]','[]');
INSERT INTO "state" VALUES('mini','path','study-map','done','2026-11-23T19:00:00Z','2026-11-23T20:00:00Z','2026-11-23',NULL,'[{"at":"2026-11-23T20:00:00Z","day":"2026-11-23","text":"The map is drawn."}]','[{"day":"2026-11-23","kind":"link","url":"https://example.org/map"}]');
CREATE TABLE tag (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  family TEXT NOT NULL,
  tag    TEXT NOT NULL,
  item   TEXT NOT NULL,
  PRIMARY KEY (course, family, item, tag)
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
CREATE INDEX event_of_item ON event (item, family, course);
CREATE INDEX event_of_command ON event (command_id);
CREATE INDEX state_begun ON state (course, begun_at) WHERE status = 'started';
CREATE INDEX session_of_week ON session (course, week, position);
CREATE INDEX item_of_week ON item (course, family, week, position);
CREATE INDEX item_of_session ON item (course, family, session, position);
CREATE INDEX item_in_order ON item (course, family, position);
CREATE INDEX rest_on_item ON rest (course, item);
