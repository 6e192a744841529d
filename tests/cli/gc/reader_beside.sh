# A reader that goes on all the while never fails to show what stays.
phantom studies --kind ct --instances 8 --rows 64 --columns 64 2>/dev/null >/dev/null
phantom more --kind mr --instances 1 --rows 64 --columns 64 --seed 7 2>/dev/null >/dev/null
noctis --store store warm -q studies more
kept=$(noctis --store store ls images --where modality=MR | cut -f 1)
noctis --store store cat "$kept" >expected.png
(
  while [ ! -e done ]; do
    noctis --store store cat "$kept" | cmp - expected.png || echo 'a reader failed'
    noctis --store store ls renditions >/dev/null || echo 'a listing failed'
    echo read >>reads
  done
) &
for uid in $(noctis --store store ls images --where modality=CT | cut -f 1); do
  noctis --store store clear -q "*/$uid/*" --yes >/dev/null
done
touch done
wait
[ "$(wc -l <reads)" -gt 3 ] && echo 'it read on'
noctis --store store ls images | wc -l
