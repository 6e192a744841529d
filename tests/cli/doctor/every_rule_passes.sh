# Each of the forty rules is checked, each check passes, and no store is made.
noctis --store store/deeper doctor >text
sed -n '/^Display rules/,$ s/^\(R[0-9]*\)  *\([a-zA-Z]*\)  *PS3\..*/\1 \2/p' text | sort -u | sort -k 1.2n
tail -n 1 text | sed 's/[0-9]* checks/N checks/'
grep '^store/deeper' text
[ ! -e store ] && echo 'no store was made'
