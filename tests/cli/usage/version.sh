noctis --version
