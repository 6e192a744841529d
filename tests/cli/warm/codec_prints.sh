# What a codec prints reaches neither standard output nor standard error, but with -vv.
phantom studies --kind mr --instances 1 --rows 67 --columns 64 -t rle 2>/dev/null >/dev/null
noctis_hostile --store store --json warm studies | grep -o '"type":"[a-z]*"'
noctis_hostile --store store -vv warm --force studies 2>told >/dev/null
grep -c '^library: chatter on std' told
