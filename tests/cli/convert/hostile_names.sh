# What a file says of itself leads nowhere but into the folder.
phantom studies --kind mr --rows 32 --columns 32 >/dev/null
file=$(find studies -type f)
noctis convert -q "$file" -o plain
uid=$(ls plain)
evil=$(printf '../../../../tmp/%0100d' 0 | cut -c "1-${#uid}")
LC_ALL=C sed "s|$uid|$evil|g" "$file" >evil
mkdir -p deep/er/still
noctis convert -q evil -o deep/er/still/out
find deep -type f | wc -l
find deep -type f | grep -c '^deep/er/still/out/_\._\.\._'
ls
