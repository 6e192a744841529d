# While a run holds the store nothing is removed or repaired, and reading goes on.
phantom studies --kind ct --instances 1 --rows 64 --columns 64 2>/dev/null >/dev/null
noctis --store store warm -q studies
for command in 'gc --delete' 'clear --yes' 'verify --repair'; do
  flock store/lock noctis --store store $command || echo "status $?"
done
flock store/lock noctis --store store gc -q
flock store/lock noctis --store store clear -q | cut -f 1
flock store/lock noctis --store store verify | tail -n 1
noctis --store store ls images | wc -l
