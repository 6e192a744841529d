# Files of tomorrow, and a run of the past: each is rendered once, and read again until the clock has
# come past it, because it may still change.
phantom studies --kind mr --instances 3 --rows 64 --columns 64 2>/dev/null >/dev/null
find studies -type f -exec touch -d tomorrow {} +
noctis --store store warm studies | sed -n 1,2p
noctis --store store warm studies | sed -n 1,2p
noctis --store store -q warm --deadline 0 studies || echo "status $?"
