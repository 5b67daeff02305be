# SPDX-License-Identifier: GPL-3.0-or-later
"""An invitation by mail becomes a request, two times held, one confirmed, a reply, and pages of the day's pack; a
conflict at the confirmation; and a request decided by keyboard."""

import datetime
import json
import os
import re
import time
from email.message import EmailMessage

import pyatspi

from journey import Failed, wait_until
from post_bag import dispatch, drop, show, step, tab_to, write_letter

PA, HEAD = "Bheki Nkosi", "Thandi Dlamini"
PRINCIPAL = "Hon. N. Dlamini"
SUBJECT = "Invitation: keynote at the summit"
PROGRAMME = ((20, 80, "Programme of the summit"), (11, 120, "Keynote by the MEC"), (11, 140, "Parking at gate four"))


def coming(weekday, after=20):
    """The first such day that lies far enough ahead; 0 is Monday. Letters may name it, and no holiday is near."""
    day = datetime.date.today() + datetime.timedelta(days=after)
    while day.weekday() != weekday or (day.month, day.day) in ((12, 16), (12, 25), (1, 1)):
        day += datetime.timedelta(days=1)
    return day


def in_words(day):
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def short(day):
    """As the window has it: "Tue 8 Dec", with the year where it is another."""
    year = f" {day.year}" if day.year != datetime.date.today().year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def write_invitation(place, first, second):
    """The mail, with the programme of the summit attached. Returns its path."""
    path, programme = (os.path.join(place, name) for name in ("Invitation.eml", "Programme.pdf"))
    write_letter(programme, PROGRAMME)
    mail = EmailMessage()
    mail["From"] = "Ms L. Pillay <summit@wic.example>"
    mail["To"] = "MEC <mec@office.example>"
    mail["Date"] = f"{datetime.date.today() - datetime.timedelta(days=2):%a, %d %b %Y} 09:12:00 +0200"
    mail["Subject"] = SUBJECT
    mail["Message-ID"] = "<summit-1@wic.example>"
    mail.set_content("Honourable MEC,\n\nwe invite you to deliver the keynote.\n\n"
                     f"We propose {in_words(first)}, 10:00 to 10:45, or\n{in_words(second)}, 14:00 to 14:45.\n")
    with open(programme, "rb") as file:
        mail.add_attachment(file.read(), maintype="application", subtype="pdf", filename="Programme.pdf")
    with open(path, "wb") as file:
        file.write(bytes(mail))
    return path


def stored(desk, kind, name):
    return json.loads(desk.command("show", kind, name, "--format", "json"))


def appointments(desk):
    return {one["starts"]: one["status"] for one in json.loads(desk.command("list", "appointment", "--format", "json") or "[]")}


def come_to(desk, request, status):
    wait_until(f"{request} to be {status}", lambda: stored(desk, "request", request)["status"] == status)


def furnish(desk):
    for name in (PA, HEAD):
        desk.command("add", "person", f"name={name}", "staff=true")
    desk.command("add", "diary", f"name={PRINCIPAL}", "travel-minutes=30")
    desk.command("add", "standard_reply", "title=Invitation accepted", "matter=invitation", "purpose=accept",
                 "body=I gladly come on {when}.", f"owner={PA}")


def choose(desk, day, time, chosen=True):
    """Once it is known how the time would stand in the diary: what fits is ticked by then."""
    node = desk.find("check box", re.compile(f"^{re.escape(short(day))}, {time}.*: "))
    if node.getState().contains(pyatspi.STATE_CHECKED) != chosen:
        desk.click(node)


def begin_request(desk, letter):
    """From the open letter, by its menu."""
    show(desk, letter)
    desk.press("push button", "More for This Record")
    desk.press("menu item", re.compile("New Request"))
    desk.find("text", re.compile("^What is asked for"))
    desk.press("push button", "Register")
    return wait_until("the request to be stored",
                      lambda: json.loads(desk.command("list", "request", "--format", "json") or "[]"))[0]["reference"]


def register_mail(desk, source, path):
    """Dropped on the window and registered. Returns the letter's reference."""
    drop(desk, source, [path])
    desk.find("text", re.compile("^Subject"))
    desk.find("push button", "Register")
    desk.key("ctrl+Return")
    desk.find("label", "1 of 1 done")
    return json.loads(desk.command("list", "letter", "--format", "json"))[0]["reference"]


def hold_and_accept(desk, request, first, second):
    """Both times are held, the first is confirmed, and the second is free again."""
    desk.press("push button", "Take Up")
    come_to(desk, request, "triage")
    desk.press("push button", re.compile("^Use: .*, 45$"))  # as long as the mail says
    wait_until("the length to be stored", lambda: str(stored(desk, "request", request)["minutes"]) == "45")
    for day, at in ((first, "10:00"), (second, "14:00")):
        choose(desk, day, at)
    desk.press("push button", "Hold 2 Times")
    come_to(desk, request, "hold")
    if list(appointments(desk).values()) != ["hold", "hold"]:
        raise Failed(f"held are {appointments(desk)}")

    choose(desk, second, "14:00", False)
    desk.press("push button", f"Accept {short(first)}")
    come_to(desk, request, "confirmed")
    if appointments(desk) != {f"{first}T10:00": "confirmed", f"{second}T14:00": "released"}:
        raise Failed(f"there stand {appointments(desk)}")


