# A report has the mode of the one before it, or what the umask leaves; a link that leads nowhere yet is
# followed; and a second signal leaves a report and nothing else.
phantom studies --kind mr --instances 1 --rows 16 --columns 16 >/dev/null
umask 027
noctis --store store -q warm studies --report fresh.jsonl
stat -c '%a %F' fresh.jsonl
chmod 604 fresh.jsonl
noctis --store store -q warm studies --report fresh.jsonl
stat -c '%a %F' fresh.jsonl
mkdir reports
ln -s reports/tonight.jsonl link.jsonl
ln -s "$PWD/link.jsonl" reports/link.jsonl
noctis --store store -q warm studies --report reports/link.jsonl
stat -c '%F' link.jsonl reports/link.jsonl reports/tonight.jsonl
grep -c '"type":"file"' reports/tonight.jsonl
ln -s nowhere/report.jsonl lost.jsonl
noctis --store store -q warm studies --report lost.jsonl || echo "status $?"

ln -s loop.jsonl loop.jsonl
noctis --store store -q warm studies --report loop.jsonl || echo "status $?"
[ -h loop.jsonl ] && echo 'the loop is still there'
# The run is held up in the middle of a file.
NOCTIS_GATE="$(find "$PWD/studies" -type f)" \
  noctis_hostile --store store2 -q warm --file-timeout 0 studies --report second.jsonl &
pid=$!
while [ ! -e gate.reached ]; do sleep 0.02; done
find . -name 'second.jsonl*' | wc -l
kill -INT $pid
kill -TERM $pid
status=0
wait $pid || status=$?
echo "status $status"
find . -name 'second.jsonl*' | wc -l
