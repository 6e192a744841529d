# Every line is an object of a type that the manual names; each library has a version, and what is
# decoded and what is not is told by UID and name.
noctis --store store --json doctor >lines
sed 's/^{"type":"\([a-z]*\)",.*}$/\1/' lines | uniq
sed -n 's/^{"type":"library","name":"\([^"]*\)","version":"\(turbo \)*[0-9]*\.[0-9.]*"}$/\1/p' lines
grep '"uid":"1.2.840.10008.1.2.5"' lines
grep '"uid":"1.2.840.10008.1.2.4.102"' lines
grep '"type":"limit","name":"sequence_depth"' lines
grep '"type":"store"' lines
grep '"rule":"R3"' lines | head -n 1
tail -n 1 lines | sed 's/"checks":[0-9]*/"checks":N/'
