# A codec that eats memory costs its one file; the others, which shared the memory with it, nothing.
[ -z "$ASAN_OPTIONS$TSAN_OPTIONS" ] || { echo 'SKIP: a sanitizer has its own idea of memory'; exit 77; }
phantom studies --kind mr --instances 4 --rows 64 --columns 64 2>/dev/null >/dev/null
phantom studies --kind mr --instances 1 --rows 63 --columns 64 -s 2 -t rle 2>/dev/null >/dev/null
status=0
noctis_hostile --store store -q warm --max-memory 256M studies --report report.jsonl || status=$?
echo "status $status"
grep -o '"outcome":"[a-z]*","reason":[^,]*' report.jsonl | sort
