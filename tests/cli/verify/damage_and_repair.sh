# Each kind of damage is found and named; repaired, the store holds what it held.
phantom studies --kind ct --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
warm() { noctis --store store warm --preset default,lung,bone --thumbnail-side 32 studies "$@"; }
warm -q
noctis --store store verify | tail -n 1
find store/objects -type f | sort >objects
noctis --store store ls renditions | sort >renditions

set -- $(noctis --store store ls renditions --where kind=display | cut -f 1 | sort -u)
file_of() { echo "store/objects/$(echo "$1" | cut -c 1-2)/$(echo "$1" | cut -c 3-)"; }
printf 'X' | dd of="$(file_of "$1")" bs=1 seek=60 conv=notrunc 2>/dev/null
truncate -s -1 "$(file_of "$2")"
rm "$(file_of "$3")"
rm "$(file_of "$(noctis --store store ls renditions --where kind=master | cut -f 1 | head -n 1)")"
chmod 644 "$(file_of "$4")"
echo notes >store/objects/notes.txt
echo core >store/tmp/core

noctis --store store verify >found || echo "status $?"
cut -d ' ' -f 1 found | grep -v '[0-9]' | sort | uniq -c
noctis --store store verify --json 2>/dev/null | grep -c '"type":"damage"' || true
noctis --store store verify -q --repair | grep -c '^mended' || true
noctis --store store verify -q && echo 'verifies'
noctis --store store ls renditions | sort | cmp - renditions
find store/objects -type f | sort | cmp - objects
# The next run finds nothing to do.
warm --json | grep -o '"renditions":[0-9]*' | tail -n 1
