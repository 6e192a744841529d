noctis worm .
