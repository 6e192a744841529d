# Killed at any moment, a repair leaves less damage, never more, and the next one and a run do the rest.
phantom studies --kind ct --instances 4 --rows 128 --columns 128 2>/dev/null >/dev/null
noctis --store store warm -q studies
noctis --store store ls renditions | sort >renditions
for id in $(noctis --store store ls renditions | cut -f 1 | sort -u); do
  file=store/objects/$(echo "$id" | cut -c 1-2)/$(echo "$id" | cut -c 3-)
  truncate -s -3 "$file"
done
mv store damaged
for moment in 0.00 0.01 0.02 0.03 0.05 0.07 0.1 0.15 0.2 0.3; do
  rm -rf store
  cp -a damaged store
  noctis --store store verify -q --repair >/dev/null 2>&1 &
  pid=$!
  sleep $moment
  kill -9 $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  noctis --store store verify -q --repair >/dev/null || true
  noctis --store store verify -q || echo "still damaged after $moment s"
  noctis --store store warm -q studies
  noctis --store store ls renditions | sort | cmp - renditions || echo "lost after $moment s"
done
echo 'ten times'
