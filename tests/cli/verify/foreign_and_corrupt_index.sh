# An index that is not ours, or overwritten, is found; repaired, it is kept aside, and the next run
# makes everything again and no object twice.
phantom studies --kind mr --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
noctis --store store warm -q studies
find store/objects -type f | sort >objects
cp -a store whole
echo 'this is no database, this is no database, this is no database' >store/index.sqlite3
rm -f store/index.sqlite3-wal store/index.sqlite3-shm
noctis --store store verify -q | cut -d ' ' -f 1
noctis --store store verify -q --repair >said || echo "status $?"
grep -c '^mended .* is kept as index.sqlite3.corrupt-' said
noctis --store store verify -q && echo 'verifies'
noctis --store store warm --json studies | grep -o '"objects_written":[0-9]*' | tail -n 1
find store/objects -type f | sort | cmp - objects
