# A file for which there is no memory is tried again when nothing else is in hand, and only then has
# failed.
phantom studies --kind mr --instances 1 --rows 71 --columns 64 -s 1 -t rle 2>/dev/null >/dev/null
noctis_hostile --store store warm studies | head -n 1
phantom studies --kind mr --instances 1 --rows 69 --columns 64 -s 2 -t rle 2>/dev/null >/dev/null
noctis_hostile --store store warm studies | head -n 1
