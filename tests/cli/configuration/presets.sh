# A site's preset is warmed, made by convert, and found by cat; a redefined one keeps its modalities.
phantom studies --kind ct --rows 32 --columns 32 >/dev/null
cat >site.toml <<'END'
preset = ["heart=700/50,linear,CT", "lung=1600/-500"]
END
export NOCTIS_CONFIG=site.toml NOCTIS_STORE=store
noctis -q warm studies
noctis ls renditions | awk -F '\t' '$4 == "display" { print $5 }' | sort | tr '\n' ' '
echo
file=$(find studies -type f)
uid=$(noctis ls images | cut -f 1)
noctis convert -q "$file" --preset heart -o heart.png
noctis cat "$uid" --preset heart | cmp - heart.png && echo equal
noctis convert -q "$file" --preset lung -o lung.png
noctis convert -q "$file" --window=-500,1600 -o window.png
cmp lung.png window.png && echo redefined
# A preset that was redefined since the store was warmed is made anew, never the old one shown.
sed -i 's/700/70/' site.toml
noctis convert -q "$file" --preset heart -o narrow.png
cmp -s heart.png narrow.png || noctis cat "$uid" --preset heart | cmp - narrow.png && echo anew
noctis cat "$uid" --preset heart --thumbnail || echo "status $?"
