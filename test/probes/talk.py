# SPDX-License-Identifier: Apache-2.0
"""One connection to a server, from the client's side, and the bytes of plain requests."""
import socket

SERVED = (200, 201, 401, 404, 405, 415, 422)  # the request reached the handler


class Failed(Exception):
    pass


def need(condition, why):
    if not condition:
        raise Failed(why)


class Talk:
    """One connection, from the client's side."""

    patience = 10.0  # seconds for anything that must come

    def __init__(self, at):
        self.socket = socket.create_connection(at, timeout=Talk.patience)
        self.left = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # what was answered before counts

    def more(self):
        data = self.socket.recv(65536)
        self.left += data
        return data

    def until(self, mark):
        while mark not in self.left:
            if not self.more():
                raise Failed("closed without a reply" if not self.left else "cut reply")
        head, self.left = self.left.split(mark, 1)
        return head

    def reply(self, head_only=False):
        lines = self.until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        headers = {}
        for line in lines[1:]:
            name, value = line.split(": ", 1)
            need(name.lower() not in headers, f"{name} twice in a reply")
            headers[name.lower()] = value
        if status != 100:
            need("date" in headers, "no Date")
        size = 0 if head_only or status == 100 else int(headers.get("content-length", 0))
        while len(self.left) < size:
            if not self.more():
                raise Failed("cut body")
        body, self.left = self.left[:size], self.left[size:]
        return status, headers, body

    def closed(self, within=None):
        """Has the server ended the connection, in order and with nothing more to say?"""
        self.socket.settimeout(within or Talk.patience)
        try:
            return not self.left and self.socket.recv(1) == b""
        except TimeoutError:
            return False

    def open(self):
        self.socket.settimeout(0.1)
        try:
            return self.socket.recv(1) != b""
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(Talk.patience)


HOST = "Host: probe\r\n"


def get(headers="", path="/", version="1.1", host=HOST, method="GET"):
    return f"{method} {path} HTTP/{version}\r\n{host}{headers}\r\n".encode("latin-1")


def post(headers, body=b"", path="/echo", version="1.1"):
    return f"POST {path} HTTP/{version}\r\n{HOST}{headers}\r\n".encode("latin-1") + body


CHUNKED = "Transfer-Encoding: chunked\r\n"
NEXT = get()


def fits(status, wanted):
    if isinstance(wanted, tuple):
        return any(fits(status, w) for w in wanted)
    return status == wanted
