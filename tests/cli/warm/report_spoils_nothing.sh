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
cat pipe >from_pipe &
noctis --store store -q warm studies --force --report pipe
wait
[ -p pipe ] && grep -c '"outcome":"rendered"' from_pipe
