# After the deadline nothing new is begun; what was made is kept, and the next run does the rest.
phantom studies --kind mr --instances 12 --rows 65 --columns 64 -t rle 2>/dev/null >/dev/null
status=0
noctis_hostile --store store -q -j 1 warm --deadline 2s studies || status=$?
echo "status $status"
first=$(noctis --store store ls images | wc -l)
[ "$first" -gt 0 ] && [ "$first" -lt 12 ] && echo 'some are done'
noctis --store store -q warm --deadline 10m studies
noctis --store store ls images | wc -l
noctis warm --deadline 25:00 studies
