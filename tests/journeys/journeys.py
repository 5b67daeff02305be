#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do in the office, one test case each. journeys.py PROGRAM DRAG-SOURCE DATA PICTURES [NAME…]"""

import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import time

sys.dont_write_bytecode = True

from diary import cabinet_moved_once, diary_by_keyboard  # noqa: E402
from disposal import disposal_run  # noqa: E402
from invitation import conflict_at_confirmation, invitation_by_mail, request_by_keyboard  # noqa: E402
from journey import Failed, run_all, wait_until  # noqa: E402
from post_bag import HOSTEL, post_bag, write_letter, write_page  # noqa: E402
from signing import signing_box  # noqa: E402

PROGRAM, DRAG_SOURCE, DATA, PICTURES = sys.argv[1:5]
SCAN = os.path.join(DATA, "correspondence", "understanding-the-idp.pdf")
TODAY = time.strftime("%Y-%m-%d")


def letters(desk, *words):
    """The letters as the command line sees them."""
    return json.loads(desk.command("list", "letter", "--format", "json", *words) or "[]")


def keyboard_only(desk):
    """A letter is registered, changed, and found in the register, and no pointer is touched."""
    desk.start()
    desk.find("label", "No letters yet")
    desk.key("ctrl+n")
    desk.find("text", re.compile("^Subject"))
    desk.type("Road at Ndwedwe")
    subject = desk.find("text", re.compile("^Subject")).queryText()  # what a screen reader reads while it is typed
    if (subject.getText(0, subject.characterCount), subject.caretOffset) != ("Road at Ndwedwe", 15):
        raise Failed(f"read as “{subject.getText(0, subject.characterCount)}”, caret at {subject.caretOffset}")
    desk.key("Tab")
    desk.type("Ndwedwe Residents' Forum")
    desk.find("list item", re.compile("as organisation"))
    desk.key("Return")
    desk.key("ctrl+s")
    desk.find("label", "IN/2026/00001" if TODAY.startswith("2026") else re.compile(r"^IN/\d{4}/00001$"))
    letter = wait_until("the letter to be stored", lambda: letters(desk))[0]
    if letter["subject"] != "Road at Ndwedwe" or "Forum" not in str(letter["correspondent"]):
        raise Failed(f"stored as {letter}")

    desk.key("Escape")
    desk.find("label", re.compile("^1 letter"))
    for section, words in enumerate(("No standard replies yet", "No files yet"), 3):
        desk.key(f"alt+{section}")
        desk.find("label", words)
    desk.key("alt+2")
    desk.find("push button", "New Letter")
    desk.close()


def drop(desk, path):
    """Drags a file out of another program's window onto ours."""
    source = subprocess.Popen([DRAG_SOURCE, path])
    desk.extra.append(source)
    window = wait_until("the other window", lambda: desk.run("xdotool", "search", "--onlyvisible", "--pid",
                                                            str(source.pid), check=False).split())[-1]
    desk.run("xdotool", "windowactivate", "--sync", window)
    desk.drag(window, (80, 60), desk.window, (800, 640))
    desk.find("push button", re.compile("Register$"))
    desk.find("label", re.compile(re.escape(os.path.basename(path))))
    source.terminate()
    source.wait()
    desk.run("xdotool", "windowactivate", "--sync", desk.window)


def register_by_drop(desk):
    """Files are dragged out of another program's window, one by one, and a letter is registered beside each."""
    files = sorted(glob.glob(os.path.join(DATA, "correspondence", "*.pdf")))
    if len(files) < 2:
        raise Failed(f"no documents in {DATA}")
    desk.start()
    desk.find("label", "No letters yet")
    for count, path in enumerate(files, 1):
        drop(desk, path)
        desk.type(f"Document {count}")
        desk.key("ctrl+s")
        letter = wait_until("the letter to be stored",
                            lambda: [one for one in letters(desk) if one["subject"] == f"Document {count}"])[0]
        shown = json.loads(desk.command("show", "letter", letter["reference"], "--format", "json"))
        with open(path, "rb") as scan:
            digest = hashlib.sha256(scan.read()).hexdigest()
        if [document["sha256"] for document in shown["attachments"]] != [digest]:
            raise Failed(f"the document is not the file that was dropped: {shown['attachments']}")
        desk.key("Escape")
        desk.find("push button", "New Letter")
    if len(letters(desk)) != len(files):
        raise Failed(f"{len(files)} files were dropped, and there are {len(letters(desk))} letters")
    desk.close()


