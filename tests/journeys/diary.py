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


def cabinet_moved_once(desk):
    """One meeting of a series is moved, the others stay; and it is taken back."""
    desk.command("add", "diary", "name=The MEC", "tag=MEC")
    desk.command("add", "appointment", "subject=Executive Council", "diary=The MEC", "starts=2026-10-06 09:00",
                 "ends=2026-10-06 12:00", "repeats=FREQ=WEEKLY;BYDAY=TU")
    series = stands(desk)
    desk.start()
    desk.key("alt+1")
    desk.find("label", re.compile(r"^Week \d+$"))
    desk.key("ctrl+g")
    desk.find("text", "Go to a day")
    desk.type("13 Oct 2026")
    desk.key("Return")
    desk.find("label", "12 – 16 October 2026")
    desk.find("push button", re.compile("Executive Council, "))

    desk.key("Page_Down")
    desk.key("ctrl+Right")
    desk.find(None, re.compile("Executive Council.* Repeats"))
    desk.key("alt+o")  # This One
    wait_until("one of them to stand elsewhere", lambda: len(stands(desk)) == 2)
    moved = [one for one in stands(desk) if one not in series]
    if moved != [("Executive Council", "2026-10-14T09:00", "2026-10-14T12:00")]:
        raise Failed(f"moved was {moved}")
    desk.key("alt+Right")
    desk.find("label", "19 – 23 October 2026")
    desk.find("push button", re.compile("Executive Council, .*09:00"))

    desk.key("ctrl+z")
    wait_until("all of them to stand where they did", lambda: stands(desk) == series)
    desk.close()
