# A picture is to the byte the one that the store holds, or makes.
phantom studies --kind ct --rows 64 --columns 80 --overlay >/dev/null
file=$(find studies -type f)
noctis --store store warm -q studies
uid=$(noctis --store store ls images | cut -f 1)
for preset in default lung abdomen full auto; do
  noctis --store store cat "$uid" --preset "$preset" >stored.png
  noctis convert "$file" --preset "$preset" -o "$preset.png"
  cmp "$preset.png" stored.png && echo "$preset"
done
noctis --store store cat "$uid" --window -600,1500,sigmoid --size 20 >stored.png
noctis convert "$file" --window -600,1500,sigmoid --size 20 -o window.png
cmp window.png stored.png && echo window
noctis convert "$file" --overlay -o overlay.png
cmp -s overlay.png default.png || echo 'the overlay shows'