def proposals_by_keyboard(desk):
    """What the page proposes: Enter takes it, Tab leaves it, Escape refuses it, typing replaces it, Alt+L takes the rest."""
    path = os.path.join(desk.place, "Scan-0143.pdf")
    write_letter(path, HOSTEL)
    desk.start()
    desk.find("label", "No letters yet")
    drop(desk, path)
    desk.find("label", re.compile(r"^5 fields proposed from the page"))
    desk.key("Return")  # the subject
    desk.find("label", re.compile("^4 fields? proposed"))
    desk.key("Tab")  # past the sender
    desk.type("B. Radebe")
    desk.find("label", re.compile("^3 fields? proposed"))
    desk.key("Tab", "Tab", "Escape")  # past whom it is addressed to, the date on the letter
    desk.find("label", re.compile("^2 fields? proposed"))
    desk.key("alt+l")
    desk.gone("label", re.compile("proposed from the page"))
    desk.key("ctrl+s")
    letter = wait_until("the letter to be stored", lambda: letters(desk))[0]
    if (letter["subject"], letter["signed-by"], letter["letter-date"], letter["their-reference"]) != (
            "STORM DAMAGE TO THE HOSTEL ROOF", "B. Radebe", "", "MVSS/SGB/2026/031"):
        raise Failed(f"stored as {letter}")
    if "Mkhomazi" not in str(letter["correspondent"]):
        raise Failed(f"the sender was not taken: {letter}")
    desk.close()


def paste(desk, path):
    """Ctrl+V in the register, of a file that another program copied."""
    source = subprocess.Popen([DRAG_SOURCE, path])
    desk.extra.append(source)
    wait_until("the other window", lambda: desk.run("xdotool", "search", "--onlyvisible", "--pid", str(source.pid),
                                                    check=False))
    desk.run("xdotool", "windowactivate", "--sync", desk.window)
    desk.key("ctrl+v")
    desk.find("push button", re.compile("Register$"))
    desk.find("label", os.path.basename(path))
    source.terminate()
    source.wait()


def read_field(desk, name):
    text = desk.find("text", name).queryText()
    return text.getText(0, text.characterCount)


def words_of_the_page(desk):
    """A file is pasted; words marked on its page go into fields by Ctrl+1 to 9, and into one by copying and pasting."""
    path = os.path.join(desk.place, "Scan-0143.pdf")
    write_page(path, "BT /F 11 Tf 70 700 Td (The road at Ndwedwe is washed away) Tj ET\n")
    desk.start()
    desk.find("label", "No letters yet")
    paste(desk, path)
    desk.click(desk.find("image", re.compile("^Page 1 of 1")))
    desk.key("ctrl+a", "ctrl+1")
    wait_until("the subject to be the line of the page",
               lambda: read_field(desk, "Subject") == "The road at Ndwedwe is washed away")
    desk.click(desk.find("image", re.compile("^Page 1 of 1")))
    desk.key("ctrl+a", "ctrl+c", "ctrl+5")
    wait_until("the fifth field to be it, too", lambda: "washed" in read_field(desk, "Signed by"))
    desk.click(desk.find("text", "Sender’s reference"))
    desk.key("ctrl+v")
    wait_until("the line to be pasted", lambda: "washed" in read_field(desk, "Sender’s reference"))
    desk.find("label", "File 1 of 1")  # text makes no file
    desk.key("ctrl+s")
    letter = wait_until("the letter to be stored", lambda: letters(desk))[0]
    if letter["subject"] != "The road at Ndwedwe is washed away":
        raise Failed(f"stored as {letter}")
    desk.close()


