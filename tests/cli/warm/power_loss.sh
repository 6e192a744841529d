# Power loss: what was written since the last sync is there, or torn, or not there at all.  Every row
# that can have reached the disk names an object that had been synced, and the next run does the rest.
phantom studies --kind mr --instances 16 --rows 65 --columns 64 -t rle 2>/dev/null >/dev/null
noctis --store whole -q warm studies
mkdir snapshots
NOCTIS_SNAPSHOTS=snapshots noctis_hostile --store store -q -j 1 warm studies
objects() {
  (cd "$1/objects" 2>/dev/null && find . -type f | sort) || true
}
# The objects as they were synced; the index as it was just before the next sync: no later row can be
# on the disk.  What was written in between is torn.
lose_power() {
  rm -rf store
  cp -a "snapshots/$2.before" store
  objects store >written
  rm -rf store/objects
  cp -a "snapshots/$1.after/objects" store
  objects store | comm -13 - written >torn
  (cd store/objects && while read -r file; do mkdir -p "${file%/*}" && : >"$file"; done <../../torn)
}
losses=0
with_rows=0
n=1
while [ -e "snapshots/$((n + 1)).before" ]; do
  lose_power $n $((n + 1))
  noctis --store store ls renditions --json | grep -oE '[0-9a-f]{64}' | sort -u |
    sed 's|^\(..\)\(.*\)|\1\2  store/objects/\1/\2|' >sums
  [ ! -s sums ] || with_rows=$((with_rows + 1))
  [ ! -s sums ] || sha256sum -c --quiet sums
  noctis --store store -q warm studies
  objects whole >expected
  objects store | diff expected - || true
  (cd store/objects && find . -type f | sed 's|^\./\(..\)/\(.*\)|\1\2  \1/\2|' | sha256sum -c --quiet)
  losses=$((losses + 1))
  n=$((n + 1))
done
[ $losses -ge 2 ] && [ $with_rows -ge 1 ] && echo 'power was lost with rows and without'
