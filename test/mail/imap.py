# SPDX-License-Identifier: Apache-2.0
"""An IMAP server of one's own that can be told to misbehave; nothing but Python's own library.

It runs in a thread on a free loopback port and knows the words that a reader needs: CAPABILITY,
LOGIN, AUTHENTICATE PLAIN, EXAMINE, UID FETCH, LOGOUT.  `mood` says what happens next:

    fine      all is answered
    cut       the connection is closed in the middle of the next letter, once
    cutlist   likewise in the middle of the next list
    refuse    nobody is let in
    nothere   the folder is not there
    silent    nothing is answered any more

What is asked for is noted: `marked` counts letters that were asked for in a way that marks them as
read.
"""
import base64
import socket
import ssl
import threading

USER, PASSWORD = "desk", "s3cret \"level\""


class Imap:
    def __init__(self, certificate=None):
        self.letters, self.validity, self.next = {}, 1, 1
        self.mood, self.marked, self.asked, self.lock = "fine", 0, [], threading.Lock()
        self.context = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*certificate)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def add(self, raw):
        with self.lock:
            uid = self.next
            self.letters[uid] = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            self.next += 1
        return uid

    def anew(self):
        """The server counts anew: other numbers, another validity, the same letters."""
        with self.lock:
            kept = [self.letters[u] for u in sorted(self.letters)]
            self.validity += 1
            self.letters, self.next = {n + 1: raw for n, raw in enumerate(kept)}, len(kept) + 1

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.session, args=(connection,), daemon=True).start()

    def session(self, connection):
        try:
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            stream = connection.makefile("rwb")
            self.talk(stream, connection)
        except (OSError, ValueError, ssl.SSLError):
            pass
        finally:
            connection.close()

    def talk(self, stream, connection):
        def say(text):
            stream.write(text if isinstance(text, bytes) else text.encode())
            stream.flush()

        say("* OK ready\r\n")
        while True:
            line = stream.readline()
            if not line:
                return
            tag, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            word = rest.split(" ")[0].upper()
            self.asked.append(rest)
            if self.mood == "silent" and word not in ("CAPABILITY", "LOGIN", "AUTHENTICATE"):
                threading.Event().wait(60)
                return
            if word == "CAPABILITY":
                say(f"* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n{tag} OK done\r\n")
            elif word == "AUTHENTICATE":
                self.let_in(tag, rest, say, stream)
            elif word == "LOGIN":
                fine = self.mood != "refuse" and USER in rest
                say(f"{tag} {'OK in' if fine else 'NO not you'}\r\n")
            elif word == "EXAMINE":
                self.examine(tag, say)
            elif word == "UID":
                if not self.fetch(tag, rest, say):
                    connection.shutdown(socket.SHUT_RDWR)
                    return
            elif word == "LOGOUT":
                say(f"* BYE\r\n{tag} OK bye\r\n")
                return
            else:
                say(f"{tag} BAD what is {word}?\r\n")

    def let_in(self, tag, rest, say, stream):
        words = rest.split(" ")
        if len(words) > 2:
            given = words[2]
        else:
            say("+ \r\n")
            given = stream.readline().decode().strip()
        _, user, password = base64.b64decode(given).decode().split("\0")
        fine = self.mood != "refuse" and (user, password) == (USER, PASSWORD)
        say(f"{tag} {'OK in' if fine else 'NO not you'}\r\n")

    def examine(self, tag, say):
        if self.mood == "nothere":
            say(f"{tag} NO there is no such folder\r\n")
            return
        with self.lock:
            count, validity, after = len(self.letters), self.validity, self.next
        say(f"* {count} EXISTS\r\n* OK [UIDVALIDITY {validity}] fine\r\n"
            f"* OK [UIDNEXT {after}] fine\r\n{tag} OK [READ-ONLY] open\r\n")

    def fetch(self, tag, rest, say):
        _, _, numbers, what = rest.split(" ", 3)
        with self.lock:
            all_of = sorted(self.letters.items())
        if numbers.endswith(":*"):
            first = int(numbers[:-2])
            wanted = [u for u, _ in all_of if u >= first] or [u for u, _ in all_of[-1:]]
        else:
            wanted = [int(numbers)]
        if "RFC822.SIZE" in what:
            if self.mood == "cutlist":
                self.mood = "fine"
                say(f"* 1 FETCH (UID {wanted[0]} RFC822")
                return False
            # servers need not keep an order
            for uid in reversed(wanted):
                say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(self.letters[uid])})\r\n")
            say(f"{tag} OK done\r\n")
            return True
        if "PEEK" not in what:
            self.marked += 1
        for uid, raw in all_of:
            if uid not in wanted:
                continue
            if "HEADER" in what:
                raw = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            say(f"* {uid} FETCH (UID {uid} BODY[] {{{len(raw)}}}\r\n")
            if self.mood == "cut":
                self.mood = "fine"
                say(raw[: len(raw) // 2])
                return False
            say(raw + b")\r\n")
        say(f"{tag} OK done\r\n")
        return True

    def close(self):
        self.listener.close()
