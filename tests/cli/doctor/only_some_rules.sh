# --rule restricts to the checks of some rules: no store is looked at.
echo x >store
noctis --store store doctor --rule R2,r11 | sed -n 's/^\(R[0-9]*\) .*/\1/p' | uniq
noctis --store store doctor --rule 36 | grep -v '^R36'
noctis --store store --json doctor --rule R36 | sed 's/,"clause".*//'
