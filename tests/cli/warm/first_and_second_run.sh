# The main job, then again: the second run opens no file and makes nothing.
phantom studies --kind ct --instances 3 --rows 64 --columns 64 2>/dev/null >/dev/null
echo text >studies/notes.txt
sleep 2.1  # a file that changed just before a run is looked at again
noctis --store store warm studies | head -n 2
noctis --store store warm studies | head -n 2
noctis --store store warm studies --json | grep -o '"renditions":[0-9]*'
