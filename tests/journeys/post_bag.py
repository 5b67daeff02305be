# SPDX-License-Identifier: GPL-3.0-or-later
"""The post bag: what came in is registered by keyboard, one letter is answered, and its file is closed."""

import json
import os
import re
import subprocess
import time
from email.message import EmailMessage

import pyatspi

from journey import Failed, is_laid_out, wait_until

DRAFTER, HEAD = "Bheki Nkosi", "Thandi Dlamini"
HOSTEL = (
    (20, 80, "Mkhomazi Valley Secondary School"), (9, 96, "P.O. Box 27, Creighton 3263"),
    (11, 150, "Ref: MVSS/SGB/2026/031"), (11, 164, "14 September 2026"),
    (11, 192, "The MEC for Public Works"), (11, 206, "Pietermaritzburg 3200"),
    (11, 240, "Dear Honourable MEC"), (11, 270, "STORM DAMAGE TO THE HOSTEL ROOF"),
    (11, 300, "On the night of 11 August 2026 high winds lifted the sheeting from the roof of the hostel,"),
    (11, 314, "and the girls of grade 8 have since slept in three classrooms."),
    (11, 344, "Yours sincerely"), (11, 400, "Mr B. Radebe"), (11, 414, "Chairperson"),
)
BRIDGE = (
    (20, 80, "Umzumbe Local Municipality"), (9, 96, "P.O. Box 561, Hibberdene 4220"),
    (11, 150, "Our ref: 5/4/2/1"), (11, 164, "16 September 2026"), (11, 192, "The MEC for Public Works"),
    (11, 240, "Dear MEC"), (11, 270, "FOOTBRIDGE OVER THE MTWALUME RIVER"),
    (11, 300, "Council resolved on 2 September 2026 to ask the department for a footbridge at ward 11."),
    (11, 344, "Yours faithfully"), (11, 400, "Ms N. Cele"), (11, 414, "Municipal Manager"),
)


def write_page(path, content):
    """One page of a PDF."""
    objects = ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
               f"<</Length {len(content)}>>stream\n{content}endstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{one}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    body += f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>startxref\n{len(body)}\n%%EOF\n"
    with open(path, "w", encoding="ascii") as file:
        file.write(body)


def write_letter(path, lines):
    write_page(path, "".join(f"BT /F {size} Tf 70 {842 - y} Td ({line}) Tj ET\n" for size, y, line in lines))


def write_mail(path):
    mail = EmailMessage()
    mail["From"] = "Sister Z. Ntuli <z.ntuli@clinic.example>"
    mail["To"] = "MEC <mec@office.example>"
    mail["Date"] = "Thu, 17 Sep 2026 09:12:00 +0200"
    mail["Subject"] = "Water at the Nongoma clinic"
    mail["Message-ID"] = "<nongoma-1@clinic.example>"
    mail.set_content("Honourable MEC,\n\nthe clinic has had no water since Monday. See the report and the list.\n")
    mail.add_attachment(b"The borehole ran dry on Monday.\n", maintype="text", subtype="plain", filename="report.txt")
    mail.add_attachment(b"ward,patients\n4,112\n5,87\n", maintype="text", subtype="csv", filename="patients.csv")
    with open(path, "wb") as file:
        file.write(bytes(mail))


def make_bag(place):
    """Five files: a letter, the same once more, a page without words, a mail with two attachments, another letter."""
    names = ("Scan-0143.pdf", "Scan-0144.pdf", "Scan-0145.pdf", "Water.eml", "Scan-0146.pdf")
    paths = [os.path.join(place, name) for name in names]
    write_letter(paths[0], HOSTEL)
    write_letter(paths[1], HOSTEL)
    write_page(paths[2], "0.2 w 100 400 300 200 re S 120 420 m 380 580 l S\n")
    write_mail(paths[3])
    write_letter(paths[4], BRIDGE)
    return paths


def drop(desk, source, paths):
    """Drags files out of another program's window onto ours."""
    other = subprocess.Popen([source, *paths])
    desk.extra.append(other)
    window = wait_until("the other window", lambda: desk.run("xdotool", "search", "--onlyvisible", "--pid",
                                                            str(other.pid), check=False).split())[-1]
    desk.run("xdotool", "windowactivate", "--sync", window)
    desk.drag(window, (80, 60), desk.window, (800, 640))
    desk.find("label", f"File 1 of {len(paths)}")
    other.terminate()
    other.wait()
    desk.run("xdotool", "windowactivate", "--sync", desk.window)


