# A series and a study are shown by their middle image, a multi-frame image by its middle frame.
phantom studies --kind ct --instances 5 --rows 32 --columns 32 >/dev/null
export NOCTIS_STORE=store
noctis -q warm studies
series=$(noctis ls series | cut -f 1)
study=$(noctis ls studies | cut -f 1)
middle=$(noctis ls images --json | sed -n '/"instance_number":3,/s/.*"sop_instance_uid":"\([^"]*\)".*/\1/p')
noctis cat "$middle" --thumbnail >middle.png
noctis cat "$series" --thumbnail | cmp - middle.png && echo series
noctis cat "$study" --thumbnail | cmp - middle.png && echo study
noctis cat "$series" --preset bone >bone.png
noctis cat "$middle" --preset bone | cmp - bone.png && echo preset

phantom cine --kind us --frames 7 --rows 32 --columns 32 >/dev/null
noctis -q warm cine
uid=$(noctis ls images --where modality=US | cut -f 1)
noctis cat "$uid" --thumbnail --frame 4 >fourth.png
noctis cat "$uid" --thumbnail | cmp - fourth.png && echo frame
noctis cat "$uid" --frame 1 >first.png
noctis cat "$uid" | cmp - first.png && echo first
