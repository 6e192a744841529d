# SIGINT finishes what is in hand, commits and says how to go on; the next run does the rest.  With -v
# there is one thread more that the signal must not meet.
phantom studies --kind ct --instances 120 --rows 256 --columns 256 2>/dev/null >/dev/null
status=0
noctis --store store warm -v -j 1 studies >/dev/null &
pid=$!
while [ "$(find store/objects -type f 2>/dev/null | wc -l)" -lt 20 ]; do sleep 0.05; done
kill -INT $pid
wait $pid || status=$?
echo "status $status"
first=$(noctis --store store ls images | wc -l)
[ "$first" -gt 0 ] && [ "$first" -lt 120 ] && echo 'some are done'
noctis --store store warm -q studies
noctis --store store ls images | wc -l
