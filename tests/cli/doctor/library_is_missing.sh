# A library that cannot be loaded is told of, with all else; the checks that need it could not be made.
. "$(dirname "$RUNNER")/warm/false_libraries"
export LD_LIBRARY_PATH=$PWD/libraries
status=0
noctis --store store doctor >text 2>log || status=$?
echo "$status"
sed 's/so\.[0-9.]*/so/; s/^[^0-9]*[0-9]* of [0-9]* //' log
grep -E '^(libjxl|CharLS|zlib)' text | sed 's/so\.[0-9.]*/so/; s/[0-9.]*$//'
awk '$2 ~ /\.4\.(80|110|90)$/ { print $1, $2 }' text
grep FAIL text | sed 's/so\.[0-9.]*/so/' | grep -oE '^R[0-9]+|\(cannot load.*' | paste - - | sort -u
noctis --store store --json doctor 2>/dev/null | grep '"name":"libjxl"' | sed 's/so\.[0-9.]*/so/'
