# A reader that takes nothing holds convert up, and one signal ends it all the same.
phantom studies --kind mr --instances 1 --rows 256 --columns 256 >/dev/null
file=$(find studies -type f)
mkfifo pipe
exec 3<>pipe
dd if=/dev/zero of=pipe bs=4096 count=1000 oflag=nonblock 2>/dev/null || true  # until it is full
end() {
  kill "-$1" "$2"
  status=0
  wait "$2" || status=$?
  echo "status $status"
}
for signal in INT TERM HUP; do
  env --default-signal=HUP noctis convert --json "$file" -o $signal >pipe 2>messages &
  while [ -z "$(find $signal -name '*.png' 2>/dev/null)" ]; do sleep 0.05; done
  end $signal $!
  grep -c nobody messages
done
noctis convert "$file" -o - >pipe 2>messages &
sleep 1  # it waits for the pipe by now, most likely; the status is the same if it does not
end TERM $!
