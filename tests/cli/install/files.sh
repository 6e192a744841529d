# What `cmake --install` puts where, with which modes, under any umask.
tree=$(readlink -f "$(dirname "$RUNNER")/../..")
build=$(readlink -f "$(dirname "$(command -v noctis)")/..")
umask 022
DESTDIR=$PWD/root cmake --install "$build" --prefix /usr >log || cat log

# One manual page a file of man/, whichever there are.
find root/usr/share/man -type f -printf '%f\n' | sort >pages
ls "$tree/man" | sort | diff - pages && echo 'all manual pages'
find root/usr/share/man -type f ! -path '*.1' ! -path '*.5'
find root ! -type d ! -path '*/man/*' ! -path '*/noctis/pages/*' -printf '%m %P\n' | LC_ALL=C sort -k 2

# Where the program has pages, the licences that are built into it lie beside its documentation.
(cd "$build/lib/pages/packed" && ls) | grep -E 'LICENSE|NOTICE' | sed 's/\.gz$//' >licenses
for license in $(cat licenses); do
  gunzip -c "$build/lib/pages/packed/$license.gz" | cmp - "root/usr/share/doc/noctis/pages/$license"
done
ls root/usr/share/doc/noctis/pages 2>/dev/null | diff licenses - && echo 'all licences'

echo
root/usr/bin/noctis --version | sed 's/[0-9.]*$/VERSION/'
sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' root/usr/lib/systemd/system/*.service | sort | uniq -c

echo
# What somebody has edited stays.
echo '#mine' >root/etc/noctis/config.toml
DESTDIR=$PWD/root cmake --install "$build" --prefix /usr >log
cat root/etc/noctis/config.toml
grep -c 'Kept as it is: .*config.toml' log

echo
# A prefix of one's own is not left.
cmake --install "$build" --prefix "$PWD/own" >log
(cd own && ls -d */* && ls share/zsh && sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' lib/systemd/system/noctis-warm.service)
ls "$build/samples/packaging" | grep -c '^units-' || true
