# One bad file stops nothing: it is named with its reason, and the exit status is 3.
phantom studies --kind mr --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
good=$(find studies -type f | sort | head -n 1)
head -c 2000 "$good" >studies/cut.dcm
status=0
noctis --store store warm studies --report report.jsonl >/dev/null || status=$?
echo "status $status"
noctis --store store ls failures | cut -f 1,2
grep -c '"outcome":"rendered"' report.jsonl
grep '"outcome":"failed"' report.jsonl | grep -o '"path":"[^"]*"'
exit $status
