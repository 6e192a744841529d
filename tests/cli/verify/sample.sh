# A sample hashes a share of the objects, and tells how to hash the same again.
phantom studies --kind ct --instances 4 --rows 64 --columns 64 2>/dev/null >/dev/null
noctis --store store warm -q studies
noctis --store store verify --sample 0% | grep -o '0 of them hashed'
noctis --store store verify --sample 25% --seed 3 --json | grep -o '"fraction":2.5E-1,"seed":3'
first=$(noctis --store store verify --sample 25% --seed 3 --json | grep -o '"hashed":[0-9]*')
second=$(noctis --store store verify --sample 0.25 --seed 3 --json | grep -o '"hashed":[0-9]*')
[ "$first" = "$second" ] && [ "$first" != '"hashed":0' ] && echo 'the same sample'
noctis --store store verify --sample 25% | grep -c 'by --seed [0-9]'
noctis --store store verify --sample 200% || echo "status $?"
noctis --store store verify --seed 3 2>/dev/null || echo "status $?"
noctis --store nowhere verify || echo "status $?"
