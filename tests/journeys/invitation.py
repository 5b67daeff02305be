# SPDX-License-Identifier: GPL-3.0-or-later
"""An invitation by mail becomes a request, two times held, one confirmed, and a reply; and a conflict at the confirmation."""

import datetime
import json
import os
import re
from email.message import EmailMessage

import pyatspi

from journey import Failed, wait_until
from post_bag import show

PA, HEAD = "Bheki Nkosi", "Thandi Dlamini"
PRINCIPAL = "Hon. N. Dlamini"
SUBJECT = "Invitation: keynote at the summit"


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


def write_invitation(path, first, second):
    mail = EmailMessage()
    mail["From"] = "Ms L. Pillay <summit@wic.example>"
    mail["To"] = "MEC <mec@office.example>"
    mail["Date"] = f"{datetime.date.today() - datetime.timedelta(days=2):%a, %d %b %Y} 09:12:00 +0200"
    mail["Subject"] = SUBJECT
    mail["Message-ID"] = "<summit-1@wic.example>"
    mail.set_content("Honourable MEC,\n\nwe invite you to deliver the keynote.\n\n"
                     f"We propose {in_words(first)}, 10:00 to 10:45, or\n{in_words(second)}, 14:00 to 14:45.\n")
    with open(path, "wb") as file:
        file.write(bytes(mail))


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


def send_reply(desk, reply):
    """What the journey of the post bag does through the window."""
    for person, step in ((PA, "quality-check"), (HEAD, "private-office"), (HEAD, "signature"), (HEAD, "signed"),
                         (HEAD, "dispatched")):
        words = {"signed": ["signed-how=signed-off"], "dispatched": ["mode=email"]}.get(step, [])
        desk.command("--as", person, "step", "letter", reply, step, *words)


def invitation_by_mail(desk):
    """From the mail to the reply: two times are held, one is confirmed, the other is free again."""
    first = coming(1)
    second = coming(2, (first - datetime.date.today()).days)
    path = os.path.join(desk.place, "Invitation.eml")
    furnish(desk)
    write_invitation(path, first, second)
    letter = re.search(r"IN/\d{4}/\d+", desk.command("import", path)).group()
    desk.start(PA)
    request = begin_request(desk, letter)
    desk.press("push button", "Take Up")
    come_to(desk, request, "triage")
    for day, time in ((first, "10:00"), (second, "14:00")):
        choose(desk, day, time)
    desk.press("push button", "Hold 2 Times")
    come_to(desk, request, "hold")
    if list(appointments(desk).values()) != ["hold", "hold"]:
        raise Failed(f"held are {appointments(desk)}")

    choose(desk, second, "14:00", False)
    desk.press("push button", f"Accept {short(first)}")
    come_to(desk, request, "confirmed")
    if appointments(desk) != {f"{first}T10:00": "confirmed", f"{second}T14:00": "released"}:
        raise Failed(f"there stand {appointments(desk)}")
    desk.find("label", f"RE: {SUBJECT}")  # what is written next
    reply = re.search(r"OUT/\d{4}/\d+", desk.command("list", "letter", "direction=outgoing")).group()
    if f"I gladly come on {first.day} {first:%B} {first.year}, 10:00." not in stored(desk, "letter", reply)["body"]:
        raise Failed(f"the reply is {stored(desk, 'letter', reply)['body']}")
    desk.close()
    send_reply(desk, reply)
    if stored(desk, "letter", letter)["status"] != "dispatched":
        raise Failed(f"the invitation is {stored(desk, 'letter', letter)['status']}")
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
