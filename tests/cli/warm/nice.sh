# --nice holds for the worker; at 19 the disk is left to others, too.
phantom endless --kind mr --instances 1 --rows 62 --columns 64 -t rle 2>/dev/null >/dev/null
for nice in 5 19; do
  noctis_hostile --store store -q warm --nice $nice endless &
  pid=$!
  worker=
  while [ -z "$worker" ] || [ ! -e store/index.sqlite3 ]; do
    sleep 0.1
    worker=$(tr -d ' ' <"/proc/$pid/task/$pid/children")
  done
  cut -d ' ' -f 19 "/proc/$worker/stat"
  ionice -p "$worker" | cut -d : -f 1
  kill -KILL $pid
  wait $pid 2>/dev/null || true
  flock -w 30 store/lock rm store/index.sqlite3
done
