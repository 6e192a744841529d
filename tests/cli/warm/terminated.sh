# SIGTERM at any moment once the store is there: what was rendered before is not rendered again by the
# next run.
phantom studies --kind ct --instances 60 --rows 128 --columns 128 2>/dev/null >/dev/null
rendered() {
  grep '"outcome":"rendered"' "$1" 2>/dev/null | grep -o '"path":"[^"]*"' || true
}
for delay in 0 0.3 0.7; do
  rm -rf store first.jsonl second.jsonl
  noctis --store store -q warm studies --report first.jsonl 2>/dev/null &
  pid=$!
  while [ ! -e store/lock ] && kill -0 $pid; do sleep 0.01; done
  sleep $delay
  kill -TERM $pid 2>/dev/null || true
  status=0
  wait $pid || status=$?
  [ $status -eq 143 ] || [ $status -eq 0 ] || echo "status $status"
  noctis --store store -q warm studies --report second.jsonl
  { rendered first.jsonl; rendered second.jsonl; } >all
  echo "$(wc -l <all) rendered, $(sort -u all | wc -l) files"
done
