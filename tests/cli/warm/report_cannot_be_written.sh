# Of a report that cannot be written or named nothing is left, and the one before it stays.
phantom studies --kind mr --instances 1 --rows 16 --columns 16 >/dev/null
noctis --store store -q warm studies --report report.jsonl
cp report.jsonl before
NOCTIS_FAULT='write 1 */report.jsonl.*' noctis_hostile --store store -q warm studies --force \
  --report report.jsonl || echo "status $?"
cmp report.jsonl before && find . -name 'report.jsonl*'
# A folder takes the name while the run is held up in the middle of a file.
NOCTIS_GATE="$(find "$PWD/studies" -type f)" \
  noctis_hostile --store store2 -q warm --file-timeout 0 studies --report taken.jsonl &
while [ ! -e gate.reached ]; do sleep 0.02; done
mkdir taken.jsonl
: >gate.open
status=0
wait $! || status=$?
echo "status $status"
find . -name 'taken.jsonl*'
