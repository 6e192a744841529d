# A reader that takes nothing keeps no run from emptying the index's log, gets all of the listing when it
# goes on, and may go away (that this ends the listing is held by cli/standard_output.cpp); where nothing
# can be set aside it is waited for.
phantom studies --kind ct --instances 60 --rows 16 --columns 16 >/dev/null
phantom others --kind mr --instances 60 --rows 16 --columns 16 >/dev/null
noctis --store store -q warm studies
noctis --store store ls renditions --json >whole
mkfifo pipe
exec 3<>pipe
noctis --store store ls renditions --json >pipe 3>&- &
sleep 1  # it has filled the pipe by now, most likely
noctis --store store -q warm others
[ -s store/index.sqlite3-wal ] && echo 'the log could not be emptied'
cat <pipe >read 3>&- &
reader=$!
exec 3>&-
wait $!
wait $reader
cmp read whole
noctis --store store ls renditions --json | head -n 1 | wc -l
noctis --store store ls renditions --json >whole
NOCTIS_FAULT='write 2 */noctis.?????? (deleted)' noctis_hostile --store store ls renditions --json |
  (sleep 1; cat) | cmp - whole
noctis --store store ls renditions --json >/dev/full || echo "status $?"
