# Nothing but other files: of those that are named it is said why.
mkdir folder
echo text >folder/a
noctis convert -q folder -o out || echo "status $?"
noctis convert folder/a -o a.png || echo "status $?"
echo text | noctis convert - -o - || echo "status $?"
ls
