# openssl finds the signatures right that tokens bear, and the claims are those that were asked for.
command -v openssl >/dev/null || { echo 'SKIP: no openssl'; exit 77; }
umask 077
from_base64url() {
  text=$(tr '_-' '/+')
  while [ $((${#text} % 4)) -ne 0 ]; do text=$text=; done
  printf %s "$text" | openssl base64 -d -A
}
# The header and the claims of a token; times as the difference to when it was made.
show() {
  printf %s "$1" | cut -d . -f 1 | from_base64url; echo
  printf %s "$1" | cut -d . -f 2 | from_base64url >claims
  exp=$(sed 's/.*"exp":\([0-9]*\).*/\1/' claims)
  iat=$(sed 's/.*"iat":\([0-9]*\).*/\1/' claims)
  sed "s/\"exp\":$exp/\"exp\":iat+$((exp - iat))/; s/\"iat\":$iat/\"iat\":iat/" claims; echo
  now=$(date +%s)
  [ "$iat" -le "$now" ] && [ "$iat" -gt $((now - 600)) ] && echo 'made just now'
}

openssl rand -hex 32 >secret
token=$(noctis token --subject viewer --jwt-secret-file secret)
show "$token"
# The newline that ends the file is no part of the secret.
mac=$(printf %s "${token%.*}" | openssl dgst -sha256 -mac HMAC -macopt "key:$(cat secret)" -binary |
  openssl base64 -A | tr '/+' '_-' | tr -d =)
[ "$mac" = "${token##*.}" ] && echo 'HS256: openssl agrees'

openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem 2>/dev/null
openssl pkey -in key.pem -pubout -out public.pem
token=$(noctis token --subject 'the "nurse"' --scope read,admin --expires 1h30m \
  --audience https://pacs.example.org --jwt-private-key key.pem)
show "$token"
printf %s "${token##*.}" | from_base64url >signature
printf %s "${token%.*}" | openssl dgst -sha256 -verify public.pem -signature signature

noctis token --subject viewer --scope admin --jwt-secret-file secret --json >line
sed 's/"token":"[^"]*"/"token":"…"/; s/[0-9-]*T[0-9:]*Z/TIME/' line
show "$(sed 's/.*"token":"\([^"]*\)".*/\1/' line)" | sed -n 2p
