# SPDX-License-Identifier: GPL-3.0-or-later
"""A day of the diary without the mouse."""

import json
import re

from journey import Failed, wait_until


def stands(desk):
    """Title, beginning and end of all appointments."""
    listed = json.loads(desk.command("list", "appointment", "--where", "all", "--format", "json") or "[]")
    return [(one["subject"], one["starts"], one["ends"]) for one in listed]


def diary_by_keyboard(desk):
    """One goes to a day, writes an appointment into a free time, moves it, and takes the move back."""
    desk.command("add", "diary", "name=The MEC", "tag=MEC")
    desk.start()
    desk.key("alt+1")
    desk.find("label", re.compile(r"^Week \d+$"))
    desk.key("ctrl+g")
    desk.find("text", "Go to a day")
    desk.type("12 Oct 2026")
    desk.key("Return")
    desk.find("label", "12 – 16 October 2026")

    desk.key("Down")
    desk.key("Return")
    desk.find("text", "Title")
    desk.type("Site visit: Verulam")
    desk.key("Return")
    wait_until("the appointment to be saved", lambda: stands(desk))
    made = stands(desk)[0]
    if made[0] != "Site visit: Verulam" or not made[1].startswith("2026-10-1"):
        raise Failed(f"made was {made}")
    desk.find("push button", re.compile("Site visit: Verulam, "))

    # By a quarter of an hour, and by a day; a moment later it is one change.
    desk.key("ctrl+Down")
    desk.key("ctrl+Right")
    wait_until("it to be moved", lambda: stands(desk)[0] != made)
    moved = stands(desk)[0]
    if int(moved[1][8:10]) != int(made[1][8:10]) + 1 or int(moved[1][14:16]) != (int(made[1][14:16]) + 15) % 60:
        raise Failed(f"{made} was moved to {moved}")
    desk.key("ctrl+z")
    wait_until("it to be where it was", lambda: stands(desk)[0] == made)

    # The views by their letters, and back to today.
    desk.key("m")
    desk.find("label", "October 2026")
    desk.key("a")
    desk.find(None, re.compile("Site visit: Verulam, "))
    desk.key("t")
    desk.key("w")
    desk.gone("label", re.compile(r"October 2026$"))
    desk.close()
