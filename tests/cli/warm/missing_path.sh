noctis --store store warm studies nowhere
