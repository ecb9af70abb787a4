# SPDX-License-Identifier: Apache-2.0
"""A mail server of one's own that can be told to misbehave; nothing but Python's own library.

It runs in a thread on a free loopback port.  `mood` says what happens to the next messages:

    fine      taken (250)
    slow      taken and kept (250), but the answer is half a second late
    later     RCPT is refused for now (450)
    never     RCPT is refused for good (550)
    toobig    the whole message is refused for good, after its last byte (552)
    busy      the whole message is refused for now, after its last byte (451)
    greet     no greeting but 554
    cut       the connection is closed where the message would begin
    hang      everything is received and kept, and no answer ever comes
    drop      everything is received and kept, and the connection closed instead of an answer
"""
import asyncio
import base64
import email
import email.policy
import ssl
import threading


class Received:
    """One message that was taken whole."""

    def __init__(self, sender, receivers, raw, secured, user):
        self.sender, self.receivers, self.raw = sender, receivers, raw
        self.secured, self.user = secured, user
        self.message = email.message_from_bytes(raw, policy=email.policy.default)

    @property
    def text(self):
        return self.message.get_content()

    @property
    def message_id(self):
        return self.message["Message-ID"]


class Session:
    """One connection: the words of RFC 5321 that a client needs."""

    def __init__(self, receiver, reader, writer):
        self.receiver, self.reader, self.writer = receiver, reader, writer
        self.secured, self.user, self.sender, self.receivers = False, None, None, []

    async def say(self, line):
        self.writer.write(line.encode() + b"\r\n")
        await self.writer.drain()

    async def line(self):
        got = await self.reader.readuntil(b"\r\n")
        return got[:-2].decode("utf-8", "replace")

    async def hello(self):
        extras = ["receiver.example"]
        if self.receiver.context and not self.secured:
            extras.append("STARTTLS")
        if self.receiver.login:
            extras.append("AUTH PLAIN")
        extras.append("SIZE 10000000")
        for extra in extras[:-1]:
            await self.say(f"250-{extra}")
        await self.say(f"250 {extras[-1]}")

    async def secure(self):
        await self.say("220 go ahead")
        await self.writer.start_tls(self.receiver.context)
        self.secured = True

    async def authenticate(self, rest):
        if not rest:
            await self.say("334 ")
            rest = await self.line()
        _, user, password = base64.b64decode(rest).decode().split("\0")
        if (user, password) != self.receiver.login:
            await self.say("535 no")
            return
        self.user = user
        await self.say("235 welcome")

    async def recipient(self, rest):
        mood = self.receiver.mood
        if self.receiver.login and not self.user:
            await self.say("530 who are you?")
        elif mood in ("later", "never"):
            self.receiver.refused += 1
            await self.say("450 not now" if mood == "later" else "550 nobody of that name")
        else:
            self.receivers.append(rest[rest.index("<") + 1:rest.index(">")])
            await self.say("250 fine")

    async def data(self):
        mood = self.receiver.mood
        if mood == "cut":
            self.receiver.refused += 1
            raise ConnectionError("as told")
        await self.say("354 speak")
        lines = []
        while (one := await self.reader.readuntil(b"\r\n")) != b".\r\n":
            lines.append(one[1:] if one.startswith(b".") else one)
        if mood in ("toobig", "busy"):
            self.receiver.refused += 1
            await self.say("552 too much" if mood == "toobig" else "451 busy")
            return
        self.receiver.taken.append(Received(self.sender, self.receivers, b"".join(lines),
                                            self.secured, self.user))
        if mood == "slow":
            await asyncio.sleep(0.5)
        if mood == "hang":
            await self.reader.read()
        if mood in ("hang", "drop"):
            raise ConnectionError("as told")
        await self.say("250 kept")

    async def play(self):
        if self.receiver.mood == "greet":
            self.receiver.refused += 1
            await self.say("554 go away")
            return
        await self.say("220 receiver.example")
        while True:
            word, _, rest = (await self.line()).partition(" ")
            word = word.upper()
            if word in ("EHLO", "HELO"):
                await self.hello()
            elif word == "STARTTLS" and self.receiver.context:
                await self.secure()
            elif word == "AUTH" and self.receiver.login:
                await self.authenticate(rest.partition(" ")[2])
            elif word == "MAIL":
                self.sender, self.receivers = rest[rest.index("<") + 1:rest.index(">")], []
                await self.say("250 fine")
            elif word == "RCPT":
                await self.recipient(rest)
            elif word == "DATA":
                await self.data()
            elif word == "QUIT":
                await self.say("221 bye")
                return
            else:
                await self.say("502 what?")


class Receiver:
    """`login`: the (user, password) it asks for; `certificate`: its (file, key) for STARTTLS."""

    def __init__(self, login=None, certificate=None):
        self.login, self.context = login, None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*certificate)
        self.mood, self.taken, self.refused = "fine", [], 0
        self.loop = asyncio.new_event_loop()
        self.tasks = set()
        self.server = self.loop.run_until_complete(
            asyncio.start_server(self.serve, "127.0.0.1", 0, limit=1 << 20))
        self.port = self.server.sockets[0].getsockname()[1]
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    async def serve(self, reader, writer):
        task = asyncio.current_task()
        self.tasks.add(task)
        try:
            await Session(self, reader, writer).play()
        except (OSError, EOFError, ValueError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(task)
            writer.close()

    def close(self):
        async def end():
            self.server.close()
            for task in list(self.tasks):
                task.cancel()
            await asyncio.sleep(0)
        asyncio.run_coroutine_threadsafe(end(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
