# A file that holds another image now makes none of the old one's pictures again.
phantom studies --kind ct --instances 1 --rows 64 --columns 64 2>/dev/null >/dev/null
phantom other --kind ct --instances 1 --rows 64 --columns 64 --seed 9 2>/dev/null >/dev/null
noctis --store store warm -q --no-master studies
cp "$(find other -type f)" "$(find studies -type f)"
lung=$(noctis --store store ls renditions --where preset=lung --where kind=display | cut -f 1)
rm "store/objects/$(echo "$lung" | cut -c 1-2)/$(echo "$lung" | cut -c 3-)"
noctis --store store verify --repair | cut -d ' ' -f 1 | head -n 2
noctis --store store verify | tail -n 1
noctis --store store warm -q --no-master studies
noctis --store store verify | tail -n 1
