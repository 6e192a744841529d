# Nobody reads why the report cannot be made, which is more than a pipe holds: a signal ends that, too.
mkdir archive
mkfifo pipe
exec 3<>pipe
noctis --store store warm --report "$(head -c 100000 /dev/zero | tr '\0' x)" archive 2>&3 &
head -c 1 <&3
kill -TERM $!
status=0
wait $! 2>shell || status=$?  # what the shell says of it
echo " $status"
