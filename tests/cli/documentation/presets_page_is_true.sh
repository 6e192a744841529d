# The table of noctis-presets(5) is that of the program, and README's is part of it; the page's example
# of a configuration means what the page says.
root=$(dirname "$RUNNER")/../..
page="$root/man/noctis-presets.5"
# Name, width, centre and modalities: "lung 1500 -600 CT".
noctis presets | cut -f 1,2,3,5 | tr -s '\t' ' ' | sed 's/ $//' >program
sed -n '/^\.SH BUILT IN/,/^\.fi/ s/^    \(.*\)/\1/p' "$page" | sed '1d; s/\\-/-/g' | tr -s ' ' |
  sed 's/ every image$/ */; s/ on request.*$//' >page
diff program page

sed -n 's/^| \([a-z_]*\) | \([0-9]*\) \/ \(−\{0,1\}[0-9]*\) | CT |$/\1 \2 \3 CT/p' "$root/README.md" |
  sed 's/−/-/' >readme
grep -x ' *[a-z_]* [0-9]* -*[0-9]* CT' program | diff - readme

sed -n '/^\.SH CONFIGURATION/,/^\.SH HOW/ s/^    //p' "$page" | sed 's/\\-/-/g' >config.toml
noctis presets --check config.toml
