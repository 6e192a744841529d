# SIGHUP, of a terminal that closes, is met as SIGTERM is, also when it comes again from the shell; under
# nohup it is none.
phantom studies --kind ct --instances 120 --rows 256 --columns 256 2>/dev/null >/dev/null
hang_up() {
  status=0
  env "--$1-signal=HUP" noctis --store "$1" -j 1 warm studies >/dev/null &
  pid=$!
  while [ "$(find "$1/objects" -type f 2>/dev/null | wc -l)" -lt 20 ]; do sleep 0.05; done
  kill -HUP $pid
  sleep 0.02  # signals that wait together are one
  kill -HUP $pid 2>/dev/null || true
  wait $pid || status=$?
  echo "status $status"
}
hang_up default
first=$(noctis --store default ls images | wc -l)
[ "$first" -gt 0 ] && [ "$first" -lt 120 ] && echo 'some are done'
noctis --store default verify -q
noctis --store default warm -q studies
noctis --store default ls images | wc -l
hang_up ignore
noctis --store ignore ls images | wc -l
