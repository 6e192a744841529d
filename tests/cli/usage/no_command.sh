noctis
