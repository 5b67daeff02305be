# SPDX-License-Identifier: GPL-3.0-or-later
"""A disposal run, from the file whose years are over to the certificate of what was destroyed."""

import hashlib
import json
import os
import re
import subprocess

from journey import Failed, wait_until

LINES = tuple(f"Bid {n}: R {n * 137},00 excluding tax" for n in range(1, 200))


def status(desk, run):
    return json.loads(desk.command("show", "disposal", run, "--format", "json"))["status"]


def closed_file(desk):
    """A file of which nothing is to be done any more, with the only copy of a document. Returns the document's hash."""
    path = os.path.join(desk.place, "bids.txt")
    with open(path, "w", encoding="ascii") as bids:
        bids.write("\n".join(LINES))
    desk.command("add", "person", "name=Nokuthula Dlamini")
    desk.command("add", "file", "number=8/1", "title=Tenders 2010", "disposal=D5", "opened-on=2010-04-01", "--attach",
                 path)
    desk.command("step", "file", "8/1", "closed", "closed-on=2015-03-31")
    desk.command("add", "file", "number=8/2", "title=Tenders of this year", "disposal=D5")
    return hashlib.sha256("\n".join(LINES).encode()).hexdigest()


def show_runs(desk):
    desk.click(desk.find("list item", re.compile("^Registry")))
    desk.press("push button", "Disposal")
    desk.find("push button", re.compile("New Disposal Run"))


def show_run(desk, run):
    show_runs(desk)
    desk.click(desk.find("label", "Yearly run"))
    desk.key("Return")
    desk.find("label", run)


def make_run(desk):
    """A new run with the files that are due. Returns its reference."""
    desk.start()
    show_runs(desk)
    desk.key("ctrl+n")
    desk.find("text", re.compile("^Title"))
    desk.type("Yearly run")
    desk.key("ctrl+s")
    run = desk.find("label", re.compile(r"^DSP/\d{4}/00001$")).name
    desk.click(desk.find("push button", "Files", which=-1))  # the first ones lead to other pages of the registry
    desk.press("push button", re.compile("Add Files Due"))
    desk.find("label", "1 file was listed.")
    desk.find("push button", "Files 1")
    return run


def disposal_run(desk):
    """Files that are due are listed, a second person approves, and what was destroyed stands on the certificate."""
    digest = closed_file(desk)
    run = make_run(desk)

    desk.press("push button", "Submit for Approval")
    desk.find("text", re.compile("^Written authority"))
    desk.key("Return")
    desk.find("label", "Fill this in")
    desk.type("Standing authority 12/2026")
    desk.key("Return")
    wait_until("the run to be submitted", lambda: status(desk, run) == "submitted")
    desk.press("push button", "Approve")
    desk.find(None, re.compile("second person"))  # who listed it does not approve it
    desk.close()

    desk.start("Nokuthula Dlamini")
    show_run(desk, run)
    desk.press("push button", "Approve")
    wait_until("the run to be approved", lambda: status(desk, run) == "approved")
    desk.close()

    desk.start()
    show_run(desk, run)
    desk.press("push button", "Carry Out")
    desk.find("label", "This cannot be taken back.")
    desk.find("text", re.compile("^Witness"))
    desk.type("T. Mkhize")
    desk.key("Return")
    wait_until("the run to be carried out", lambda: status(desk, run) == "carried-out")
    desk.gone("label", "This cannot be taken back.")
    desk.close()
    check_certificate(desk, run, digest)


def check_certificate(desk, run, digest):
    pdf = os.path.join(desk.place, "certificate.pdf")
    desk.command("print", "certificate", run, "-o", pdf)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], text=True, capture_output=True, check=True).stdout
    for words in ("Certificate of destruction", run, "Tenders 2010", "bids.txt", "Standing authority 12/2026",
                  "Nokuthula Dlamini", "T. Mkhize"):
        if words not in text:
            raise Failed(f"“{words}” is not on the certificate:\n{text}")
    if digest not in "".join(re.findall(r"\b[0-9a-f]{8,}\b", text)):  # it may stand in two lines
        raise Failed(f"the hash {digest} is not on the certificate:\n{text}")

    if json.loads(desk.command("show", "file", "8/1", "--format", "json"))["attachments"]:
        raise Failed("the document is still on the file")
    with open(desk.database, "rb") as office:
        if LINES[100].encode() in office.read():
            raise Failed("the destroyed bytes are still in the file of the office")
    desk.command("check")
