noctis warm --presets lung .
