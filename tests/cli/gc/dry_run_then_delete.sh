# What goes is told first, and goes only with --delete; what stays is still shown.
phantom studies --kind ct --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
phantom more --kind mr --instances 1 --rows 64 --columns 64 --seed 7 2>/dev/null >/dev/null
noctis --store store warm -q studies more
study=$(noctis --store store ls studies --where modalities=CT | cut -f 1)
noctis --store store gc | wc -l
noctis --store store gc --study "$study" | cut -f 1,2,3
noctis --store store ls studies | wc -l
noctis --store store gc --study "$study" --delete --json | grep -o '"type":"summary","removed":true,"sources":2,"images":2'
noctis --store store ls studies | wc -l
noctis --store store verify | tail -n 1
noctis --store store cat "$(noctis --store store ls images | cut -f 1)" | head -c 4 | tail -c 3
echo
# The files are still there: the next run makes the study again.
noctis --store store warm -q studies more
noctis --store store ls studies | wc -l
# Nothing is too old that is there; what is gone is, from the night on that missed it.
noctis --store store gc --max-age 0s --delete -q
rm -r studies/*
cp -r more/* studies
noctis --store store gc --max-age 0s --delete -q
noctis --store store warm -q studies more
noctis --store store gc --max-age 1d --delete -q
noctis --store store gc --max-age 0s --delete -q | cut -f 1,2,3
noctis --store store ls studies | wc -l
