# What cannot be meant is refused before anything is made.
phantom studies --kind mr --instances 2 --rows 32 --columns 32 >/dev/null
file=$(find studies -type f | sort | head -n 1)
try() {
  noctis convert "$@" || echo "status $?"
}
try "$file"
try studies -o a.png
try "$file" studies -o -
try "$file" -o a.png --preset lung,bone
try "$file" -o - --json
try "$file" -o - --explain
try "$file" -o a.png --preset lungs
try "$file" -o a.png --window 40
try "$file" -o a.png --window 40,400 --preset lung
try "$file" -o a.png --frame 0
try "$file" -o out --name '../{stem}'
try "$file" -o out --name '{patient_name}'
try "$file" -o out --name '{stem}' --preset lung,bone
try "$file" -o - --name '{stem}'
try "$file" -o a.png --quirk none
try - --files-from - -o out
try nowhere -o out
try -o out
ls
