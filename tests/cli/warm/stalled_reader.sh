# A reader that takes nothing, of standard output, of the report or of standard error, holds the run up,
# and one signal ends it all the same, with everything committed.
phantom studies --kind mr --instances 400 --rows 16 --columns 16 >/dev/null
mkfifo pipe
exec 3<>pipe
dd if=/dev/zero of=pipe bs=4096 count=1000 oflag=nonblock 2>/dev/null || true  # until it is full
stalled() {
  rm -rf store
  case $1 in
    stdout) noctis --store store -q --json warm --no-master studies >pipe 2>messages & ;;
    report) noctis --store store -q warm --no-master --report pipe studies 2>messages & ;;
    quiet) noctis --store store -q -j 1 warm studies >messages 2>pipe & ;;
    stderr) noctis --store store -vv warm --no-master studies >messages 2>pipe & ;;
  esac
  pid=$!
  while [ "$(find store/objects -type f 2>/dev/null | wc -l)" -lt 20 ]; do sleep 0.05; done
  kill -$2 $pid
  status=0
  wait $pid || status=$?
  echo "$1: status $status"
  grep nobody messages || true
  noctis --store store verify -q
  noctis --store store -q warm --no-master studies
  noctis --store store ls images | wc -l
}
stalled stdout INT
stalled report TERM
stalled stderr INT
stalled quiet TERM
