# SIGUSR1 is answered where nothing is told of itself, and where nobody takes the answer a signal ends
# the run all the same.
phantom studies --kind mr --instances 1 --rows 256 --columns 256 >/dev/null
file=$(find studies -type f)
mkfifo pipe
exec 3<>pipe
dd if=/dev/zero of=pipe bs=4096 count=1000 oflag=nonblock 2>/dev/null || true  # until it is full
end() {
  kill -TERM "$1"
  (sleep 30; kill -KILL "$1") 2>/dev/null &
  late=$!
  status=0
  wait "$1" || status=$?
  kill "$late" || true
  echo "status $status"
}
noctis convert "$file" -o - >pipe 2>messages &
sleep 1  # it waits for the pipe by now, most likely, and so below
for try in 1 2 3 4 5 6 7 8 9; do
  kill -USR1 $!
  sleep 0.5
  ! grep -q '^1 file' messages || break
done
grep -o '^1 file' messages | head -n 1
end $!
noctis convert "$file" -o - >pipe 2>pipe &
sleep 1
kill -USR1 $!
sleep 1
end $!
