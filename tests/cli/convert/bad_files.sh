# What is wrong with one file stops no other: it is named with the reason.
phantom studies --kind mr --instances 2 --rows 64 --columns 64 >/dev/null
head -c 2000 "$(find studies -type f | sort | head -n 1)" >studies/cut.dcm
echo text >studies/text
status=0
printf '%s\0' studies gone | noctis convert --files-from - -0 -o out >/dev/null || status=$?
find out -type f | wc -l
exit $status
