# With --retry-lock a second run waits for the first; one that waits can be stopped.
mkdir -p store
phantom studies --kind mr --instances 1 --rows 64 --columns 64 2>/dev/null >/dev/null
flock store/lock sleep 2 &
sleep 0.3
noctis --store store warm --retry-lock 60s studies | head -n 1
flock store/lock sleep 30 &
holder=$!
sleep 0.3
noctis --store store -q warm --retry-lock 60s studies &
pid=$!
sleep 0.5
kill -TERM $pid
status=0
wait $pid || status=$?
echo "status $status"
kill $holder
