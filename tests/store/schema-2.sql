-- A store of schema 2, as the program that made that schema left it: the tables are its
-- DDL, the rows come from a few evenings on the small curriculum. Never edit it.
PRAGMA application_id = 1634299494;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE alias (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  family TEXT NOT NULL,
  alias  TEXT NOT NULL,
  id     TEXT NOT NULL,
  PRIMARY KEY (course, family, alias)
) STRICT, WITHOUT ROWID;
INSERT INTO "alias" VALUES('mini','path','hands-on-gateway','hands-on-routes');
CREATE TABLE course (
  id      TEXT PRIMARY KEY,
  title   TEXT NOT NULL,
  version TEXT NOT NULL,
  summary TEXT NOT NULL,
  digest  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "course" VALUES('mini','Mini path','1.0','Two short weeks for tests, with every kind of item.','e663b1b96ff8ec40b00ab69ada429b9f59ef2695327399e5194000e5da5c8950');
CREATE TABLE credit (
  course  TEXT NOT NULL,
  family  TEXT NOT NULL,
  item    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  title   TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (course, family, item)
) STRICT, WITHOUT ROWID;
INSERT INTO "credit" VALUES('mini','path','cp-w1-cluster','checkpoint','The cluster answers',0);
INSERT INTO "credit" VALUES('mini','path','hands-on-routes','hands-on','Pipes | and [bold]marks[/bold] and <script>alert(1)</script>',45);
INSERT INTO "credit" VALUES('mini','path','lab-claims','lab','Ask for two devices',90);
INSERT INTO "credit" VALUES('mini','path','lab-setup','lab','Make a cluster on the laptop',60);
INSERT INTO "credit" VALUES('mini','path','study-claims','study','動的リソース割り当てを読む',60);
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
INSERT INTO "event" VALUES('01a1fc65-6031-7ef4-9cde-0505a4ef97d3','01a1fc65-6030-7f56-b5fb-a201c047839f','mini','plan','plan','plan','2026-11-16T18:00:00Z','2026-11-16','65c55c294ad7','{"way":"start","start":"2026-11-16","weekdays":["mon","tue","wed","thu","fri","sat","sun"],"minutes_per_day":null,"off":[],"spans":[["w1-mon-tue",["2026-11-16","2026-11-17"],[45,45]],["w1-weekend",["2026-11-18","2026-11-19"],[83,82]],["w2-mon-tue",["2026-11-20","2026-11-21"],[75,75]],["w2-fri",["2026-11-22"],[20]],["w2-weekend",["2026-11-23","2026-11-24"],[120,120]]]}');
INSERT INTO "event" VALUES('01a1fc65-60ae-7c17-a8ac-9ba1db3ec73f','01a1fc65-60ad-75ed-a41d-ade87e96a154','mini','path','study-map','begin','2026-11-16T19:00:00Z','2026-11-16','65c55c294ad7','{"timer":true}');
INSERT INTO "event" VALUES('01a1fc65-6130-79e0-92e3-0c1582705303','01a1fc65-612f-75d9-aebc-3b14862459c1','mini','path','study-map','done','2026-11-16T19:40:00Z','2026-11-16','65c55c294ad7','{"note":"Layers: hardware, 動的","evidence":[{"kind":"link","url":"https://example.org/run/1"}],"minutes":40}');
INSERT INTO "event" VALUES('01a1fc65-61ad-7122-a493-dc60b5ac3c6b','01a1fc65-61ac-7bc4-b98a-73614d1b6597','mini','path','lab-setup','begin','2026-11-17T19:00:00Z','2026-11-17','65c55c294ad7','{"timer":true}');
INSERT INTO "event" VALUES('01a1fc65-622d-7264-8bde-68e12148cf5c','01a1fc65-622c-70cd-8f40-123462ac75dc','mini','path','lab-setup','done','2026-11-17T20:30:00Z','2026-11-17','65c55c294ad7','{"minutes":90}');
INSERT INTO "event" VALUES('01a1fc65-62a7-7cf8-860b-843ff17e240f','01a1fc65-62a6-7af2-96be-ab5eff5294e7','mini','path','cp-w1-cluster','done','2026-11-17T20:31:00Z','2026-11-17','65c55c294ad7','{}');
INSERT INTO "event" VALUES('01a1fc65-6321-7516-9934-034c1cfb8657','01a1fc65-6320-739b-8e09-392adeb4a6b0','mini','path','hands-on-routes','skip','2026-11-18T20:00:00Z','2026-11-18','65c55c294ad7','{"reason":"no gateway at hand"}');
INSERT INTO "event" VALUES('01a1fc65-63a1-77c8-a74b-fccd50b76f04','01a1fc65-63a0-7582-8e6f-3a2968f380e4','mini','path','study-claims','log','2026-11-18T20:05:00Z','2026-11-18','65c55c294ad7','{"minutes":30}');
INSERT INTO "event" VALUES('01a1fc65-641e-7b2c-ae19-f1885e992578','01a1fc65-641d-739d-a0eb-d290e08d2248','mini','path','study-claims','begin','2026-11-19T20:00:00Z','2026-11-19','65c55c294ad7','{"timer":true}');
INSERT INTO "event" VALUES('01a1fc65-649b-7217-8b70-59af6dd793da','01a1fc65-649a-7d80-bd6d-5479d909cbd3','mini','command','01a1fc65-641d-739d-a0eb-d290e08d2248','undo','2026-11-19T20:10:00Z','2026-11-19','65c55c294ad7','{}');
INSERT INTO "event" VALUES('01a1fc65-651a-7b18-9e50-cb95aa4f9e97','01a1fc65-6519-7cc5-86a0-7ecd1b36a96a','mini','path','lab-claims','begin','2026-11-19T20:20:00Z','2026-11-19','65c55c294ad7','{"timer":true}');
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
INSERT INTO "item" VALUES('mini','path','capstone','project','Build the whole',240,0,'week-2','w2-weekend',10,NULL,'{"description":"Cluster, gateway and claims together, with a short report.","estimate":"ours","sources":["Mini plan, week 2 weekend"],"verified":{"on":"2026-11-20","how":"compared with the plan"}}');
INSERT INTO "item" VALUES('mini','path','cp-w1-cluster','checkpoint','The cluster answers',0,0,'week-1',NULL,5,NULL,'{"description":"Both checks of the set-up lab passed.","sources":["Mini plan, checkpoints of week 1"],"verified":{"on":"2026-11-20","how":"compared with the plan"}}');
INSERT INTO "item" VALUES('mini','path','cp-w1-gateway','checkpoint','A request goes through the gateway',0,0,'week-1',NULL,6,NULL,'{"sources":["Mini plan, checkpoints of week 1"],"unverified":"nobody tried it from start to end"}');
INSERT INTO "item" VALUES('mini','path','cp-w2-devices','checkpoint','Devices are handed out by claim',0,0,'week-2',NULL,11,NULL,'{"sources":["Mini plan, checkpoints of week 2"],"verified":{"on":"2026-11-20","how":"compared with the plan"}}');
INSERT INTO "item" VALUES('mini','path','final-delivery','assessment','The whole runs',0,0,NULL,NULL,12,NULL,'{"sources":["Mini plan, final assessment"],"verified":{"on":"2026-11-20","how":"compared with the plan"}}');
INSERT INTO "item" VALUES('mini','path','hands-on-routes','hands-on','Pipes | and [bold]marks[/bold] and <script>alert(1)</script>',45,0,'week-1','w1-weekend',3,NULL,'{"description":"Write three routes, and say which one a request takes.","estimate":"ours","sources":["Mini plan, week 1 weekend"],"unverified":"there was no gateway to try it on","erratum":"The plan names version 0; it is version 1."}');
INSERT INTO "item" VALUES('mini','path','lab-claims','lab','Ask for two devices',90,0,'week-2','w2-mon-tue',8,'kind','{"description":"Two pods ask for a pretend device each, and get one.","laptop":"An example driver stands in for a GPU driver; it proves nothing about computing.","objectives":["Write a claim.","Read from its status who got which device."],"tools":[{"name":"kubectl","min":"1.34"}],"concepts":["dra","device-class"],"steps":[{"id":"driver","title":"Install the driver","text":"Use the chart. The driver is up when `kubectl get resourceslices` lists its devices."},{"id":"claim","title":"Write the claims","text":"Apply one claim for each pod."}],"cleanup":"Delete the namespace.","pitfalls":["A claim made from a template goes with its pod."],"references":[{"name":"Example driver","url":"https://example.org/driver"}],"sources":["Mini plan, labs","driver repository at tag v0"],"unverified":"no cluster was at hand"}');
INSERT INTO "item" VALUES('mini','path','lab-setup','lab','Make a cluster on the laptop',60,0,'week-1','w1-mon-tue',2,'laptop','{"description":"One small cluster that all later work uses.","objectives":["Make a cluster and throw it away again."],"tools":[{"name":"kubectl","min":"1.34"},{"name":"kind"}],"steps":[{"id":"create","title":"Make the cluster","text":"Run `kind create cluster`."},{"id":"look","title":"Look around","text":"List the nodes, and write down their versions."}],"cleanup":"`kind delete cluster`","sources":["Mini plan, labs"],"verified":{"on":"2026-11-20","how":"run once from start to end"}}');
INSERT INTO "item" VALUES('mini','path','project-w1','project','Serve one model behind a gateway',120,0,'week-1','w1-weekend',4,NULL,'{"description":"Put the parts of the week together and write down what you see.","estimate":"ours","sources":["Mini plan, week 1 weekend"],"verified":{"on":"2026-11-19","how":"compared with the plan"}}');
INSERT INTO "item" VALUES('mini','path','study-claims','study','動的リソース割り当てを読む',60,0,'week-2','w2-mon-tue',7,NULL,'{"description":"Read how a claim finds its device. You can name the three objects.","references":[{"name":"資源の割り当て","url":"https://kubernetes.io/docs/concepts/dra/"}],"estimate":"ours","sources":["Mini plan, week 2 Mon-Tue"],"verified":{"on":"2026-11-20","how":"the page was read"}}');
INSERT INTO "item" VALUES('mini','path','study-history','study','How devices were handed out before',20,1,'week-2','w2-fri',9,NULL,'{"description":"Read the older interface, and say what it could not express.","references":[{"name":"Device plugins","url":"https://example.org/device-plugins"}],"estimate":"ours","sources":["Mini plan, week 2 Fri"],"verified":{"on":"2026-11-20","how":"the page was read"}}');
INSERT INTO "item" VALUES('mini','path','study-map','study','Read the map of the field',30,0,'week-1','w1-mon-tue',1,NULL,'{"description":"Look at the layers from hardware to application. Afterwards you can say which layer a given project belongs to.","references":[{"name":"Kubernetes documentation","url":"https://kubernetes.io/docs/"},{"name":"A second page","url":"http://example.org/map?part=1#top"}],"estimate":"ours","sources":["Mini plan, week 1 Mon-Tue"],"verified":{"on":"2026-11-20","how":"the page was read"}}');
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
INSERT INTO "lab_check" VALUES('mini','lab-claims','allocated','Two claims are allocated','kubectl','4a967887b758485a',0);
INSERT INTO "lab_check" VALUES('mini','lab-claims','report','The report names both devices','file','f8e08c9fb2d2f60b',1);
INSERT INTO "lab_check" VALUES('mini','lab-setup','nodes-ready','All nodes are ready','kubectl','4a967887b758485a',0);
INSERT INTO "lab_check" VALUES('mini','lab-setup','notes','You wrote the versions down','ask','7013df7087046860',1);
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('device','65c55c294ad7');
CREATE TABLE need (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  item   TEXT NOT NULL,
  needs  TEXT NOT NULL,
  PRIMARY KEY (course, item, needs)
) STRICT, WITHOUT ROWID;
INSERT INTO "need" VALUES('mini','capstone','lab-claims');
INSERT INTO "need" VALUES('mini','capstone','project-w1');
INSERT INTO "need" VALUES('mini','hands-on-routes','lab-setup');
INSERT INTO "need" VALUES('mini','lab-claims','lab-setup');
INSERT INTO "need" VALUES('mini','lab-claims','study-claims');
INSERT INTO "need" VALUES('mini','project-w1','hands-on-routes');
INSERT INTO "need" VALUES('mini','project-w1','study-map');
INSERT INTO "need" VALUES('mini','study-claims','study-map');
CREATE TABLE open_item (
  course   TEXT NOT NULL,
  position INTEGER NOT NULL,
  item     TEXT NOT NULL,
  PRIMARY KEY (course, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "open_item" VALUES('mini',4,'project-w1');
INSERT INTO "open_item" VALUES('mini',6,'cp-w1-gateway');
INSERT INTO "open_item" VALUES('mini',7,'study-claims');
INSERT INTO "open_item" VALUES('mini',8,'lab-claims');
INSERT INTO "open_item" VALUES('mini',9,'study-history');
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
INSERT INTO "rest" VALUES('mini','cp-w2-devices','any','capstone','');
INSERT INTO "rest" VALUES('mini','final-delivery','all','capstone','');
INSERT INTO "rest" VALUES('mini','cp-w1-gateway','all','hands-on-routes','');
INSERT INTO "rest" VALUES('mini','cp-w2-devices','any','lab-claims','allocated');
INSERT INTO "rest" VALUES('mini','final-delivery','all','lab-claims','allocated');
INSERT INTO "rest" VALUES('mini','cp-w1-cluster','all','lab-setup','nodes-ready');
INSERT INTO "rest" VALUES('mini','cp-w1-cluster','all','lab-setup','notes');
INSERT INTO "rest" VALUES('mini','cp-w1-gateway','any','lab-setup','nodes-ready');
INSERT INTO "rest" VALUES('mini','cp-w1-gateway','any','project-w1','');
CREATE TABLE session (
  course   TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  id       TEXT NOT NULL,
  week     TEXT NOT NULL,
  title    TEXT NOT NULL,
  days     TEXT NOT NULL,           -- "mon tue"
  position INTEGER NOT NULL,
  PRIMARY KEY (course, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "session" VALUES('mini','w1-mon-tue','week-1','A cluster of one''s own','mon tue',1);
INSERT INTO "session" VALUES('mini','w1-weekend','week-1','A first gateway','sat sun',2);
INSERT INTO "session" VALUES('mini','w2-fri','week-2','Looking back','fri',4);
INSERT INTO "session" VALUES('mini','w2-mon-tue','week-2','Claims','mon tue',3);
INSERT INTO "session" VALUES('mini','w2-weekend','week-2','The capstone','sat sun',5);
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
  minutes  INTEGER NOT NULL DEFAULT 0,  -- that the work took so far
  timer_at TEXT,                    -- when the running timer began
  PRIMARY KEY (course, family, item)
) STRICT, WITHOUT ROWID;
INSERT INTO "state" VALUES('mini','path','cp-w1-cluster','done',NULL,'2026-11-17T20:31:00Z','2026-11-17',NULL,'[]','[]',0,NULL);
INSERT INTO "state" VALUES('mini','path','hands-on-routes','skipped',NULL,'2026-11-18T20:00:00Z','2026-11-18','no gateway at hand','[]','[]',0,NULL);
INSERT INTO "state" VALUES('mini','path','lab-claims','started','2026-11-19T20:20:00Z',NULL,NULL,NULL,'[]','[]',0,'2026-11-19T20:20:00Z');
INSERT INTO "state" VALUES('mini','path','lab-setup','done','2026-11-17T19:00:00Z','2026-11-17T20:30:00Z','2026-11-17',NULL,'[]','[]',90,NULL);
INSERT INTO "state" VALUES('mini','path','study-claims','open',NULL,NULL,NULL,NULL,'[]','[]',30,NULL);
INSERT INTO "state" VALUES('mini','path','study-map','done','2026-11-16T19:00:00Z','2026-11-16T19:40:00Z','2026-11-16',NULL,'[{"at":"2026-11-16T19:40:00Z","day":"2026-11-16","text":"Layers: hardware, 動的"}]','[{"day":"2026-11-16","kind":"link","url":"https://example.org/run/1"}]',40,NULL);
CREATE TABLE tag (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  family TEXT NOT NULL,
  tag    TEXT NOT NULL,
  item   TEXT NOT NULL,
  PRIMARY KEY (course, family, item, tag)
) STRICT, WITHOUT ROWID;
INSERT INTO "tag" VALUES('mini','path','project','capstone');
INSERT INTO "tag" VALUES('mini','path','kubernetes','cp-w1-cluster');
INSERT INTO "tag" VALUES('mini','path','gateway','cp-w1-gateway');
INSERT INTO "tag" VALUES('mini','path','dra','cp-w2-devices');
INSERT INTO "tag" VALUES('mini','path','assessment','final-delivery');
INSERT INTO "tag" VALUES('mini','path','gateway','hands-on-routes');
INSERT INTO "tag" VALUES('mini','path','kubernetes','hands-on-routes');
INSERT INTO "tag" VALUES('mini','path','dra','lab-claims');
INSERT INTO "tag" VALUES('mini','path','kubernetes','lab-claims');
INSERT INTO "tag" VALUES('mini','path','kubernetes','lab-setup');
INSERT INTO "tag" VALUES('mini','path','gateway','project-w1');
INSERT INTO "tag" VALUES('mini','path','project','project-w1');
INSERT INTO "tag" VALUES('mini','path','dra','study-claims');
INSERT INTO "tag" VALUES('mini','path','dra','study-history');
INSERT INTO "tag" VALUES('mini','path','history','study-history');
INSERT INTO "tag" VALUES('mini','path','overview','study-map');
CREATE TABLE week (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  id     TEXT NOT NULL,
  number INTEGER NOT NULL,
  title  TEXT NOT NULL,
  focus  TEXT NOT NULL,
  PRIMARY KEY (course, id),
  UNIQUE (course, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "week" VALUES('mini','week-1',1,'Ground and gateway','Get a cluster, and send a first request through a gateway.');
INSERT INTO "week" VALUES('mini','week-2',2,'Devices','Ask for devices by claim, and see who got them.');
CREATE INDEX event_of_item ON event (item, family, course);
CREATE INDEX event_of_command ON event (command_id);
CREATE INDEX state_begun ON state (course, begun_at) WHERE status = 'started';
CREATE INDEX state_timer ON state (course, timer_at) WHERE timer_at IS NOT NULL;
CREATE INDEX session_of_week ON session (course, week, position);
CREATE INDEX item_of_week ON item (course, family, week, position);
CREATE INDEX item_of_session ON item (course, family, session, position);
CREATE INDEX item_in_order ON item (course, family, position);
CREATE INDEX rest_on_item ON rest (course, item);
COMMIT;