def tab_to(desk, name, role="text"):
    """Tab, until the field of that name has the keyboard."""
    def has_focus():
        return [node for node in desk.look(role, name) if node.getState().contains(pyatspi.STATE_FOCUSED)]

    for _ in range(30):
        if has_focus():
            return
        desk.key("Tab")
    raise Failed(f"Tab does not lead to “{name}”")


def register_next(desk, number, count):
    desk.key("ctrl+Return")
    desk.find("label", f"{number} of {count} done")


def register_bag(desk):
    """One after the other, and no pointer is touched."""
    desk.find("label", re.compile(r"^5 fields proposed from the page"))
    desk.key("alt+l")
    desk.gone("label", re.compile("proposed from the page"))
    tab_to(desk, "File")
    desk.type("36/2/1")
    desk.find("list item", re.compile("36/2/1"))
    desk.key("Return")
    register_next(desk, 1, 5)

    desk.find("label", "File 2 of 5")  # the double
    desk.find("label", re.compile(r"^Same file as IN/\d{4}/00001"))
    desk.key("alt+d")
    desk.find("label", "File 2 of 4")  # the page without words
    tab_to(desk, re.compile("^Subject"))
    desk.type("Sketch of a plot")
    register_next(desk, 2, 4)

    desk.find("label", "File 3 of 4")  # the mail
    register_next(desk, 3, 4)

    desk.find("label", "File 4 of 4")
    desk.find("label", re.compile("fields proposed from the page"))
    desk.key("alt+l", "ctrl+Return")  # by a quick hand
    desk.find("label", "4 of 4 done")


def show(desk, reference):
    """Opens a record by its reference, through the search."""
    desk.key("ctrl+k")
    desk.find("text", "Search everything")
    desk.type(reference)
    desk.find("list item", re.compile(re.escape(reference)))
    desk.key("Return")
    desk.gone("dialog", "Search")
    desk.find("label", reference)


def choose(desk, down):
    """In the list of a field with choices, so many further down."""
    desk.key("space")
    desk.key(*["Down"] * down)
    desk.key("Return")


def come_to(desk, reference, state):
    wait_until(f"{reference} to be {state}",
               lambda: json.loads(desk.command("show", "letter", reference, "--format", "json"))["status"] == state)
    time.sleep(0.5)  # the button for the next step has its delay


def step(desk, reference, label, state):
    desk.press("push button", label)
    come_to(desk, reference, state)


def mark_up(desk, letter):
    show(desk, letter)
    desk.press("push button", "Mark Up")
    desk.find("dialog", "Mark Up")
    desk.find("label", "How it was marked up · required")
    choose(desk, 1)
    desk.key("Tab")
    desk.type("Bheki")
    desk.find("list item", re.compile(DRAFTER))
    desk.key("Return", "ctrl+Return")
    come_to(desk, letter, "marked-up")


def write_reply(desk, letter):
    """The drafter's part. Returns the reply's reference."""
    show(desk, letter)
    desk.key("ctrl+r")
    desk.find("text", "Text of the letter")
    reply = desk.find("label", re.compile(r"^OUT/\d{4}/00001$")).name
    desk.type("The roof of the hostel will be mended in the next month.")
    send_to_check(desk, reply)
    return reply


def send_to_check(desk, reply):
    desk.key("ctrl+Return")
    come_to(desk, reply, "quality-check")
    desk.key("ctrl+w")
    wait_until("the window of the letter to close",
               lambda: desk.run("xdotool", "getactivewindow", check=False) == desk.window)


def send_back(desk, reply):
    show(desk, reply)
    desk.press("push button", "Other Steps")
    desk.press("menu item", re.compile("Return for Correction"))
    desk.find("label", "Returned for · required")
    choose(desk, 6)  # facts
    desk.key("Tab")
    desk.type("Name the month")
    desk.key("ctrl+Return")
    come_to(desk, reply, "returned")


def mend(desk, reply):
    show(desk, reply)
    desk.find("label", re.compile("Name the month"))
    desk.key("ctrl+r")
    desk.find("text", "Text of the letter")
    desk.key("ctrl+End")
    desk.type(" That is October.")
    send_to_check(desk, reply)


