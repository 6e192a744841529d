# A list with NULs needs -0, and one that cannot be read is not taken for a short one: by stream and by
# name, before anything is made.
phantom studies --kind ct --instances 2 --rows 32 --columns 32 >/dev/null
find studies -type f -print0 >list
try() {
  "$@" || echo "status $?"
}
try noctis --store store warm --files-from list
try noctis --store store warm --files-from - <list
try noctis convert --files-from list -o out
find studies -type f -print0 | try noctis convert --files-from - -o out
try noctis --store store warm --files-from studies
try noctis --store store warm --files-from - <studies
try noctis --store store warm --files-from - 0>written
try noctis convert --files-from /proc/self/mem -o out
try noctis --store store warm --files-from nowhere
ls
