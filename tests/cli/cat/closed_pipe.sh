# A reader that goes away is no error.
# Both outputs are longer than what a pipe holds.
phantom studies --kind ct --rows 1024 --columns 1024 >/dev/null
phantom many --kind mr --instances 200 --rows 16 --columns 16 >/dev/null
noctis --store store warm -q studies many
uid=$(noctis --store store ls images --where modality=CT | cut -f 1)
{ noctis --store store cat "$uid" || echo "status $?" >&2; } | head -c 1 >/dev/null
{ noctis --store store ls renditions || echo "status $?" >&2; } | head -n 1 >/dev/null
