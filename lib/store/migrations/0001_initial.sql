-- The first schema.
--
-- Empty text is NULL, save in a key.  Times are nanoseconds since the epoch.  Digests are blobs of
-- 32 bytes.  Several values of one attribute are one text, joined by backslashes as DICOM does.
-- Ids that are handed out are AUTOINCREMENT; where their counting starts is chosen when an index is
-- made.

PRAGMA application_id = 1852793716;  -- "noct"

-- One patient's part of one Study Instance UID: see study_rows.hpp for what tells patients apart.
CREATE TABLE study (
  id                       INTEGER PRIMARY KEY AUTOINCREMENT,
  study_instance_uid       TEXT,
  study_id                 TEXT,
  accession_number         TEXT,
  study_date               TEXT,
  study_time               TEXT,
  study_description        TEXT,
  referring_physician_name TEXT,
  institution_name         TEXT,
  patient_id               TEXT,
  patient_name             TEXT,
  patient_birth_date       TEXT,
  patient_sex              TEXT,
  newest_mtime_ns          INTEGER NOT NULL,  -- of the files that spoke of it
  UNIQUE (study_instance_uid, patient_id, patient_name)
) STRICT;
CREATE INDEX study_by_date ON study (study_date);

CREATE TABLE series (
  id                      INTEGER PRIMARY KEY AUTOINCREMENT,
  study                   INTEGER NOT NULL REFERENCES study (id),
  series_instance_uid     TEXT,
  modality                TEXT,
  series_number           INTEGER,
  series_description      TEXT,
  series_date             TEXT,
  series_time             TEXT,
  body_part_examined      TEXT,
  laterality              TEXT,
  protocol_name           TEXT,
  manufacturer            TEXT,
  manufacturer_model_name TEXT,
  frame_of_reference_uid  TEXT,
  newest_mtime_ns         INTEGER NOT NULL,
  UNIQUE (series_instance_uid, study)
) STRICT;
CREATE INDEX series_by_number ON series (study, series_number);

CREATE TABLE instance (
  id                          INTEGER PRIMARY KEY AUTOINCREMENT,
  series                      INTEGER NOT NULL REFERENCES series (id),
  digest                      BLOB NOT NULL UNIQUE,
  attributes_digest           BLOB NOT NULL,
  sop_instance_uid            TEXT,
  sop_class_uid               TEXT,
  transfer_syntax_uid         TEXT,
  instance_number             INTEGER,
  acquisition_number          INTEGER,
  image_type                  TEXT,
  presentation_intent_type    TEXT,
  content_date                TEXT,
  content_time                TEXT,
  rows                        INTEGER NOT NULL,
  columns                     INTEGER NOT NULL,
  frames                      INTEGER NOT NULL,
  photometric_interpretation  TEXT,
  samples_per_pixel           INTEGER NOT NULL,
  bits_stored                 INTEGER NOT NULL,
  representative_frame_number INTEGER,
  pixel_spacing               TEXT,
  slice_thickness             REAL,
  image_position              TEXT,
  image_orientation           TEXT,
  slice_location              REAL,
  lossy_image_compression     INTEGER NOT NULL,
  hounsfield_units            INTEGER NOT NULL,
  color                       INTEGER NOT NULL,
  mtime_ns                    INTEGER NOT NULL
) STRICT;
CREATE INDEX instance_by_number ON instance (series, instance_number);
CREATE INDEX instance_by_uid ON instance (sop_instance_uid);
CREATE INDEX instance_by_attributes ON instance (attributes_digest);

-- A run walks the table from end to end in the order of the paths: hence without rowid.
CREATE TABLE source (
  path             BLOB NOT NULL PRIMARY KEY,
  size             INTEGER NOT NULL,
  mtime_ns         INTEGER NOT NULL,
  ctime_ns         INTEGER NOT NULL,
  device           INTEGER NOT NULL,
  inode            INTEGER NOT NULL,
  outcome          TEXT NOT NULL,
  reason           TEXT,
  plan             BLOB NOT NULL,
  content_digest   BLOB,
  instance         INTEGER REFERENCES instance (id),
  missing_since_ns INTEGER,
  seen_ns          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX source_by_instance ON source (instance) WHERE instance IS NOT NULL;
CREATE INDEX source_by_content ON source (content_digest) WHERE content_digest IS NOT NULL;
CREATE INDEX source_that_failed ON source (path) WHERE outcome IN ('failed', 'crashed');

-- A row says that the object was durable when it was committed.
CREATE TABLE object (
  id     INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  bytes  INTEGER NOT NULL
) STRICT;

-- The JSON of masters: a series' masters mostly share one.
CREATE TABLE display_attributes (
  id     INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  json   TEXT NOT NULL
) STRICT;

CREATE TABLE rendition (
  instance           INTEGER NOT NULL REFERENCES instance (id),
  frame              INTEGER NOT NULL,
  kind               INTEGER NOT NULL,  -- 0 display, 1 thumbnail, 2 master
  preset             TEXT NOT NULL,     -- empty of a master: part of the key
  recipe             BLOB NOT NULL,
  object             INTEGER NOT NULL REFERENCES object (id),
  width              INTEGER NOT NULL,
  height             INTEGER NOT NULL,
  window_center      REAL,
  window_width       REAL,
  voi_function       TEXT,
  display_attributes INTEGER REFERENCES display_attributes (id),
  format             TEXT,
  PRIMARY KEY (instance, frame, kind, preset)
) STRICT, WITHOUT ROWID;
CREATE INDEX rendition_by_object ON rendition (object);
CREATE INDEX rendition_by_attributes ON rendition (display_attributes)
  WHERE display_attributes IS NOT NULL;

CREATE TABLE run (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  started_ns  INTEGER NOT NULL,
  finished_ns INTEGER,
  state       TEXT NOT NULL,
  summary     TEXT
) STRICT;

-- What is shown: an instance that no source names any more is not, nor a series or a study of such
-- alone.
CREATE VIEW shown_instance AS
  SELECT * FROM instance
  WHERE EXISTS (SELECT 1 FROM source WHERE source.instance = instance.id);
CREATE VIEW shown_series AS
  SELECT * FROM series
  WHERE EXISTS (SELECT 1 FROM shown_instance WHERE shown_instance.series = series.id);
CREATE VIEW shown_study AS
  SELECT * FROM study
  WHERE EXISTS (SELECT 1 FROM shown_series WHERE shown_series.study = study.id);
