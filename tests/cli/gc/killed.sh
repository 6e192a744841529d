# Killed at any moment, a removal leaves a store that verifies; the next one does the rest.
phantom studies --kind ct --instances 6 --rows 64 --columns 64 2>/dev/null >/dev/null
phantom more --kind mr --instances 1 --rows 64 --columns 64 --seed 7 2>/dev/null >/dev/null
noctis --store store warm -q studies more
cp -a store whole
study=$(noctis --store store ls studies --where modalities=CT | cut -f 1)
kept=$(noctis --store store ls images --where modality=MR | cut -f 1)
for moment in 0.00 0.01 0.02 0.03 0.05 0.08 0.3 0.9 1.01 1.02 1.03 1.05; do
  rm -rf store
  cp -a whole store
  noctis --store store gc -q --study "$study" --delete >/dev/null 2>&1 &
  pid=$!
  sleep $moment
  kill -9 $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  noctis --store store verify -q || echo "damaged after $moment s"
  noctis --store store cat "$kept" | cmp -s - /dev/null && echo 'the other study is gone'
  left=$(noctis --store store ls images | wc -l)
  [ "$left" -eq 7 ] || [ "$left" -eq 1 ] || echo "$left images after $moment s"
  noctis --store store gc -q --study "$study" --delete >/dev/null
  noctis --store store gc -q | wc -l | grep -vx 0 || true
  find store/objects -type f | wc -l
done | sort | uniq -c | sed 's/^ *//' >left
# Every time the same objects were left: those of the other study.
noctis --store fresh warm -q more
[ "$(cut -d ' ' -f 1 left)" -eq 12 ] && [ "$(cut -d ' ' -f 2 left)" -eq "$(find fresh/objects -type f | wc -l)" ] && echo "twelve times" || cat left
