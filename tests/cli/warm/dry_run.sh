phantom studies --kind mr --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
noctis --store store warm --dry-run studies
ls
