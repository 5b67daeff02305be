# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program as a person would: through the X server (keys, pointer) and the accessibility bus.

A journey is a function that takes a Desk. Each is one test case; it gets a database of its own and ends with no
program left running.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import pyatspi

PATIENCE = 20  # seconds anything may take on a busy machine


class Failed(Exception):
    """Something did not come to pass in time."""


def wait_until(what, question, patience=PATIENCE):
    """Asks until the answer is true, and returns it."""
    end = time.monotonic() + patience
    while True:
        try:
            answer = question()
            if answer:
                return answer
        except (LookupError, NotImplementedError, RuntimeError, AttributeError, TypeError) as error:
            answer = error  # the tree changes while it is read
        except Exception as error:  # GLib.GError of the bus: the object went away
            if "GError" not in type(error).__name__ and "GLib" not in type(error).__module__:
                raise
            answer = error
        if time.monotonic() > end:
            raise Failed(f"{what}: not within {patience} s (last: {answer!r})")
        time.sleep(0.1)


def walk(node):
    """The node and all under it that are not hidden."""
    yield node
    for child in node:
        if child is not None and child.getState().contains(pyatspi.STATE_VISIBLE):
            yield from walk(child)


def is_laid_out(node):
    """Whether the node has a size: pages of a stack that are not shown have none."""
    extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return extents.width > 0 and extents.height > 0


def name_matches(node, name):
    if name is None:
        return True
    if isinstance(name, re.Pattern):
        return name.search(node.name) is not None
    return node.name == name


