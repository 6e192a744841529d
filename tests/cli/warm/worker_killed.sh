# Somebody kills the worker: another goes on, and each file is told once, as if nothing had been.
# Somebody kills who watches it: the worker dies, too, and the store is free.
phantom studies --kind ct --instances 60 --rows 128 --columns 128 2>/dev/null >/dev/null
worker_of() {
  cat "/proc/$1/task/$1/children" 2>/dev/null
}
noctis --store store -q warm studies --report report.jsonl &
pid=$!
while [ "$(find store/objects -type f 2>/dev/null | wc -l)" -lt 20 ]; do sleep 0.02; done
[ -e /proc/$pid/task/$pid/children ] || { echo 'SKIP: this kernel does not tell of children'; exit 77; }
kill -KILL $(worker_of $pid)
status=0
wait $pid || status=$?
echo "status $status"
grep -c '"outcome":"rendered"' report.jsonl
grep -o '"path":"[^"]*"' report.jsonl | sort -u | wc -l
noctis --store store stats | grep -c running || true

phantom endless --kind mr --instances 1 --rows 62 --columns 64 -t rle 2>/dev/null >/dev/null
noctis_hostile --store store -q warm --file-timeout 0 endless &
pid=$!
sleep 1
flock -n store/lock true || echo 'the store is held'
kill -KILL $pid
wait $pid 2>/dev/null || true  # the shell tells of it
flock -w 30 store/lock echo 'the store is free'
