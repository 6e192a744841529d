# DCMTK's data dictionary is read where a file does not say itself what its elements are, and only
# there: whoever would read this one would wait for ever.
phantom explicit --kind enhanced-ct --frames 2 --rows 64 --columns 64 >/dev/null
phantom implicit --kind mr --transfer-syntax implicit --rows 64 --columns 64 >/dev/null
mkfifo nobody_writes
file=$(find explicit -type f)
DCMDICTPATH=$PWD/nobody_writes timeout -s KILL 60 noctis --store store warm explicit | head -n 2
DCMDICTPATH=$PWD/nobody_writes timeout -s KILL 60 noctis -q convert "$file" -o picture-1.png
ls picture-1.png
DCMDICTPATH=/dev/null noctis --store store warm implicit --report report.jsonl >/dev/null ||
  echo "status $?"
grep -o '"reason":"[^"]*"' report.jsonl
find implicit -type f -exec touch {} +
noctis --store store warm implicit | head -n 1
