# By UID and preset, by address, by window from the master; what was not warmed equals what warming
# would have made.
phantom studies --kind ct --rows 64 --columns 80 2>/dev/null >/dev/null
noctis --store store warm -q studies
uid=$(noctis --store store ls images | cut -f 1)
noctis --store store cat "$uid" --preset lung >lung.png
head -c 4 lung.png | tail -c 3; echo
address=$(noctis --store store ls renditions --where preset=lung --where kind=display | cut -f 1)
[ "$(sha256sum <lung.png | cut -d ' ' -f 1)" = "$address" ] && echo 'its address is its digest'
noctis --store store cat "$address" | cmp - lung.png
noctis --store store cat "$(echo "$address" | cut -c 1-12)" | cmp - lung.png
noctis --store store cat "$uid" --window=-600,1500 | cmp - lung.png
noctis --store store cat "$uid" --preset abdomen >abdomen.png
noctis --store other warm -q --preset abdomen studies
noctis --store other cat "$uid" --preset abdomen | cmp - abdomen.png
noctis --store store cat "$uid" --preset lung --thumbnail | head -c 4 | tail -c 3; echo
noctis --store store cat "$uid" --size 16 >small.png
od -An -j 16 -N 8 -tu1 small.png
noctis --store store cat "$uid" --preset nothing || echo "status $?"
noctis --store store cat 1.2.3.4.5 || echo "status $?"
noctis --store store cat "$uid" --frame 2 || echo "status $?"
noctis --store store cat "$address" --preset lung || echo "status $?"