def search_to_the_page(desk):
    """A sentence that stands only inside a scan is found, and its words are lit on its page."""
    desk.command("add", "letter", "direction=incoming", "subject=From the training college", f"received-on={TODAY}",
                 "--attach", os.path.join(DATA, "correspondence", "understanding-municipal-budgets.pdf"),
                 "--attach", SCAN)
    desk.command("add", "letter", "direction=incoming", "subject=Something else", f"received-on={TODAY}")
    desk.start()
    desk.key("ctrl+k")
    desk.find("text", "Search everything")
    desk.type("burst pipes")
    hit = desk.find("list item", re.compile(r"understanding-the-idp\.pdf, page \d+, Document"))
    page = re.search(r"page (\d+)", hit.name).group(1)
    desk.key("Return")
    desk.gone("dialog", "Search")
    desk.find("label", "From the training college")
    desk.find(None, re.compile(rf"^Page {page} of \d+$"))
    desk.find("label", "1 of 2")
    for marker in ("#ffed8c", "#ffb052"):  # a word found, and the one the eye is sent to
        wait_until("the words to be lit", lambda: desk.count_colour(marker, "4%") > 200)
    desk.close()


def undo_delete(desk):
    """A letter is deleted and comes back, by the toast and by Ctrl+Z."""
    desk.command("add", "letter", "direction=incoming", "subject=Kept after all", f"received-on={TODAY}")
    desk.start()
    for by_key in (False, True):
        desk.click(desk.find("label", "Kept after all"))
        desk.key("Delete")
        wait_until("the letter to be deleted", lambda: not letters(desk))
        desk.gone("label", "Kept after all")
        desk.find("label", re.compile("deleted$"))
        if by_key:
            desk.key("ctrl+z")
        else:
            desk.press("push button", re.compile("Undo"))
        wait_until("the letter to be back", lambda: letters(desk))
        desk.find("label", "Kept after all")
    desk.close()


def draft_after_a_crash(desk):
    """What was being typed when the program was killed is offered again, and can be registered."""
    desk.start()
    desk.key("ctrl+n")
    desk.find("text", re.compile("^Subject"))
    desk.type("Half a letter about a bridge")
    desk.find("label", re.compile("^Draft kept"))
    desk.kill()

    desk.start()
    desk.find("label", re.compile("Half a letter about a bridge.*not saved"))
    desk.press("push button", re.compile("Take Up Again"))
    desk.find("list item", re.compile("Half a letter about a bridge"))
    desk.key("Return")
    desk.find("push button", re.compile("Register$"))
    desk.key("ctrl+s")
    letter = wait_until("the letter to be stored", lambda: letters(desk))[0]
    if letter["subject"] != "Half a letter about a bridge":
        raise Failed(f"stored as {letter}")
    desk.gone("label", re.compile("not saved"))
    desk.close()


def post_bag_to_file(desk):
    """Five files are registered by keyboard; one letter is answered, and all that happens to it until the file is closed."""
    post_bag(desk, DRAG_SOURCE)


def invitation(desk):
    """An invitation by mail, to the pages of the day's pack."""
    invitation_by_mail(desk, DRAG_SOURCE)


JOURNEYS = [keyboard_only, register_by_drop, proposals_by_keyboard, words_of_the_page, search_to_the_page, undo_delete,
            draft_after_a_crash, disposal_run, signing_box, invitation, conflict_at_confirmation, request_by_keyboard,
            post_bag_to_file, diary_by_keyboard, cabinet_moved_once]

if __name__ == "__main__":
    wanted = [journey for journey in JOURNEYS if not sys.argv[5:] or journey.__name__ in sys.argv[5:]]
    sys.exit(0 if run_all(wanted, PROGRAM, PICTURES) else 1)
