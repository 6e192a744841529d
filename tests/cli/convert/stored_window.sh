# A window far above all values of its series is in stored values, if that quirk is asked for.
phantom studies --kind pt --rows 32 --columns 32 --instances 2 >/dev/null
file=$(find studies -type f | sort | head -n 1)
LC_ALL=C sed 's/5000(/9e30(/' "$file" >far  # Window Center, before the next tag's 0x28
noctis convert far --explain | grep -o '"center":[^,]*\|"of_stored_values":[a-z]*'
noctis convert far --explain --quirk stored-window | grep -o '"of_stored_values":[a-z]*\|"rule":"R21"'
noctis convert "$file" --explain --quirk stored-window | grep -o '"of_stored_values":[a-z]*'
