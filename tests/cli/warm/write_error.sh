# A disk that cannot write, name, sync or record ends the run with a reason.  Nothing is half-written:
# what a row names is whole; and the next run does the rest.
phantom studies --kind mr --instances 12 --rows 64 --columns 64 >/dev/null
noctis --store whole -q warm studies
objects() {
  (cd "$1/objects" && find . -type f | sort)
}
objects whole >expected
fault() {
  rm -rf store
  [ "$2" = new ] || noctis --store store -q warm "$(find studies -type f | sort | head -n 1)"
  status=0
  NOCTIS_FAULT="$1" noctis_hostile --store store -q -j 1 warm studies || status=$?
  echo "$1, $2: status $status"
  noctis --store store ls renditions --json 2>/dev/null | grep -oE '[0-9a-f]{64}' | sort -u |
    sed 's|^\(..\)\(.*\)|\1\2  store/objects/\1/\2|' >sums
  [ ! -s sums ] || sha256sum -c --quiet sums
  noctis --store store -q warm studies
  objects store | diff expected -
  noctis --store store verify -q
}
for store in new old; do
  fault 'write 1 */store/tmp/*' $store
  fault 'write 8 */store/tmp/*' $store
  fault 'rename 20 *' $store
  fault 'syncfs 1 */store/objects' $store
  fault 'syncfs 1 */store' $store
  fault 'index-write 1 *-wal' $store
  fault 'index-write 10 *-wal' $store
  # Of an old index, the checkpoint at the end: all is in the WAL, and goes on into the index next time.
  fault 'index-write 1 */index.sqlite3' $store
  fault 'index-read 1 */index.sqlite3' $store
  fault 'index-read 3 */index.sqlite3' $store
done
