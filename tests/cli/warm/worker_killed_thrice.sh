# Somebody who kills every worker (the kernel does, for want of memory) makes no healthy file a crashed
# one: the file is tried alone twice, fails with that reason, and the next run renders it.
phantom studies --kind mr --instances 5 --rows 64 --columns 64 >/dev/null
export NOCTIS_GATE="$(find "$PWD/studies" -type f | sort | sed -n 3p)"
noctis_hostile --store store --json warm studies >events &
pid=$!
[ -e /proc/$pid/task/$pid/children ] || { echo 'SKIP: this kernel does not tell of children'; exit 77; }
for i in 1 2 3; do
  while [ ! -e gate.reached ]; do sleep 0.02; done
  rm gate.reached
  kill -KILL $(cat /proc/$pid/task/$pid/children)
done
status=0
wait $pid || status=$?
echo "status $status"
grep '"type":"summary"' events | grep -oE '"(rendered|failed|crashed)":[0-9]+'
noctis --store store ls failures | cut -f 2,3
noctis --store store warm studies | head -n 1