def send_reply(desk, first):
    """The reply that was begun by itself is checked, signed and dispatched. Returns its reference."""
    desk.find("label", f"RE: {SUBJECT}")
    reply = re.search(r"OUT/\d{4}/\d+", desk.command("list", "letter", "direction=outgoing")).group()
    if f"I gladly come on {first.day} {first:%B} {first.year}, 10:00." not in stored(desk, "letter", reply)["body"]:
        raise Failed(f"the reply is {stored(desk, 'letter', reply)['body']}")
    step(desk, reply, "Send to Quality Check", "quality-check")
    desk.close()
    desk.start(HEAD)
    dispatch(desk, reply)
    desk.close()
    return reply


def choose_last(desk, row):
    """The last choice of a row, by keyboard."""
    tab_to(desk, row, "combo box")
    desk.key("space", "End", "Return")


def print_pack(desk, day):
    """The day's pack as a file, by the window. Returns its text."""
    path = os.path.join(desk.place, "Pack.pdf")
    desk.key("alt+1", "d", "ctrl+g")
    desk.find("text", "Go to a day")
    desk.type(f"{day.day} {day:%b} {day.year}")
    desk.key("Return")
    desk.find("label", re.compile(f"{day.day} {day:%B} {day.year}$"))
    desk.key("ctrl+p")
    desk.find("dialog", "Print the Diary")
    choose_last(desk, "What")
    desk.find("check box", re.compile("Programme.pdf"))
    choose_last(desk, "What is made")
    desk.key("alt+g")
    desk.find(None, "Save as PDF")
    time.sleep(1)
    desk.key("ctrl+a")
    desk.type(path)
    desk.key("Return")
    wait_until("the pack to be written", lambda: os.path.exists(path))
    return desk.run("pdftotext", "-layout", path, "-")


# The journeys

def invitation_by_mail(desk, source):
    """From the mail to the pack of the day: two times are held, one is confirmed, the other is free again."""
    first = coming(1)
    second = coming(2, (first - datetime.date.today()).days)
    furnish(desk)
    desk.start(PA)
    letter = register_mail(desk, source, write_invitation(desk.place, first, second))
    request = begin_request(desk, letter)
    hold_and_accept(desk, request, first, second)
    send_reply(desk, first)
    if stored(desk, "letter", letter)["status"] != "dispatched":
        raise Failed(f"the invitation is {stored(desk, 'letter', letter)['status']}")
    desk.start(PA)
    pack = print_pack(desk, first)
    pages = pack.split("\f")
    if not any("Parking at gate four" in page for page in pages):
        raise Failed(f"the pack is {pack}")
    desk.close()
    desk.command("check")


def conflict_at_confirmation(desk):
    """What came into the diary meanwhile, from elsewhere, refuses; with a reason it is accepted all the same."""
    day = coming(3)
    furnish(desk)
    request = desk.command("add", "request", "subject=Keynote", "came-by=phone", "minutes=45", f"wanted={day}T10:00",
                           f"owner={PA}")
    desk.command("--as", PA, "step", "request", request, "triage")
    desk.start(PA)
    show(desk, request)
    accept = desk.find("push button", f"Accept {short(day)}")
    desk.command("add", "appointment", "subject=Standing Committee", f"diary={PRINCIPAL}", f"starts={day}T10:15",
                 "ends=" + f"{day}T11:00")
    desk.click(accept)
    desk.find("label", re.compile("clashes with “Standing Committee”"))
    if stored(desk, "request", request)["status"] != "triage":
        raise Failed("it was accepted")
    desk.press("push button", re.compile("Accept Despite It"))
    desk.find("dialog", "Accept Despite a Clash")
    desk.find("label", "Reason · required")
    desk.type("The Premier asked for it")
    desk.key("ctrl+Return")
    desk.gone("dialog", "Accept Despite a Clash")
    wait_until("the window to be in front", lambda: desk.run("xdotool", "getactivewindow", check=False) == desk.window)
    come_to(desk, request, "confirmed")
    if sorted(appointments(desk).values()) != ["confirmed", "confirmed"]:
        raise Failed(f"there stand {appointments(desk)}")
    desk.close()


def press_by_key(desk, role, name):
    """Tab to it, and space."""
    desk.find(role, name)
    tab_to(desk, name, role)
    desk.key("space")


def request_by_keyboard(desk):
    """A request is taken up, two times are held, one is accepted, and no pointer is touched."""
    first, second = coming(1), coming(2)
    furnish(desk)
    request = desk.command("add", "request", "subject=Keynote", "came-by=phone", "minutes=45",
                           f"wanted={first}T10:00 {second}T14:00", f"owner={PA}")
    desk.start(PA)
    show(desk, request)
    press_by_key(desk, "push button", "Take Up")
    come_to(desk, request, "triage")
    for day, at in ((first, "10:00"), (second, "14:00")):
        time_of = re.compile(f"^{re.escape(short(day))}, {at}.*: ")
        if not desk.find("check box", time_of).getState().contains(pyatspi.STATE_CHECKED):
            press_by_key(desk, "check box", time_of)
    press_by_key(desk, "push button", "Hold 2 Times")
    come_to(desk, request, "hold")
    press_by_key(desk, "check box", re.compile(f"^{re.escape(short(first))}, 10:00.*: "))
    press_by_key(desk, "push button", f"Accept {short(second)}")
    come_to(desk, request, "confirmed")
    if appointments(desk) != {f"{first}T10:00": "released", f"{second}T14:00": "confirmed"}:
        raise Failed(f"there stand {appointments(desk)}")
    desk.close()
