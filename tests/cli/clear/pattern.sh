# By preset, by series, and all; the next run makes again what is lacking.
phantom studies --kind ct --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
sleep 2.1  # a file that changed just before a run is looked at again
noctis --store store warm -q studies
noctis --store store clear '*/lung' | cut -f 1,3,4
noctis --store store ls renditions --where preset=lung | wc -l
noctis --store store clear -q '*/lung' --yes | cut -f 1,3,4
noctis --store store ls renditions --where preset=lung | wc -l
noctis --store store warm --json studies | grep -o '"renditions":[0-9]*' | tail -n 1
noctis --store store ls renditions --where preset=lung | wc -l
series=$(noctis --store store ls series | cut -f 1 | head -n 1)
noctis --store store clear -q "*/$series/*" -y --json | grep -o '"reason":"pattern","sources":2,"images":2'
noctis --store store warm -q studies
noctis --store store clear -q 'dicom:*' --yes | cut -f 1,3
find store/objects -type f | wc -l
noctis --store store clear -q --yes
noctis --store store verify | tail -n 1
