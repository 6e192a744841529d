# While one run holds the store a second one is refused, and readers read all the while: each object
# that a row names is there.
phantom studies --kind ct --instances 400 --rows 256 --columns 256 2>/dev/null >/dev/null
noctis --store store -q warm studies &
pid=$!
while [ ! -e store/index.sqlite3 ]; do sleep 0.02; done
status=0
noctis --store store -q warm studies || status=$?
echo "second $status"
while kill -0 $pid 2>/dev/null; do
  id=$(noctis --store store ls renditions --json --limit 1 | grep -oE '[0-9a-f]{64}' | head -n 1)
  [ -z "$id" ] || noctis --store store cat "$id" >/dev/null || echo "lacks $id"
done
wait $pid && echo 'first 0'
