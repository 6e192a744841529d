# Each decision with its source; without -o nothing is written.
phantom studies --kind ct --instances 2 --rows 32 --columns 32 >/dev/null
noctis convert studies --explain --preset default,lung >lines
ls
wc -l <lines
grep -o '^{"type":"explanation","path":"[^"]*","frame":1,"preset":"[a-z]*","stored"' lines | sed 's/"path":"[^"]*"/PATH/'
grep -o '"voi":{"source":"[a-z]*","by":"window","window":{"center":[^,]*,"width":[^,]*' lines | sort -u
noctis convert -q studies --explain -o out | wc -l
find out -type f | wc -l
