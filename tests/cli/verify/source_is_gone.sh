# What cannot be made again is lost, and said to be; a master in the store is as good as the file.
phantom studies --kind ct --instances 1 --rows 64 --columns 64 2>/dev/null >/dev/null
noctis --store store warm -q --thumbnail-side 32 studies
rm -r studies
lung=$(noctis --store store ls renditions --where preset=lung --where kind=display | cut -f 1)
master=$(noctis --store store ls renditions --where kind=master | cut -f 1)
file_of() { echo "store/objects/$(echo "$1" | cut -c 1-2)/$(echo "$1" | cut -c 3-)"; }
rm "$(file_of "$lung")"
noctis --store store verify --repair | cut -d ' ' -f 1 | head -n 2 || true
[ -e "$(file_of "$lung")" ] && echo 'made again from the master'
rm "$(file_of "$lung")" "$(file_of "$master")"
noctis --store store verify --repair >said || echo "status $?"
grep -c '^lost .* cannot be made again' said
noctis --store store verify | tail -n 1
noctis --store store ls renditions --where preset=lung | cut -f 4
