# A report takes the place of a report or of nothing, follows a link, and goes into a pipe as it is.
phantom studies --kind ct --rows 16 --columns 16 >/dev/null
file=$(find studies -type f)
cp "$file" image.dcm
noctis --store store -q warm studies --report image.dcm || echo "status $?"
cmp "$file" image.dcm && echo 'image whole'
noctis --store store -q warm studies --report report.jsonl
ln -s report.jsonl link.jsonl
noctis --store store -q warm studies --force --report link.jsonl
[ -h link.jsonl ] && grep -c '"outcome":"rendered"' report.jsonl
mkfifo pipe
exec 3<>pipe
noctis --store store -q warm studies --force --report pipe
[ -p pipe ] && head -n 1 <&3 | grep -c '"outcome":"rendered"'
exec 3>&-
noctis --store store -q warm studies --report pipe || echo "status $?"
noctis --store store -q warm studies --metrics-file image.dcm || echo "status $?"
cmp "$file" image.dcm && echo 'image whole'
