# SPDX-License-Identifier: GPL-3.0-or-later
"""The signing box: what awaits the signature goes out as one document, and the decisions come back in one pass."""

import json
import os
import re
import subprocess
import time

from journey import Failed

DRAFTER, HEAD, MEC = "Bheki Nkosi", "Thandi Dlamini", "Nomsa Zulu"
SUBJECTS = ("Road at Ndwedwe", "Clinic at Nongoma", "Bridge at Umzumbe")


def letter(desk, reference):
    return json.loads(desk.command("show", "letter", reference, "--format", "json"))


def add_people(desk):
    for name in (DRAFTER, HEAD, MEC):
        desk.command("add", "person", f"name={name}", "staff=true")


def await_signature(desk, subject):
    """A letter that came in, its reply written, checked and sent up. Returns the reply's reference."""
    incoming = desk.command("add", "letter", "direction=incoming", f"subject={subject}",
                            "correspondent=Ndwedwe Residents' Forum", "received-on=2026-09-15")
    desk.command("step", "letter", incoming, "marked-up", "markup=policy", f"assigned-to={DRAFTER}")
    reply = desk.command("add", "letter", "direction=outgoing", f"answers={incoming}",
                         f"body=The matter of the {subject.lower()} is being looked into.", f"signed-by={MEC}, MEC")
    for person, step in ((DRAFTER, "quality-check"), (HEAD, "private-office"), (HEAD, "signature")):
        desk.command("--as", person, "step", "letter", reply, step)
    return reply


def check_document(path, replies):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], text=True, capture_output=True, check=True).stdout
    marks = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", path], text=True, capture_output=True,
                           check=True).stdout
    outline = marks[marks.index("<outline>"):] if "<outline>" in marks else ""
    for reply, subject in zip(replies, SUBJECTS):
        if f"RE: {subject}" not in text or f"the matter of the {subject.lower()}" not in text.lower():
            raise Failed(f"{reply} is not in the document:\n{text}")
        if reply not in outline:
            raise Failed(f"{reply} has no bookmark:\n{marks[-2000:]}")
    if "For signature" not in text or text.count("Hold") < len(replies):
        raise Failed(f"there is no sheet to tick:\n{text}")


def signing_box(desk):
    """Three letters go out to be signed; one comes back signed, one is held, one is returned with a reason."""
    add_people(desk)
    replies = [await_signature(desk, subject) for subject in SUBJECTS]
    desk.start(MEC)
    desk.press("push button", "More")
    desk.press("menu item", "Signing Box")
    desk.find("label", "3 letters")
    path = os.path.join(desk.place, "box.pdf")
    desk.press("push button", re.compile("Save as PDF"))
    desk.find("push button", re.compile("^_?Save"))
    desk.key("ctrl+a")
    desk.type(path)
    desk.key("Return")
    desk.find("label", "The signing box is saved")
    check_document(path, replies)

    order = [row.name.removeprefix("RE: ") for row in desk.look("list item", re.compile("^RE: "))]
    if sorted(order) != sorted(SUBJECTS):
        raise Failed(f"in the box stand {order}")
    desk.key("s", "h", "r")
    desk.type("Name the contractor")
    desk.find("push button", re.compile("Apply 2 Decisions"))
    desk.key("ctrl+Return")
    desk.find("label", "2 letters have their step")
    desk.find("label", "1 letter")
    check_decisions(desk, {subject: reply for subject, reply in zip(SUBJECTS, replies)}, order)
    desk.key("ctrl+w")
    desk.gone("label", "2 letters have their step")
    desk.close()


def check_decisions(desk, replies, order):
    """In the order of the box: signed on paper, held, returned with its reason, each by who decided."""
    signed, held, returned = (letter(desk, replies[subject]) for subject in order)
    if (signed["status"], signed["signed-how"], signed["signed-on"]) != ("signed", "wet", time.strftime("%Y-%m-%d")):
        raise Failed(f"not signed: {signed}")
    if held["status"] != "signature":
        raise Failed(f"not held: {held}")
    if (returned["status"], returned["return-note"]) != ("returned", "Name the contractor") or (
            returned["return-reason"] != "facts"):
        raise Failed(f"not returned: {returned}")
    for one in (signed, returned):
        if MEC not in one["history"][0]["by"]:
            raise Failed(f"not by {MEC}: {one['history']}")
