# A template's fields; equal names get numbers, in the order of the inputs; names of one file each.
phantom studies --kind ct --instances 3 --rows 32 --columns 32 >/dev/null
noctis convert -q studies -o out --name '{modality}/{stem}-{number:03}-{preset}'
(cd out && find . -type f | sort)
noctis convert -q studies -o same --name '{modality}'
(cd same && find . -type f | sort)
set -- $(find studies -type f | sort)
noctis convert -q "$3" -o - | cmp - same/CT~3.png
noctis convert -q studies -o presets --preset lung,bone,lung --name '{preset}/{stem}'
(cd presets && find . -type f | sort)
