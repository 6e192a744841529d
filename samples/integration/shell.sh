#!/bin/sh
# shell.sh BASE [TOKEN]: asks `noctis serve` for a study and its pictures, by curl and jq, and puts what
# it gets in the current folder.  BASE is like http://127.0.0.1:8001.
set -eu
base=${1:?usage: shell.sh BASE [TOKEN]}
token=${2:-}

# ask PATH [CURL-OPTION…]: fails where the answer is an error.  The token is read from a pipe, as
# arguments can be read by everybody on the machine.
ask() {
  path=$1
  shift
  printf 'header = "Authorization: Bearer %s"\n' "$token" |
    curl --silent --show-error --fail ${token:+--config -} "$@" "$base$path"
}

# field ANSWER FILTER: fails where there is none.
field() {
  printf '%s' "$1" | jq -er "$2"
}

# The newest study, its first series, and its first image.
answer=$(ask '/api/v1/dicom/studies?limit=1')
study=$(field "$answer" '.studies[0].id')
answer=$(ask "/api/v1/dicom/studies/$study/series")
series=$(field "$answer" '.series[0].id')
answer=$(ask "/api/v1/dicom/series/$series/images")
image=$(field "$answer" '.images[0].id')
echo "study $study, series $series, image $image"

# Pictures as PNG: as the file says, through any window, and a thumbnail.
ask "/api/v1/dicom/images/$image?format=png" --output default.png
ask "/api/v1/dicom/images/$image?format=png&window=1500&level=-600" --output window.png
answer=$(ask "/api/v1/dicom/images/$image/thumbnail?size=128")
field "$answer" '.thumbnail_url | sub("^data:image/png;base64,"; "")' | base64 -d >thumbnail.png

# Once more, only if it has changed: 304, and no byte of the picture.
etag=$(ask "/api/v1/dicom/images/$image?format=png" --head | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
ask "/api/v1/dicom/images/$image?format=png" --header "If-None-Match: $etag" \
  --output /dev/null --write-out 'again: %{http_code}\n'
