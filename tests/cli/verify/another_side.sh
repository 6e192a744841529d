# A repair knows of one side of thumbnails, the greatest: of those that had another the next run makes the right ones.
phantom studies/a --kind mr --rows 64 --columns 64 >/dev/null
phantom studies/b --kind mr --rows 64 --columns 64 --seed 2 >/dev/null
sleep 2.1
noctis --store store -q warm --thumbnail-side 48 studies/b
noctis --store store -q warm --thumbnail-side 32 studies/a
sides() { noctis --store store ls renditions --where kind=thumbnail --json | grep -o '"width":[0-9]*' | sort; }
sides
find store/objects -type f -delete
noctis --store store verify -q --repair | grep -c '^mended' || true
sides
noctis --store store -q warm --thumbnail-side 32 studies/a
sides
