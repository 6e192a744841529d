# All frames into a folder, one into a file.
phantom studies --kind us --frames 11 --rows 32 --columns 32 >/dev/null
file=$(find studies -type f)
noctis convert -q "$file" -o out --name '{modality}-{frame}'
ls out | tr '\n' ' '; echo
noctis convert "$file" -o first.png
cmp first.png out/US-01.png
noctis convert "$file" -o - --frame 7 | cmp - out/US-07.png
noctis convert -q "$file" -o one --frame 7 --name '{frame}'
ls one
noctis convert "$file" -o none.png --frame 12 || echo "status $?"
noctis convert "$file" -o none.png --frame all || echo "status $?"
ls -d none* 2>/dev/null || echo nothing
