# A case has an empty folder, a home of its own and none of the caller's variables.
ls -A
pwd
echo "${HOME%/home} ${XDG_CACHE_HOME%/home/.cache}" | sed "s|${PWD%/here}|above|g"
echo 'echo "[${NOCTIS_STORE:-}] [$TZ] [$LC_ALL]"' >case.sh
echo '[] [UTC] [C.UTF-8]' >case.out
NOCTIS_STORE=/nowhere TZ=Asia/Tokyo LC_ALL=C "$RUNNER" case.sh
