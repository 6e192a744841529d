# A repair makes again what was lost, under the presets and sides that it had, and nothing more; the
# run that made the store finds nothing to do afterwards.
phantom studies --kind ct --instances 2 --rows 128 --columns 128 2>/dev/null >/dev/null
phantom studies --kind us --frames 3 --rows 64 --columns 64 2>/dev/null >/dev/null
sleep 2.1  # a file that changed just before a run is looked at again
warm() {
  noctis --store store warm --preset default,abdomen --thumbnail-side 48 --no-master studies --json "$@"
}
warm >/dev/null
noctis --store store ls renditions | sort >renditions
find store/objects -type f -delete
noctis --store store verify -q --repair >said || echo "status $?"
grep -c '^lost' said || true
noctis --store store ls renditions | sort | cmp - renditions
warm --dry-run | grep -o '"pending":[0-9]*'
warm | grep -o '"unchanged":[0-9]*'
