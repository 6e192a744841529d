# A codec that crashes costs its one file, which is recorded by name; each file is told once, and the
# next run leaves the bad one alone until it changes.
phantom studies --kind mr --instances 6 --rows 64 --columns 64 2>/dev/null >/dev/null
phantom studies --kind mr --instances 2 --rows 61 --columns 64 -s 2 -t rle 2>/dev/null >/dev/null
sleep 2.2  # what has changed just now is looked at again in any case
status=0
noctis_hostile --store store --json warm studies --report report.jsonl >events || status=$?
echo "status $status"
grep -c '"outcome":"rendered"' report.jsonl
grep '"outcome":"crashed"' report.jsonl | grep -o '"reason":"[^"]*"'
echo "told $(grep -c '"type":"file"' events), once $(grep -o '"path":"[^"]*"' events | sort -u | wc -l)"
grep '"type":"summary"' events | grep -oE '"(rendered|crashed|unchanged)":[0-9]+'
noctis --store store ls failures | cut -f 2

echo 'the next run'
noctis_hostile --store store warm studies | head -n 1
echo 'after a change'
bad=$(noctis --store store ls failures | head -n 1 | cut -f 1)
touch "$bad"
noctis_hostile --store store warm studies | head -n 1
