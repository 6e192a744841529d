# The kernel tells of a failed sync once, and keeps in memory what the disk does not have.  So what was
# written since the last sync that went well is not left for the next run to find whole: it is made again.
phantom studies --kind mr --instances 4 --rows 64 --columns 64 >/dev/null
phantom more --kind mr --instances 4 --rows 64 --columns 64 --seed 9 >/dev/null
noctis --store store -q warm studies
find store/objects -type f | sort >before
NOCTIS_FAULT='syncfs 1 */objects' noctis_hostile --store store -q warm studies more || echo "status $?"
find store/objects -type f | sort | diff before - && echo 'nothing is left'
# Nor is what a run that was killed before its sync had left, and this one had found to be whole.
noctis --store other -q warm more
cp -r other/objects/. store/objects
NOCTIS_FAULT='syncfs 1 */objects' noctis_hostile --store store -q warm more || echo "status $?"
find store/objects -type f | sort | diff before - && echo 'nothing is left'
noctis --store store warm more | head -n 1
