phantom studies --kind mr --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
noctis --store store warm -q studies
noctis --store store stats | head -n 1
noctis --store store stats --format json | grep -o '"images":[0-9]*,"frames":[0-9]*' | head -n 1
noctis --store store stats --json | grep -o '"state":"[a-z]*"'
