# Older schemas knew images by other digests: after an upgrade the same image in two files is still one, in the
# run after as well, and of a missing file it is known where it lay; what a run leaves out is not hidden by it.
phantom native --kind ct -n 1 --rows 32 --columns 32 >/dev/null
phantom rle --kind ct -n 1 --rows 32 --columns 32 -t rle >/dev/null
phantom other --kind mr -n 1 --rows 32 --columns 32 >/dev/null
mkdir archive
cp "$(find native -type f)" archive/a.dcm
cp "$(find rle -type f)" archive/b.dcm
cp "$(find native -type f)" archive/c.dcm
cp "$(find other -type f)" archive/d.dcm
noctis --store store -j 1 warm archive | head -n 1
rm archive/c.dcm archive/d.dcm
noctis --store store -j 1 -q warm archive
sqlite3 store/index.sqlite3 "
  UPDATE instance SET digest = randomblob(32);
  UPDATE source SET content_digest = randomblob(32) WHERE path NOT LIKE '%b.dcm';
  DROP TABLE fingerprint_key;
  ALTER TABLE rendition DROP COLUMN object_sha256;
  ALTER TABLE rendition DROP COLUMN object_bytes;
  PRAGMA user_version = 2"
sources() {
  sqlite3 store/index.sqlite3 "SELECT path, outcome, missing_since_ns IS NOT NULL FROM source ORDER BY path" |
    sed 's|.*/archive/||'
}
where_it_lay() {
  sqlite3 store/index.sqlite3 "SELECT device FROM source WHERE path LIKE '%d.dcm'"
}
where_it_lay >before
for _ in 1 2; do
  noctis --store store -j 1 -q warm archive
  sources
  noctis --store store ls images | wc -l
done
where_it_lay | diff before -
noctis --store store verify | tail -n 1
sqlite3 store/index.sqlite3 "
  UPDATE instance SET digest = randomblob(32);
  DROP TABLE fingerprint_key;
  ALTER TABLE rendition DROP COLUMN object_sha256;
  ALTER TABLE rendition DROP COLUMN object_bytes;
  PRAGMA user_version = 3"
noctis --store store -j 1 -q warm --modality MR archive
sources
noctis --store store ls images | wc -l
noctis --store store -j 1 -q warm archive
sources
noctis --store store ls images | wc -l
# Of files whose bytes were known by another digest, none is hidden by a selection under force.
sqlite3 store/index.sqlite3 "UPDATE source SET content_digest = randomblob(32); PRAGMA user_version = 5"
noctis --store store -j 1 -q warm --force --modality MR archive
sources
noctis --store store ls images | wc -l
