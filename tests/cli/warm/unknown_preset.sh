mkdir folder
noctis --store store warm --preset lungs folder || status=$?
ls
exit $status
