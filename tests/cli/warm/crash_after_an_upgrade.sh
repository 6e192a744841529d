# A codec that crashes in the first run after an upgrade, which looks at every image's file again, takes no
# picture away that was made before.
phantom studies --kind mr --instances 2 --rows 64 --columns 64 >/dev/null
phantom studies --kind mr --instances 2 --rows 61 --columns 64 -s 2 -t rle >/dev/null
sleep 2.2  # what has changed just now is looked at again in any case
noctis --store store warm studies | head -n 1
sqlite3 store/index.sqlite3 "
  UPDATE instance SET digest = randomblob(32);
  DROP TABLE fingerprint_key;
  ALTER TABLE rendition DROP COLUMN object_sha256;
  ALTER TABLE rendition DROP COLUMN object_bytes;
  PRAGMA user_version = 3"
noctis_hostile --store store warm studies | head -n 1
noctis --store store ls images | wc -l
