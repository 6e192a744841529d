# The package holds what `cmake --install` installs, as Debian wants it.
for program in cpack dpkg-deb dpkg-shlibdeps readelf; do
  command -v $program >/dev/null || { echo "SKIP: no $program"; exit 77; }
done
tree=$(readlink -f "$(dirname "$RUNNER")/../..")
build=$(readlink -f "$(dirname "$(command -v noctis)")/..")
grep -q '^NOCTIS_SANITIZE:STRING=$' "$build/CMakeCache.txt" ||
  { echo 'SKIP: nobody packs a program with sanitizers'; exit 77; }

# What the builder's umask is must not show.
(umask 077 && cpack --config "$build/CPackConfig.cmake" -G DEB -B packed >log 2>&1) || cat log
package=$(ls packed/*.deb)
basename "$package" |
  sed "s/$(dpkg --print-architecture)/ARCHITECTURE/; s/$(noctis --version | sed 's/.* //')/VERSION/"
for field in Package Section Priority Maintainer Suggests; do
  echo "$field: $(dpkg-deb -f "$package" $field)"
done
dpkg-deb -f "$package" Description | head -n 2
dpkg-deb -f "$package" Depends | tr -d ' ' | tr , '\n' | grep -E '^(adduser|libc6|libcharls|libdcmtk|libjxl)' |
  sed 's/[0-9][^()]*//g'

echo
dpkg-deb -R "$package" tree
(cd tree && md5sum --quiet -c DEBIAN/md5sums) && echo 'the sums are right'
(cd tree && find etc -type f | sed 's|^|/|' | sort) | diff - tree/DEBIAN/conffiles && echo 'all of /etc is the administrator'"'"'s'
(cd tree/DEBIAN && find . -type f -printf '%m %f\n' | sort -k 2)

echo
DESTDIR=$PWD/installed cmake --install "$build" --prefix /usr >log
(cd installed && find . -type f | sed '/\/man\//s/$/.gz/' | sort) >installed.list
(cd tree && find . -path ./DEBIAN -prune -o -type f -print | sort) | diff installed.list - | grep '^[<>]'
dpkg-deb -c "$package" | awk '{ print $1, $2 }' | sort | uniq -c | sed 's/^ *[0-9]* //'
(cd tree && find . -path ./DEBIAN -prune -o -type f -perm /111 -printf '%P\n' | sort)
for page in "$tree"/man/*.[1-8]; do
  gunzip -c "tree/usr/share/man/man${page##*.}/${page##*/}.gz" | cmp - "$page"
done
readelf -S tree/usr/bin/noctis | grep -cE ' \.(symtab|debug_info) ' || true
for script in tree/DEBIAN/p*; do
  sh -n "$script"
done
