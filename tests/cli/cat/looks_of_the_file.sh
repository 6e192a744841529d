# What a file has no second look of is refused by name; of colour there is one picture, under no other name.
phantom grey --kind ct --rows 16 --columns 16 2>/dev/null >/dev/null
phantom colour --kind us --rows 16 --columns 16 2>/dev/null >/dev/null
noctis --store store warm -q grey colour
for kind in CT US; do
  uid=$(noctis --store store ls images --where modality=$kind | head -n 1 | cut -f 1)
  noctis --store store cat "$uid" --preset default | head -c 4 | tail -c 3; echo
  noctis --store store cat "$uid" --preset file-999 || echo "status $?"
done
