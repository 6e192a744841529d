# A reader that goes away is no error.
phantom studies --kind ct 2>/dev/null >/dev/null
noctis --store store warm -q studies
uid=$(noctis --store store ls images | cut -f 1)
{ noctis --store store cat "$uid" || echo "status $?" >&2; } | head -c 1 >/dev/null
{ noctis --store store ls renditions || echo "status $?" >&2; } | head -n 1 >/dev/null
