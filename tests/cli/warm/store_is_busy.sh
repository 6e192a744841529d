# A second run does not wait: it says that another run holds the store.
mkdir -p store folder
echo x >folder/a
flock store/lock sh -c 'noctis --store store warm folder'
