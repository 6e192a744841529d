mkdir folder
echo text >folder/a
noctis --store store warm folder -q
