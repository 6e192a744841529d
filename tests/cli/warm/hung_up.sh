# A terminal that closes ends a run as SIGTERM does, with everything committed; under nohup it goes on.
phantom studies --kind ct --instances 120 --rows 256 --columns 256 2>/dev/null >/dev/null
# Starts a run and hangs up in its middle.
hang_up() {
  store=$1
  shift
  "$@" noctis --store $store warm -q -j 1 studies >/dev/null 2>&1 &
  pid=$!
  while [ "$(find $store/objects -type f 2>/dev/null | wc -l)" -lt 20 ]; do sleep 0.05; done
  kill -HUP $pid
  sleep 0.05
  kill -HUP $pid 2>/dev/null || true  # the shell's and the kernel's
  status=0
  wait $pid || status=$?
  echo "status $status"
}
hang_up store env
first=$(noctis --store store ls images | wc -l)
[ "$first" -gt 0 ] && [ "$first" -lt 120 ] && echo 'some are done'
noctis --store store verify -q && echo whole
hang_up other nohup
noctis --store other ls images | wc -l
