# After a kill only what was not committed is rendered again.
phantom studies --kind ct --instances 60 --rows 128 --columns 128 2>/dev/null >/dev/null
mkdir studies/first
mv "$(find studies -type f | sort | head -n 1)" studies/first
noctis --store store -q warm studies/first
noctis --store store -q warm studies &
pid=$!
while [ "$(find store/objects -type f | wc -l)" -lt 150 ]; do sleep 0.02; done
kill -KILL $pid
wait $pid 2>/dev/null || true
flock -w 30 store/lock true
before=$(noctis --store store ls images | wc -l)
[ "$before" -ge 1 ] && [ "$before" -lt 60 ] && echo 'some are done'
noctis --store store -q warm studies --report report.jsonl
echo "$((before + $(grep -c '"outcome":"rendered"' report.jsonl))) of 60"
