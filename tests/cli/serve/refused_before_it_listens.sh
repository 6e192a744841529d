# What may not be served is refused before a socket is made: none is left behind.
phantom studies --kind mr --instances 1 --rows 16 --columns 16 >/dev/null
noctis --store store -q warm studies
noctis --store store serve --listen unix:socket --listen 192.0.2.1:1 || echo "status $?"
noctis --store store serve --listen unix:socket --listen nowhere || echo "status $?"
noctis --store store serve --listen unix:socket --auth jwt || echo "status $?"
ls
