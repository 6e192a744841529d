# Pictures by study, series, instance, frame and preset; what a second run makes takes their place.
phantom studies --kind mr --instances 2 --rows 64 --columns 64 >/dev/null
echo text >studies/notes.txt
noctis convert studies -o out | head -n 1
(cd out && find . -type f | sort | sed 's/2\.25\.[0-9]*/UID/g')
cp -r out first
noctis convert -q studies -o out
diff -r first out
noctis convert -q studies -o out --invert
cmp -s "$(find first -type f | head -n 1)" "$(find out -type f | head -n 1)" || echo 'others now'
find out -type f | wc -l
# The output lies in what is walked, and is not walked; what is named there is converted all the same.
mkdir -p all/out
for name in found out/named out/passed_over; do
  cp "$(find studies -name 'IM*' | sort | head -n 1)" all/$name
done
noctis convert all all/out/named -o all/out --json | grep -oE '"path":"[^"]*"'
