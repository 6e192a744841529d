# Nothing of the package that lintian minds, not so much as a warning.
for program in cpack lintian; do
  command -v $program >/dev/null || { echo "SKIP: no $program"; exit 77; }
done
build=$(readlink -f "$(dirname "$(command -v noctis)")/..")
grep -q '^NOCTIS_SANITIZE:STRING=$' "$build/CMakeCache.txt" ||
  { echo 'SKIP: nobody packs a program with sanitizers'; exit 77; }
cpack --config "$build/CPackConfig.cmake" -G DEB -B packed >log 2>&1 || cat log
# It says that it would rather not be root.
lintian --fail-on error,warning packed/*.deb 2>said && echo clean || cat said
