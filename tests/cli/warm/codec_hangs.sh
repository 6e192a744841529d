# A codec that hangs costs its one file, after --file-timeout twice; one that is slow, but comes a
# frame further again and again, costs nothing.
phantom studies --kind mr --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
phantom studies --kind mr --instances 1 --rows 62 --columns 64 -s 2 -t rle 2>/dev/null >/dev/null
phantom studies --kind us --frames 5 --rows 65 --columns 64 -s 3 -t rle 2>/dev/null >/dev/null
status=0
noctis_hostile --store store -q -j 1 warm --file-timeout 2s studies --report report.jsonl || status=$?
echo "status $status"
grep -o '"outcome":"[a-z]*","reason":[^,]*' report.jsonl | sort
