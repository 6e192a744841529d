# A line a picture, a line a file that failed, and a summary.
phantom studies --kind mr --instances 2 --rows 32 --columns 32 >/dev/null
head -c 2000 "$(find studies -type f | sort | head -n 1)" >studies/cut
echo text >studies/text
noctis convert studies -o out --name '{number}' --json >lines 2>/dev/null || echo "status $?"
sed 's/"path":"[^"]*"/PATH/; s/"bytes":[0-9]*/BYTES/; s/"reason":"[^"]*"/REASON/
  s/"seconds":.*/SECONDS/; s/"bytes_[a-z]*":[0-9]*/BYTES/g' lines |
  sed 's/"\(study\|series\|instance\)":[^,]*/UID/g'
