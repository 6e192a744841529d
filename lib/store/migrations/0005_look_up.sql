-- A picture is looked up in one row, not two: in an index of a million each is a page that is not at hand.  So a
-- rendition says of its object what the object's own row says.  One that names none is forgotten, and made again.
UPDATE source SET plan = zeroblob(32)
  WHERE instance IN (SELECT instance FROM rendition WHERE object NOT IN (SELECT id FROM object));
DELETE FROM rendition WHERE object NOT IN (SELECT id FROM object);
ALTER TABLE rendition ADD COLUMN object_sha256 BLOB NOT NULL DEFAULT x'';
ALTER TABLE rendition ADD COLUMN object_bytes INTEGER NOT NULL DEFAULT 0;
UPDATE rendition SET (object_sha256, object_bytes) = (SELECT sha256, bytes FROM object WHERE id = rendition.object);
