# Width, height, bits a sample and colour type, from the header of the PNG (ISO/IEC 15948, 11.2.2).
header() {
  od -An -j 16 -N 10 -tu1 "$1" | awk '{ print $3 * 256 + $4, $7 * 256 + $8, $9, $10 }'
}
phantom studies --kind mr --rows 300 --columns 400 >/dev/null
file=$(find studies -type f)
noctis convert "$file" -o a.png && header a.png
noctis convert "$file" -o a.png --bits 16 && header a.png
noctis convert "$file" -o a.png --size 100 --bits 16 && header a.png
noctis convert "$file" -o a.png --size 1000 && header a.png
phantom color --kind secondary-capture --rows 64 --columns 64 >/dev/null
noctis convert "$(find color -type f)" -o a.png && header a.png
noctis convert color -o out --bits 16 --json >events || echo "status $?"
grep -o '"type":"file".*"error":"[a-z]*"' events | sed 's/"path":"[^"]*",//'
# No window applies to colour: each preset is its one picture (R14).
noctis convert -q color -o out --preset lung --name lung
noctis convert -q color -o out --name plain
cmp out/lung.png out/plain.png && echo equal
