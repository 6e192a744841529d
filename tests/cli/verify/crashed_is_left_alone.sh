# Nobody watches a repair: a file that ended a worker is not opened by it.
phantom studies --kind mr --instances 2 --rows 64 --columns 64 >/dev/null
warm() { noctis --store store -q warm --no-master --thumbnail-side 0 "$@" studies; }
warm
sqlite3 store/index.sqlite3 "UPDATE source SET outcome = 'crashed' WHERE path = (SELECT min(path) FROM source)"
find store/objects -type f -delete
noctis --store store verify -q --repair | sed 's/ [0-9.]*,/ UID,/' | grep -v '^missing' | sort
# Nor by the next run, which opens such a file only where it changed, or was wanted otherwise than it is now.
sqlite3 store/index.sqlite3 'SELECT count(*) FROM source WHERE plan = zeroblob(32)'
