# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers of this suite as child processes."""
import json
import os
import subprocess
import urllib.request


class Server:
    """A program that prints {"url", "token"} when it listens. Ends with the with-block."""

    def __init__(self, *command):
        self.process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{command[0]} did not start")
        told = json.loads(line)
        self.url, self.token = told["url"], told["token"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def get(self, path):
        request = urllib.request.Request(self.url + path, headers={"Authorization": "Basic " + self.token})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.loads(reply.read())

    def environment(self, scratch):
        """For a program of ours that is to talk to this server and to leave nothing behind."""
        return {**os.environ, "QWATS_SERVER": self.url, "QWATS_TOKEN": self.token, "QWATS_CONFIG_DIR": scratch,
                "QWATS_DATA_DIR": scratch}
