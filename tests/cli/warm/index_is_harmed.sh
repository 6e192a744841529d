# An index that is cut, overwritten or taken away, in the middle of a run or between two, or a store that
# is: no run says that all is well when it is not, the run after is right, and no id names another image.
phantom studies --kind mr --instances 24 --rows 64 --columns 64 >/dev/null
noctis --store whole -q warm studies
(cd whole/objects && find . -type f | sort) >expected
ids() {
  noctis --store store ls images --json | grep -oE '"(sop_instance_uid|id)":("[^"]*"|[0-9]+)' |
    paste -d ' ' - - | awk '{ print $2, $1 }' | sort
}
# The first half of the studies is there already; the harm comes while the other is rendered.
half=$(find "$PWD/studies" -type f | sort | sed -n 1,12p)
gate=$(find "$PWD/studies" -type f | sort | sed -n 18p)
harm() {
  rm -rf store elsewhere gate.*
  echo "$half" | noctis --store store -q warm --files-from -
  ids >before
  NOCTIS_GATE=$gate noctis_hostile --store store -q -j 1 warm studies 2>messages &
  pid=$!
  while [ ! -e gate.reached ]; do sleep 0.02; done
  eval "$2"
  : >gate.open
  status=0
  wait $pid || status=$?
  echo "$1: status $status"
  sed 's|cut from .* while|cut while|; s|^|  |' messages
  [ ! -d elsewhere ] || mv elsewhere store
  repair
}
repair() {
  noctis --store store -q warm studies 2>&1 | sed 's/(.*) and is kept as [^:]*/and is kept/; s/^/  next: /'
  ids >after
  # The image that bears an id now is the one that bore it before, or the id is new.
  join -t ' ' -j 1 before after | awk '$2 != $3 { print "an id names another image:", $0 }'
  (cd store/objects && find . -type f | sort) | diff expected - && echo '  all is there'
  noctis --store store verify | tail -n 1 | sed 's/^/  /'
}
harm 'cut' 'truncate -s 8192 store/index.sqlite3'
harm 'emptied' ': >store/index.sqlite3'
harm 'overwritten' 'dd if=/dev/urandom of=store/index.sqlite3 bs=4096 seek=1 count=12 conv=notrunc 2>/dev/null'
harm 'removed' 'rm store/index.sqlite3'
harm 'replaced' 'cp whole/index.sqlite3 copy && mv copy store/index.sqlite3'
harm 'store moved' 'mv store elsewhere'
harm 'store removed' 'rm -rf store'
between() {
  rm -rf store
  noctis --store store -q warm studies
  ids >before
  eval "$2"
  echo "$1, between two runs"
  repair
}
between 'WAL removed' 'rm store/index.sqlite3-wal'
between 'index emptied' ': >store/index.sqlite3; rm -f store/index.sqlite3-wal'
between 'killed, then WAL removed' 'rm -rf store; echo "$half" | noctis --store store -q warm --files-from -
  rm -f gate.*; NOCTIS_GATE=$gate noctis_hostile --store store -q -j 1 warm studies &
  while [ ! -e gate.reached ]; do sleep 0.02; done; kill -KILL $!; wait $! 2>/dev/null || true
  flock -w 30 store/lock rm store/index.sqlite3-wal'
