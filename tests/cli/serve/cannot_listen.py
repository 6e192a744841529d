"""cannot_listen.py: an address that another listens on already."""

import os
import socket
import subprocess

from live import Store, phantom


def main():
    phantom("archive", "--kind", "mr", "--instances", "1")
    Store().warm("archive")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        served = subprocess.run(["noctis", "--store", "store", "serve", "--listen", "unix:socket", "--listen",
                                 taken], check=False)
    print("status", served.returncode, "and", "a" if os.path.exists("socket") else "no", "socket left behind")


main()
