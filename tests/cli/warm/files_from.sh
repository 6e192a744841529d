# Paths with newlines in them, by NUL; one that has vanished is a file that failed.
phantom studies --kind mr --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
odd=$(printf 'odd\nname')
cp "$(find studies -type f | sort | head -n 1)" "$odd"
printf '%s\0%s\0' "$odd" gone | noctis --store store warm --files-from - -0 --json |
  grep '"type":"file"' | grep -o '"path":"[^"]*","outcome":"[a-z]*"' | sort
