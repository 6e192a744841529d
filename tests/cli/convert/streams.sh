# Standard input to standard output; a list ended by NUL; readers that go away.
phantom studies --kind ct --instances 2 --rows 64 --columns 80 >/dev/null
file=$(find studies -type f | sort | head -n 1)
noctis convert "$file" -o file.png
noctis convert - -o - <"$file" | cmp - file.png
cat "$file" | noctis convert - -o from_pipe.png
cmp from_pipe.png file.png
noctis convert "$file" -o /dev/stdout | cmp - file.png
odd=$(printf 'odd\nname')
cp "$file" "$odd"
find studies "$odd" -type f -print0 | noctis convert -q --files-from - -0 -o out/
find out -type f | wc -l
# Both outputs are longer than what a pipe holds.
phantom large --kind ct --rows 1024 --columns 1024 >/dev/null
phantom many --kind mr --instances 100 --rows 16 --columns 16 >/dev/null
{ noctis convert "$(find large -type f)" -o - || echo "status $?" >&2; } | head -c 1 >/dev/null
{ noctis convert many --explain || echo "status $?" >&2; } | head -c 1 >/dev/null
: | noctis convert --files-from - -o none | head -n 1
