#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a practised clerk needs for a letter, without the mouse. clerk.py PROGRAM DRAG-SOURCE

Five keys a second, and a second of thought for each field that is looked at or corrected. The clock runs from the moment
the file and its proposals stand there until the letter has its number and the next file is open. Nothing fails here for
being slow: the table is to be read.
"""

import json
import os
import re
import sys
import time

sys.dont_write_bytecode = True

import pyatspi  # noqa: E402

from journey import run_all  # noqa: E402
from post_bag import BRIDGE, HOSTEL, drop, write_letter  # noqa: E402

PROGRAM, DRAG_SOURCE = sys.argv[1:3]
KEY, THOUGHT = 0.2, 1.0  # s
SUBJECT, REFERENCE = "Hostel roof lifted by a storm", "MVSS/SGB/031/A"


class Clerk:
    def __init__(self, desk):
        self.desk = desk
        self.keys = 0
        self.began = time.monotonic()

    def think(self, fields=1):
        time.sleep(fields * THOUGHT)

    def press(self, *keys):
        for key in keys:
            self.desk.run("xdotool", "key", "--clearmodifiers", key)
            time.sleep(KEY)
        self.keys += len(keys)

    def type(self, text):
        began = time.monotonic()
        self.desk.run("xdotool", "type", "--clearmodifiers", "--delay", str(int(KEY * 1000)), text)
        time.sleep(max(0, began + len(text) * KEY - time.monotonic()))  # xdotool is faster than it says
        self.keys += len(text)

    def wait_registered(self, number):
        """The store is asked, since reading the whole window by the bus takes longer than the clerk."""
        while len(json.loads(self.desk.command("list", "letter", "--format", "json") or "[]")) < number:
            pass
        return time.monotonic() - self.began


def well_read(clerk, tabs):
    clerk.think(5)
    clerk.press("alt+l", "ctrl+Return")


def two_wrong(clerk, tabs):
    """The subject and the sender's reference are typed anew, the other three proposals looked at."""
    clerk.think()
    clerk.type(SUBJECT)
    clerk.think(3)
    clerk.press(*["Tab"] * tabs)
    clerk.think()
    clerk.type(REFERENCE)
    clerk.press("alt+l", "ctrl+Return")


def count_tabs(desk, name):
    """From the field that has the keyboard."""
    for tabs in range(30):
        if [node for node in desk.look("text", name) if node.getState().contains(pyatspi.STATE_FOCUSED)]:
            return tabs
        desk.key("Tab")
    raise LookupError(name)


def clerk_speed(desk):
    ways = (("all read well", well_read), ("two fields wrong", two_wrong))
    paths = [os.path.join(desk.place, f"Scan-{number}.pdf") for number in range(1, 6)]
    for number, path in enumerate(paths):  # no two are the same file
        write_letter(path, (HOSTEL if number % 2 == 0 else BRIDGE) + ((9, 700, f"Page {number}"),))
    desk.start()
    drop(desk, DRAG_SOURCE, paths)
    desk.find("label", re.compile("fields proposed from the page"))
    tabs = count_tabs(desk, "Sender’s reference")
    desk.key("alt+l", "ctrl+Return")
    for number, (name, way) in enumerate(ways * 2, 2):
        desk.find("label", f"File {number} of 5")
        desk.find("label", re.compile("fields proposed from the page"))
        time.sleep(1)
        clerk = Clerk(desk)
        way(clerk, tabs)
        seconds = clerk.wait_registered(number)
        print(f"# {name}: {clerk.keys} key strokes, {seconds:.1f} s", flush=True)
    letters = json.loads(desk.command("list", "letter", "--format", "json"))
    if sum(one["subject"] == SUBJECT and one["their-reference"] == REFERENCE for one in letters) != 2:
        raise LookupError(f"the corrections are not in {letters}")
    desk.close()


if __name__ == "__main__":
    sys.exit(0 if run_all([clerk_speed], PROGRAM, os.path.join(os.getcwd(), "pictures")) else 1)
