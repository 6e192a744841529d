# Tab-separated in a pipe, filtered, sorted, limited; JSON Lines; NUL for xargs.
phantom studies --kind mr --instances 3 --rows 64 --columns 64 2>/dev/null >/dev/null
noctis --store store warm -q studies
noctis --store store ls images --sort -instance_number | cut -f 4-9
noctis --store store ls images --where instance_number=2 --json | grep -o '"instance_number":[0-9]*'
noctis --store store ls images --limit 1 | wc -l
noctis --store store ls series -0 | tr '\0' '\n' | wc -l
noctis --store store ls renditions --where kind=master | wc -l
noctis --store store ls images --where nothing=1 || echo "status $?"
