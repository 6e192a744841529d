noctis --store nowhere ls
