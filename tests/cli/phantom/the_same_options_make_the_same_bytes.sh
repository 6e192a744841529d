phantom one --kind ct --instances 3 --rows 64 --columns 64
phantom two --kind ct --instances 3 --rows 64 --columns 64 >/dev/null
diff -r one two
phantom three --kind ct --instances 3 --rows 64 --columns 64 --seed 2 >/dev/null
find three -type f | sort
