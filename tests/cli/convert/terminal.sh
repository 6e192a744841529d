# On a terminal an explanation has a key a line, and a picture does not go there unless forced to.
command -v script >/dev/null || { echo 'SKIP: no script to make a terminal with'; exit 77; }
phantom studies --kind mr --rows 32 --columns 32 >/dev/null
file=$(find studies -type f)
script -qec "noctis -q convert $file --explain" /dev/null | tr -d '\r' >explanation
head -n 2 explanation
grep '"picture"' explanation
tail -n 1 explanation
script -qec "noctis convert $file -o -" /dev/null | tr -d '\r' || true
script -qec "noctis convert $file -o - --force" /dev/null | grep -ac IHDR
