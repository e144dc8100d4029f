-- A store of schema 3, as the program that made that schema left it: the tables are its
-- DDL, the rows come from a few evenings on the small curriculum. Never edit it.
PRAGMA application_id = 1634299494;
PRAGMA user_version = 3;
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
INSERT INTO "course" VALUES('mini','Mini path','1.0','Two short weeks for tests, with every kind of item.','b390b4c197ccfe8555e3f5c5307389fec862696b04d27dda884f74322f2b06ae');
CREATE TABLE credit (
  course  TEXT NOT NULL,
  family  TEXT NOT NULL,
  item    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  title   TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (course, family, item)
) STRICT, WITHOUT ROWID;
INSERT INTO "credit" VALUES('mini','path','capstone','project','Build the whole',240);
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
INSERT INTO "event" VALUES('01a1fcd5-5e15-738a-b13e-ccf8ee7e8ef5','01a1fcd5-5e14-7ae8-bea9-e6f61b859b61','mini','plan','plan','plan','2026-11-16T18:00:00Z','2026-11-16','f93b7d23084b','{"way":"start","start":"2026-11-16","weekdays":["mon","tue","wed","thu","fri","sat","sun"],"minutes_per_day":null,"off":[],"spans":[["w1-mon-tue",["2026-11-16","2026-11-17"],[45,45]],["w1-weekend",["2026-11-18","2026-11-19"],[83,82]],["w2-mon-tue",["2026-11-20","2026-11-21"],[75,75]],["w2-fri",["2026-11-22"],[20]],["w2-weekend",["2026-11-23","2026-11-24"],[120,120]]]}');
INSERT INTO "event" VALUES('01a1fcd5-5e8d-77a2-b398-7864b21f7f03','01a1fcd5-5e8c-7797-abc0-967cba385ff9','mini','path','study-map','begin','2026-11-16T19:00:00Z','2026-11-16','f93b7d23084b','{"timer":true}');
INSERT INTO "event" VALUES('01a1fcd5-5f03-72c8-becd-728275ca4b53','01a1fcd5-5f02-794b-9c3b-d734dede1cbb','mini','path','study-map','done','2026-11-16T19:40:00Z','2026-11-16','f93b7d23084b','{"note":"Layers: hardware, 動的","evidence":[{"kind":"link","url":"https://example.org/map"}],"minutes":40}');
INSERT INTO "event" VALUES('01a1fcd5-5f74-75b2-8e76-5cdf3274ab00','01a1fcd5-5f73-7bee-a14e-2ee8848f4808','mini','path','lab-setup','begin','2026-11-17T19:00:00Z','2026-11-17','f93b7d23084b','{"timer":true}');
INSERT INTO "event" VALUES('01a1fcd5-5fed-7c4d-af91-ed1ba2b25a41','01a1fcd5-5fec-77d5-9155-a8bfe8b2e406','mini','path','lab-setup','hint','2026-11-17T19:20:00Z','2026-11-17','f93b7d23084b','{"step":"look","tier":1}');
INSERT INTO "event" VALUES('01a1fcd5-6207-7cab-9c0f-9a169f880584','01a1fcd5-6206-7d10-a0de-bc8aed180b09','mini','path','lab-setup','check','2026-11-17T20:05:00Z','2026-11-17','f93b7d23084b','{"checks":[{"id":"nodes-ready","verdict":"passed","digest":"e3f66ad9d3dd9d1e","facts":"18f7f6934c18653a9dc5247e34ea58e398d03d789ef71d8ed0da0cd1c5ed49f1","excerpt":"{\"items\": [{\"ready\": true}]}","saw":"1 ready of 1"},{"id":"notes","verdict":"passed","digest":"3f68169eac52ce2e","facts":"4e60e029f196901454edbfceb66cdb5ebdac37b54fe4a31d064073358877283b","excerpt":"{\"yes\": true}"}],"proof":"c388a405b02654bc","seconds":0.043,"tools":{},"context":""}');
INSERT INTO "event" VALUES('01a1fcd5-6278-7e9c-97a0-795df609aafe','01a1fcd5-6277-734e-a3d3-7fb963cb65de','mini','path','lab-setup','done','2026-11-17T20:30:00Z','2026-11-17','f93b7d23084b','{"minutes":90}');
INSERT INTO "event" VALUES('01a1fcd5-62e7-7311-8e2b-5e07fefe02f8','01a1fcd5-62e6-79b5-8fc7-4231ef6351ee','mini','path','cp-w1-cluster','done','2026-11-17T20:31:00Z','2026-11-17','f93b7d23084b','{}');
INSERT INTO "event" VALUES('01a1fcd5-6356-7ae5-bc66-2cfd6bb8b272','01a1fcd5-6355-79d1-9553-c29149034965','mini','path','hands-on-routes','skip','2026-11-18T20:00:00Z','2026-11-18','f93b7d23084b','{"reason":"no gateway at hand"}');
INSERT INTO "event" VALUES('01a1fcd5-63cc-7ec6-8d8d-8fd37977fa85','01a1fcd5-63cb-79a2-b735-5538803f59e1','mini','path','study-claims','log','2026-11-18T20:05:00Z','2026-11-18','f93b7d23084b','{"minutes":30}');
INSERT INTO "event" VALUES('01a1fcd5-6440-7a2f-bb66-beb02bda6abf','01a1fcd5-643f-7bbb-a075-79a08db9cb63','mini','path','study-claims','begin','2026-11-19T20:00:00Z','2026-11-19','f93b7d23084b','{"timer":true}');
INSERT INTO "event" VALUES('01a1fcd5-64b0-7f67-aa7a-afec4e56ed20','01a1fcd5-64af-7d1f-91aa-31f6d43089c9','mini','command','01a1fcd5-643f-7bbb-a075-79a08db9cb63','undo','2026-11-19T20:10:00Z','2026-11-19','f93b7d23084b','{}');
INSERT INTO "event" VALUES('01a1fcd5-6530-72c9-856e-da6b680eb5a3','01a1fcd5-652f-7c06-99b3-0d6d88e13f09','mini','path','lab-claims','begin','2026-11-19T20:20:00Z','2026-11-19','f93b7d23084b','{"timer":true}');
INSERT INTO "event" VALUES('01a1fcd5-65d7-73b8-b3a3-b3b94cdbcd22','01a1fcd5-65d6-718c-9e0e-7d945c606405','mini','path','lab-claims','done','2026-11-20T20:00:00Z','2026-11-20','f93b7d23084b','{"minutes":90,"waiver":"no cluster at hand"}');
INSERT INTO "event" VALUES('01a1fcd5-6649-7204-8d87-da6ec9fa7f91','01a1fcd5-6648-79f8-9b79-e5a04e30e94c','mini','path','capstone','note','2026-11-20T20:05:00Z','2026-11-20','f93b7d23084b','{"text":"later"}');
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
  proof    TEXT NOT NULL DEFAULT '',  -- digest of its checks; '' if none can be run
  PRIMARY KEY (course, family, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "item" VALUES('mini','path','capstone','project','Build the whole',240,0,'week-2','w2-weekend',10,NULL,'{"description":"Cluster, gateway and claims together, with a short report.","estimate":"ours","sources":["Mini plan, week 2 weekend"],"verified":{"on":"2026-11-20","how":"compared with the plan"}}','');
INSERT INTO "item" VALUES('mini','path','cp-w1-cluster','checkpoint','The cluster answers',0,0,'week-1',NULL,5,NULL,'{"description":"Both checks of the set-up lab passed.","sources":["Mini plan, checkpoints of week 1"],"verified":{"on":"2026-11-20","how":"compared with the plan"}}','');
INSERT INTO "item" VALUES('mini','path','cp-w1-gateway','checkpoint','A request goes through the gateway',0,0,'week-1',NULL,6,NULL,'{"sources":["Mini plan, checkpoints of week 1"],"unverified":"nobody tried it from start to end"}','');
INSERT INTO "item" VALUES('mini','path','cp-w2-devices','checkpoint','Devices are handed out by claim',0,0,'week-2',NULL,11,NULL,'{"sources":["Mini plan, checkpoints of week 2"],"verified":{"on":"2026-11-20","how":"compared with the plan"}}','');
INSERT INTO "item" VALUES('mini','path','final-delivery','assessment','The whole runs',0,0,NULL,NULL,12,NULL,'{"sources":["Mini plan, final assessment"],"verified":{"on":"2026-11-20","how":"compared with the plan"}}','');
INSERT INTO "item" VALUES('mini','path','hands-on-routes','hands-on','Pipes | and [bold]marks[/bold] and <script>alert(1)</script>',45,0,'week-1','w1-weekend',3,NULL,'{"description":"Write three routes, and say which one a request takes.","estimate":"ours","sources":["Mini plan, week 1 weekend"],"unverified":"there was no gateway to try it on","erratum":"The plan names version 0; it is version 1."}','');
INSERT INTO "item" VALUES('mini','path','lab-claims','lab','Ask for two devices',90,0,'week-2','w2-mon-tue',8,'kind','{"description":"Two pods ask for a pretend device each, and get one.","laptop":"An example driver stands in for a GPU driver; it proves nothing about computing.","objectives":["Write a claim.","Read from its status who got which device."],"tools":[{"name":"kubectl","min":"1.34"}],"concepts":["dra","device-class"],"steps":[{"id":"driver","title":"Install the driver","text":"Use the chart. The driver is up when `kubectl get resourceslices` lists its devices."},{"id":"claim","title":"Write the claims","text":"Apply one claim for each pod.","run":["kubectl apply -f claims.yaml"],"files":["claims.yaml"],"hints":["Look at the status of the claims.","The class in the claim must be one that exists.","Write `deviceClassName` with the name that `kubectl get deviceclasses` shows."]}],"few_checks":"two claims are all there is to see","cleanup":"Delete the namespace.","pitfalls":["A claim made from a template goes with its pod."],"references":[{"name":"Example driver","url":"https://example.org/driver"}],"sources":["Mini plan, labs","driver repository at tag v0"],"unverified":"no cluster was at hand"}','2354fb619b054b1f');
INSERT INTO "item" VALUES('mini','path','lab-setup','lab','Make a cluster on the laptop',60,0,'week-1','w1-mon-tue',2,'laptop','{"description":"One small cluster that all later work uses.","objectives":["Make a cluster and throw it away again."],"tools":[{"name":"kubectl","min":"1.34"},{"name":"kind"}],"steps":[{"id":"create","title":"Make the cluster","text":"Run `kind create cluster`."},{"id":"look","title":"Look around","text":"List the nodes, and write down their versions.","hints":["A node takes a minute to become ready.","Ask kubectl for the nodes, and wait.","`kubectl get nodes -o json > nodes.json`"]}],"few_checks":"a cluster is there or it is not","cleanup":"`kind delete cluster`","sources":["Mini plan, labs"],"verified":{"on":"2026-11-20","how":"run once from start to end"}}','c388a405b02654bc');
INSERT INTO "item" VALUES('mini','path','project-w1','project','Serve one model behind a gateway',120,0,'week-1','w1-weekend',4,NULL,'{"description":"Put the parts of the week together and write down what you see.","estimate":"ours","sources":["Mini plan, week 1 weekend"],"verified":{"on":"2026-11-19","how":"compared with the plan"}}','');
INSERT INTO "item" VALUES('mini','path','study-claims','study','動的リソース割り当てを読む',60,0,'week-2','w2-mon-tue',7,NULL,'{"description":"Read how a claim finds its device. You can name the three objects.","references":[{"name":"資源の割り当て","url":"https://kubernetes.io/docs/concepts/dra/"}],"estimate":"ours","sources":["Mini plan, week 2 Mon-Tue"],"verified":{"on":"2026-11-20","how":"the page was read"}}','');
INSERT INTO "item" VALUES('mini','path','study-history','study','How devices were handed out before',20,1,'week-2','w2-fri',9,NULL,'{"description":"Read the older interface, and say what it could not express.","references":[{"name":"Device plugins","url":"https://example.org/device-plugins"}],"estimate":"ours","sources":["Mini plan, week 2 Fri"],"verified":{"on":"2026-11-20","how":"the page was read"}}','');
INSERT INTO "item" VALUES('mini','path','study-map','study','Read the map of the field',30,0,'week-1','w1-mon-tue',1,NULL,'{"description":"Look at the layers from hardware to application. Afterwards you can say which layer a given project belongs to.","references":[{"name":"Kubernetes documentation","url":"https://kubernetes.io/docs/"},{"name":"A second page","url":"http://example.org/map?part=1#top"}],"estimate":"ours","sources":["Mini plan, week 1 Mon-Tue"],"verified":{"on":"2026-11-20","how":"the page was read"}}','');
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
INSERT INTO "lab_check" VALUES('mini','lab-claims','allocated','Two claims are allocated','kubectl','6967038826820b35',0,'{"probes":{"":{"kind":"kubectl","get":"resourceclaims.v1.resource.k8s.io"}},"expect":"size(facts.items.filter(c, has(c.status) && has(c.status.allocation))) >= 2","sees":"string(size(facts.items.filter(c, has(c.status) && has(c.status.allocation)))) + \" allocated claims\"","wants":"two or more","why":"A claim without an allocation has not been given a device.","hint":"claim"}');
INSERT INTO "lab_check" VALUES('mini','lab-claims','report','The report names both devices','file','702ac317e9463fae',1,'{"probes":{"":{"kind":"file","path":"report.json","read":"json"}},"expect":"size(facts.devices) == 2","sees":"string(size(facts.devices)) + \" devices\"","wants":"two devices","why":"Two pods ask for a device each."}');
INSERT INTO "lab_check" VALUES('mini','lab-setup','nodes-ready','All nodes are ready','file','e3f66ad9d3dd9d1e',0,'{"probes":{"":{"kind":"file","path":"nodes.json","read":"json"}},"expect":"size(facts.items) > 0 && facts.items.all(n, n.ready)","sees":"string(size(facts.items.filter(n, n.ready))) + \" ready of \" + string(size(facts.items))","wants":"at least one node, and all of them ready","why":"Work is only placed on nodes that are ready.","hint":"look"}');
INSERT INTO "lab_check" VALUES('mini','lab-setup','notes','You wrote the versions down','ask','3f68169eac52ce2e',1,'{"probes":{"":{"kind":"ask","question":"Did you write the versions down?"}}}');
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('device','f93b7d23084b');
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
  proofs   TEXT NOT NULL DEFAULT '[]',  -- JSON array: what runs of its checks proved
  waiver   TEXT,                    -- why it is done although a check did not pass
  PRIMARY KEY (course, family, item)
) STRICT, WITHOUT ROWID;
INSERT INTO "state" VALUES('mini','path','capstone','open',NULL,NULL,NULL,NULL,'[{"at":"2026-11-20T20:05:00Z","day":"2026-11-20","text":"later"}]','[]',0,NULL,'[]',NULL);
INSERT INTO "state" VALUES('mini','path','cp-w1-cluster','done',NULL,'2026-11-17T20:31:00Z','2026-11-17',NULL,'[]','[]',0,NULL,'[]',NULL);
INSERT INTO "state" VALUES('mini','path','hands-on-routes','skipped',NULL,'2026-11-18T20:00:00Z','2026-11-18','no gateway at hand','[]','[]',0,NULL,'[]',NULL);
INSERT INTO "state" VALUES('mini','path','lab-claims','done','2026-11-19T20:20:00Z','2026-11-20T20:00:00Z','2026-11-20',NULL,'[]','[]',90,NULL,'[]','no cluster at hand');
INSERT INTO "state" VALUES('mini','path','lab-setup','done','2026-11-17T19:00:00Z','2026-11-17T20:30:00Z','2026-11-17',NULL,'[]','[]',90,NULL,'["nodes-ready:e3f66ad9d3dd9d1e","notes:3f68169eac52ce2e",":c388a405b02654bc"]',NULL);
INSERT INTO "state" VALUES('mini','path','study-claims','open',NULL,NULL,NULL,NULL,'[]','[]',30,NULL,'[]',NULL);
INSERT INTO "state" VALUES('mini','path','study-map','done','2026-11-16T19:00:00Z','2026-11-16T19:40:00Z','2026-11-16',NULL,'[{"at":"2026-11-16T19:40:00Z","day":"2026-11-16","text":"Layers: hardware, 動的"}]','[{"day":"2026-11-16","kind":"link","url":"https://example.org/map"}]',40,NULL,'[]',NULL);
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
CREATE TABLE tool (
  course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  name   TEXT NOT NULL,
  run    TEXT NOT NULL,             -- JSON array; empty if there is no way to ask
  find   TEXT NOT NULL,             -- regular expression, group 1 is the version
  get    TEXT NOT NULL,
  url    TEXT NOT NULL,
  PRIMARY KEY (course, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "tool" VALUES('mini','kind','["kind","version"]','v([0-9][0-9.]*)','Take it from its releases.','');
INSERT INTO "tool" VALUES('mini','kubectl','["kubectl","version","--client","-o","json"]','"gitVersion": "v([0-9][0-9.]*)','See its own page on installing it.','https://example.org/kubectl');
CREATE TABLE trust (
  folder TEXT PRIMARY KEY,
  digest TEXT NOT NULL,             -- of all that is in it
  at     TEXT NOT NULL              -- UTC
) STRICT, WITHOUT ROWID;
INSERT INTO "trust" VALUES('/home/learner/mini','34ee441328f7bb8b978355ef96f08616012f2dd4861a57aa6bf5cd5ae738bc2e','2026-11-17T19:59:00Z');
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
CREATE INDEX event_of_command ON event (command_id);
CREATE INDEX event_of_item ON event (item, family, course);
CREATE INDEX item_in_order ON item (course, family, position);
CREATE INDEX item_of_session ON item (course, family, session, position);
CREATE INDEX item_of_week ON item (course, family, week, position);
CREATE INDEX rest_on_item ON rest (course, item);
CREATE INDEX session_of_week ON session (course, week, position);
CREATE INDEX state_begun ON state (course, begun_at) WHERE status = 'started';
CREATE INDEX state_timer ON state (course, timer_at) WHERE timer_at IS NOT NULL;
COMMIT;
