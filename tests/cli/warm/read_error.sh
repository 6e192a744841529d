# A disk that cannot read, from a file's start or in its middle, costs the one file, by name; the pictures
# that it has stay, nobody takes it for a crash, and the next run makes up for it.
phantom studies --kind mr --instances 3 --rows 64 --columns 64 >/dev/null
bad=$(find "$PWD/studies" -type f | sort | sed -n 2p)
for first in 1 2; do
  status=0
  NOCTIS_FAULT="pread $first $bad" noctis_hostile --store store --json warm --force studies >events || status=$?
  echo "status $status"
  grep '"outcome":"failed"' events | grep -cF "$bad"
  grep -oE '"(rendered|failed|crashed)":[0-9]+' events
  noctis --store store ls failures | cut -f 2,3
  noctis --store store warm studies | head -n 1
  noctis --store store ls images | wc -l
  noctis --store store verify | tail -n 1
done
NOCTIS_FAULT="pread 1 $bad" noctis_hostile --store store -q warm --force studies || echo "status $?"
noctis --store store ls images | wc -l
noctis --store store -q warm studies
# A folder: what is known from there is not taken for gone.
NOCTIS_FAULT='opendir 1 */SE000001/' noctis_hostile --store store -q warm studies || echo "status $?"
noctis --store store ls failures | cut -f 2,3
noctis --store store stats --json | grep -o '"missing_sources":[0-9]*'
noctis --store store warm studies | head -n 1
