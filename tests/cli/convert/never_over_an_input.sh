# What is no picture is not replaced, whatever it is called.
phantom studies --kind mr --instances 2 --rows 32 --columns 32 >/dev/null
i=0
for file in $(find studies -type f | sort); do
  i=$((i + 1))
  mv "$file" "studies/$i.png"
done
cp -r studies before
noctis convert studies/1.png -o studies/1.png || echo "status $?"
noctis convert -q studies -o studies --name '{stem}' || echo "status $?"
diff -r before studies && echo 'as they were'