def dispatch(desk, reply):
    """From the check to the post, by the private office."""
    show(desk, reply)
    step(desk, reply, "Pass to Private Office", "private-office")
    step(desk, reply, "Send for Signature", "signature")
    desk.press("push button", "Sign")
    desk.find("label", "Signed · required")
    choose(desk, 2)  # in the program
    desk.key("ctrl+Return")
    come_to(desk, reply, "signed")
    desk.press("push button", "Dispatch")
    desk.find("label", re.compile("· required$"))
    desk.key("ctrl+Return")
    come_to(desk, reply, "dispatched")


def send_off(desk, reply):
    """And to the delivery."""
    dispatch(desk, reply)
    desk.press("push button", "Record Delivery")
    desk.find("label", re.compile("· required$"))
    desk.key("ctrl+Return")
    come_to(desk, reply, "delivered")


def close_letter(desk, reply):
    """By the step, not by the button of the window that is called the same."""
    def is_below_titles(node):
        return node.queryComponent().getExtents(pyatspi.WINDOW_COORDS).y > 60 and is_laid_out(node)

    desk.click(wait_until("the step to close", lambda: [node for node in desk.look("push button", "Close")
                                                        if is_below_titles(node)])[0])
    come_to(desk, reply, "closed")


def close_file(desk, number):
    desk.key("Escape")  # back to the register: the step that was pressed left the keyboard in the record
    wait_until("the register to stand there", lambda: [node for node in desk.look("push button", "New Letter")
                                                       if is_laid_out(node)])
    desk.key("alt+4")
    wait_until("the file plan", lambda: [node for node in desk.look(None, re.compile("36/2/1.*School hostels"))
                                         if is_laid_out(node)])
    desk.key("Down", "Return")
    desk.press("push button", "Close the File")
    desk.find("text", "Closed on")
    desk.key("ctrl+Return")
    wait_until("the file to be closed",
               lambda: json.loads(desk.command("show", "file", number, "--format", "json"))["status"] == "closed")


def answer(desk, letter, number):
    """What happens to a letter between its registration and the closing of its file."""
    mark_up(desk, letter)
    desk.close()
    desk.start(DRAFTER)
    reply = write_reply(desk, letter)
    desk.close()
    desk.start(HEAD)
    send_back(desk, reply)
    desk.close()
    desk.start(DRAFTER)
    mend(desk, reply)
    desk.close()
    desk.start(HEAD)
    send_off(desk, reply)
    close_letter(desk, reply)
    come_to(desk, letter, "closed")  # it follows its reply
    close_file(desk, number)
    desk.close()
    return reply


def check_register(desk):
    """Four letters of five files, and the mail with its two attachments. Returns the first, which has a file."""
    letters = {one["subject"]: one for one in json.loads(desk.command("list", "letter", "--format", "json"))}
    wanted = {"STORM DAMAGE TO THE HOSTEL ROOF", "Sketch of a plot", "Water at the Nongoma clinic",
              "FOOTBRIDGE OVER THE MTWALUME RIVER"}
    if set(letters) != wanted:
        raise Failed(f"registered are {set(letters)}")
    hostel, mail = letters["STORM DAMAGE TO THE HOSTEL ROOF"], letters["Water at the Nongoma clinic"]
    if "36/2/1" not in str(hostel["file"]) or (hostel["letter-date"], hostel["their-reference"]) != (
            "2026-09-14", "MVSS/SGB/2026/031"):
        raise Failed(f"registered as {hostel}")
    shown = json.loads(desk.command("show", "letter", mail["reference"], "--format", "json"))
    names = {document["name"] for document in shown["attachments"]}
    if mail["mode"] != "email" or not {"report.txt", "patients.csv"} <= names:
        raise Failed(f"the mail was registered as {shown}")
    return hostel["reference"]


def post_bag(desk, source):
    bag = make_bag(desk.place)
    for name in (DRAFTER, HEAD):
        desk.command("add", "person", f"name={name}", "staff=true")
    desk.command("add", "file", "number=36/2/1", "title=School hostels", "disposal=D5")
    desk.start()
    drop(desk, source, bag)
    register_bag(desk)
    letter = check_register(desk)
    reply = answer(desk, letter, "36/2/1")
    sent = json.loads(desk.command("show", "letter", reply, "--format", "json"))
    if sent["delivery"] != "delivered" or "That is October." not in sent["body"] or not sent["signed-off"]:
        raise Failed(f"the reply is {sent}")
    desk.command("check")
