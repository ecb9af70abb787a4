# SPDX-License-Identifier: Apache-2.0
"""Files that go with an e-mail: a part of mail.py."""
import os

from server import Failure


def files_check(play, tally):
    """What lies here goes with an e-mail, byte for byte; what lies elsewhere stays an address."""
    bound = "b0undary"
    sent = {"Grüße \"1\".pdf": b"%PDF-1.4\n" + os.urandom(300_001), "dots.txt": b".\r\n..\r\n.\r\n",
            "line.txt": b"x" * 57}

    def upload(name, data):
        body = (f'--{bound}\r\nContent-Disposition: form-data; name="contactId"\r\n\r\n'
                f'{play.contact}\r\n--{bound}\r\nContent-Disposition: form-data;'
                f' name="fileAttachment"; filename="{name}"\r\n\r\n'.replace('"1"', "%221%22")
                .encode() + data + f"\r\n--{bound}--\r\n".encode())
        reply = play.client.ask("POST", "/conversations/messages/upload", body,
                                headers={"Content-Type": f"multipart/form-data; boundary={bound}"})
        if reply is None or reply.status != 200:
            raise Failure(f"the upload of {name}: {reply}")
        [address] = reply.json()["uploadedFiles"].values()
        return address

    def send(addresses):
        made = play.ask("POST", "/conversations/messages", {
            "type": "Email", "contactId": play.contact, "html": "<p>Hello</p>", "subject": "Files",
            "attachments": addresses})
        return play.wait(lambda m: all(one["state"] in ("sent", "failed") for one in m
                                       if one["subject"] == "Files"), "it is not sent"), made

    addresses = [upload(name, data) for name, data in sent.items()]
    before = len(play.receiver.taken)
    # in the middle one of elsewhere, and one whose secret is wrong: both are addresses
    wrong = addresses[0].rsplit("/", 2)[0] + "/" + "0" * 32 + "/x.pdf"
    send([*addresses[:2], "https://elsewhere.example/x.pdf", wrong, *addresses[2:]])
    [mail] = play.receiver.taken[before:]
    parts = list(mail.message.iter_attachments())
    tally.check(mail.message.get_content_type() == "multipart/mixed"
                and [p.get_payload(decode=True) for p in parts] == list(sent.values()),
                f"{[(p.get_filename(), len(p.get_payload(decode=True))) for p in parts]}")
    tally.check([p.get_filename().replace("%22", '"') for p in parts][1:] == list(sent)[1:]
                and parts[0].get_filename().startswith("Grüße"),
                f"names {[p.get_filename() for p in parts]}")
    tally.check(parts[0].get_content_type() == "application/pdf", parts[0].get_content_type())
    words = mail.message.get_body().get_content()
    tally.check("https://elsewhere.example/x.pdf" in words and wrong in words
                and addresses[0] not in words and "<p>Hello</p>" in words, words)
    tally.check(all(len(line) <= 100 for line in mail.raw.split(b"\r\n")), "a line is too long")
    # together they are too much: the rest are addresses
    large = [upload(f"l{i}.png", b"\x89PNG\r\n\x1a\n" + os.urandom((4 << 20) - 8))
             for i in range(4)]
    send(large)
    mail = play.receiver.taken[-1]
    parts = list(mail.message.iter_attachments())
    tally.check([len(p.get_payload(decode=True)) for p in parts] == [4 << 20] * 3,
                f"{len(parts)} parts")
    tally.check(large[3] in mail.message.get_body().get_content(), "the fourth is not an address")
