# A clock that is set by a day or by ten years, before a run or in the middle of one: what has changed is
# seen, what has not is not read again, the runs stay in order, and nothing that is there is too old.
phantom studies --kind mr --instances 40 --rows 64 --columns 64 >/dev/null
find studies -type f -exec touch -d '3 days ago' {} +
export NOCTIS_CLOCK="$PWD/clock"
first=$(find studies -type f | sort | head -n 1)
second=$(find studies -type f | sort | sed -n 2p)
outcomes() {
  grep '"type":"summary"' events | grep -oE '"(rendered|unchanged|duplicate|failed)":[1-9][0-9]*' | tr '\n' ' '
}
# In the middle of a run.
for seconds in -86400 315360000; do
  echo 0 >clock
  rm -rf store
  noctis_hostile --store store --json -j 1 warm studies >events &
  pid=$!
  while [ "$(find store/objects -type f 2>/dev/null | wc -l)" -lt 10 ]; do sleep 0.02; done
  echo $seconds >clock
  wait $pid
  echo "$seconds in the middle: $(outcomes)"
  cat "$second" >same && cp "$first" "$second"  # of the same size
  noctis_hostile --store store --json warm studies >events
  echo "another image in a file: $(outcomes)"
  cat same >"$second"
  echo 0 >clock
  noctis_hostile --store store --json warm studies >events
  echo 315360000 >clock
  noctis_hostile --store store gc -q --max-age 90d --delete
  echo "set back, and the image as well: $(outcomes)"
  noctis --store store ls images | wc -l
  noctis --store store stats --json | grep -oE '"state":"[a-z]*"' | sort | uniq -c | tr -s ' '
done
