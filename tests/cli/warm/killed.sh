# Kills worker, watcher or both at random moments, NOCTIS_KILLS times; after each, what the index
# names is there and whole, and readers may read.  A plain run then ends with the same objects as one
# that was never disturbed.
kills=${NOCTIS_KILLS:-}
kills=${kills:-6}
phantom studies --kind ct --instances 60 --rows 128 --columns 128 2>/dev/null >/dev/null
noctis --store whole -q warm studies
objects() {
  (cd "$1/objects" && find . -type f | sed 's|^\./||; s|/||g' | sort)
}
# Each object that a row names bears the name of its bytes.
is_sound() {
  noctis --store store ls renditions --json | grep -oE '[0-9a-f]{64}' | sort -u >named
  objects store >present
  comm -23 named present | sed 's/^/missing: /'
  [ ! -s named ] ||
    sed 's|^\(..\)\(.*\)|\1\2  store/objects/\1/\2|' named | sha256sum -c --quiet
}
i=0
while [ $i -lt "$kills" ]; do
  noctis --store store -q warm --force --retry-lock 20s studies 2>/dev/null &
  pid=$!
  sleep "$(awk -v seed="$i" 'BEGIN { srand(seed); print 0.02 + rand() * 0.6 }')"
  worker=$(cat /proc/$pid/task/$pid/children 2>/dev/null || true)
  case $((i % 3)) in
    0) kill -KILL $pid 2>/dev/null || true ;;
    1) [ -z "$worker" ] || kill -KILL $worker 2>/dev/null || true ;;
    2) kill -KILL $pid $worker 2>/dev/null || true ;;
  esac
  wait $pid 2>/dev/null || true
  [ ! -e store/index.sqlite3 ] || is_sound
  i=$((i + 1))
done
noctis --store store -q warm --retry-lock 20s studies
is_sound
objects whole >expected
objects store | comm -13 - expected | sed 's/^/lacking: /'
find store/tmp -type f | wc -l
noctis --store store warm studies | head -n 1