class Desk:
    """A database, the program on it, and the hands of the person before it."""

    def __init__(self, program, place):
        self.program = program
        self.place = place
        self.database = os.path.join(place, "office.db")
        self.process = None
        self.extra = []

    # The program

    def command(self, *words):
        """Runs a command line on the database and returns what it prints."""
        done = subprocess.run([self.program, "--database", self.database, *words], text=True, capture_output=True,
                              timeout=60)
        if done.returncode != 0:
            raise Failed(f"{words[0]}: exit {done.returncode}: {done.stderr}")
        return done.stdout.strip()

    def start(self, person=None):
        """Opens the window, for whoever the account's name stands for or for another person of the office."""
        log = open(os.path.join(self.place, "program.log"), "a")
        acting = ["--as", person] if person else []
        self.process = subprocess.Popen([self.program, "--database", self.database, *acting], stdout=log, stderr=log)
        self.find("frame", re.compile("ExecOffice"))
        self.window = wait_until("a window on the screen", self.find_window)
        self.run("xdotool", "windowactivate", "--sync", self.window)

    def find_window(self):
        found = self.run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), check=False).split()
        return found[-1] if found else None

    def kill(self):
        """The power goes: nothing is asked, nothing is tidied."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        self.process = None

    def close(self):
        """Closes the window as a person does, and waits until the program has ended well."""
        self.key("ctrl+w")
        code = self.process.wait(PATIENCE)
        self.process = None
        if code != 0:
            raise Failed(f"the program ended with {code}")

    def tidy(self):
        for process in [self.process, *self.extra]:
            if process is not None and process.poll() is None:
                process.kill()
                process.wait(PATIENCE)

    # Hands

    def run(self, *words, check=True):
        done = subprocess.run(words, text=True, capture_output=True, timeout=PATIENCE)
        if check and done.returncode != 0:
            raise Failed(f"{' '.join(words)}: {done.stderr}")
        return done.stdout.strip()

    def key(self, *keys):
        self.run("xdotool", "key", "--clearmodifiers", *keys)
        time.sleep(0.2)

    def type(self, text):
        self.run("xdotool", "type", "--clearmodifiers", "--delay", "15", text)
        time.sleep(0.2)

    def point(self, node):
        """Where a node's middle is, in pixels of the X window: the frame drawn around it is not in its extents."""
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        frame = self.find("frame").queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        geometry = dict(line.split("=") for line in
                        self.run("xdotool", "getwindowgeometry", "--shell", self.window).splitlines())
        margin = (int(geometry["WIDTH"]) - frame.width) // 2
        return extents.x + extents.width // 2 + margin, extents.y + extents.height // 2 + margin

    def click(self, node):
        wait_until(f"“{node.name}” to be laid out", lambda: is_laid_out(node))
        x, y = self.point(node)
        self.run("xdotool", "mousemove", "--window", self.window, str(x), str(y), "click", "1")
        time.sleep(0.2)

    def press(self, role, name):
        """Presses a button by its accessible action. (Of a menu button only the inner one has it.)"""
        def pressed():
            for button in self.look(role, name):
                action = button.queryAction()
                names = [action.getName(i) for i in range(action.nActions)]
                if "click" in names:
                    return action.doAction(names.index("click"))
            return False

        shown = name.pattern if isinstance(name, re.Pattern) else name
        wait_until(f"{role} “{shown}” to be pressed", pressed)
        time.sleep(0.2)

    def drag(self, source, start, target, end):
        """Drags from a point of one X window to a point of another, as slowly as a hand."""
        self.run("xdotool", "mousemove", "--window", source, *map(str, start), "mousedown", "1")
        time.sleep(0.3)
        for step in range(1, 6):
            self.run("xdotool", "mousemove_relative", "--", str(step * 4), str(step * 3))
            time.sleep(0.05)
        for back in (40, 20, 6, 0):
            self.run("xdotool", "mousemove", "--window", target, str(end[0] - back), str(end[1] - back))
            time.sleep(0.2)
        self.run("xdotool", "mouseup", "1")
        time.sleep(0.3)

    # Eyes

    def count_colour(self, colour, fuzz):
        """How many pixels of the screen have about that colour."""
        counted = self.run("sh", "-c", f"import -window root png:- | convert png:- -fuzz {fuzz} -fill black "
                           f"+opaque '{colour}' -fill white -opaque '{colour}' -format '%[fx:round(mean*w*h)]' info:")
        return int(float(counted))

    def application(self):
        for application in pyatspi.Registry.getDesktop(0):
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        raise LookupError("the program is not on the accessibility bus")

    def look(self, role=None, name=None):
        """Every node that is shown, of that role and name."""
        roles = role if isinstance(role, (list, tuple)) else [role]
        return [node for node in walk(self.application())
                if (role is None or node.getRoleName() in roles) and name_matches(node, name)]

    def find(self, role=None, name=None, patience=PATIENCE, which=0):
        """The first of that role and name, or another of them (-1: the last). Pages that were left count, too."""
        def first():
            if self.process.poll() is not None:
                raise Failed(f"the program ended with {self.process.returncode}")
            found = self.look(role, name)
            return found[which] if found else None

        shown = name.pattern if isinstance(name, re.Pattern) else name
        return wait_until(f"{role or 'anything'} “{shown}”", first, patience)

    def gone(self, role, name, patience=PATIENCE):
        shown = name.pattern if isinstance(name, re.Pattern) else name
        wait_until(f"{role} “{shown}” to go", lambda: not self.look(role, name), patience)

    def describe(self):
        """The tree as text, for whoever looks why a journey failed."""
        lines = []

        def add(node, depth):
            states = node.getState()
            marks = "".join(mark for mark, state in (("*", pyatspi.STATE_FOCUSED), ("s", pyatspi.STATE_SELECTED))
                            if states.contains(state))
            lines.append(f"# {'  ' * depth}{node.getRoleName()} “{node.name}” {marks}")
            for child in node:
                if child is not None and child.getState().contains(pyatspi.STATE_VISIBLE):
                    add(child, depth + 1)

        try:
            add(self.application(), 0)
        except Exception as error:
            lines.append(f"# (no more to be read: {error!r})")
        return "\n".join(lines)


def run_all(journeys, program, pictures):
    """Runs journeys and prints TAP. Returns whether all went well."""
    print(f"1..{len(journeys)}")
    well = True
    for number, journey in enumerate(journeys, 1):
        place = tempfile.mkdtemp(prefix="execoffice-journey.")
        desk = Desk(program, place)
        name = journey.__name__.replace("_", " ")
        try:
            journey(desk)
            print(f"ok {number} {name}", flush=True)
        except Exception as error:
            well = False
            print(f"not ok {number} {name}")
            print("# " + "\n# ".join("".join(traceback.format_exception(error)).splitlines()))
            os.makedirs(pictures, exist_ok=True)
            picture = os.path.join(pictures, journey.__name__ + ".png")
            subprocess.run(["import", "-window", "root", picture], check=False)
            print(f"# the screen: {picture}")
            if desk.process is not None and desk.process.poll() is None:
                print(desk.describe())
            log = os.path.join(place, "program.log")
            if os.path.exists(log):
                with open(log, errors="replace") as lines:
                    print("".join(f"# program: {line}" for line in lines.readlines()[-40:]), flush=True)
        finally:
            desk.tidy()
            shutil.rmtree(place, ignore_errors=True)
    return well
