# Names and pictures are the same on one thread and on several.
phantom studies --kind ct --instances 12 --rows 64 --columns 64 >/dev/null
phantom studies --kind us --frames 9 --rows 64 --columns 64 >/dev/null
noctis convert -q -j 1 studies -o one --name '{modality}-{preset}' --preset default,auto
noctis convert -q -j 5 studies -o five --name '{modality}-{preset}' --preset default,auto
diff -r one five
find one -type f | wc -l
