"""The main acts of the product, each as its visitor does it: what was acknowledged, and what must hold afterwards.

An act notes every acknowledgement as it comes. Interrupted anywhere and taken up again on a server that started anew, it
must come to the same end: what was acknowledged holds, what was not is absent or can be done again, nothing is there
twice.
"""

import contextlib
import re
import sqlite3
import time

from visitor import Unanswered, Visitor, code

PASSWORD = "nine brass lanterns on Tuesday"
LETTER = bytes(range(256)) * 1200


def told(page, before):
    """The word after a label, such as the door code: two groups of three letters."""
    return re.search(re.escape(before) + r"\s+(\w{3})\s+(\w{3})", " ".join(page.words.split())).group(1, 2)


def secret(answer):
    shown = re.search(r'class="secret"[^>]*>(.*?)</code>', answer.body.decode(), re.S).group(1)
    return "".join(re.sub("<[^>]*>", "", shown).split())


def chooses_password(visitor):
    """From the choice of a way in to the page of the app; answers the app's secret."""
    visitor.fill("/enter", "/enter", way="password")
    visitor.fill("/enter/password", "/enter/password", password=PASSWORD)
    return secret(visitor.get("/enter/app"))


def comes_in(visitor):
    shared = chooses_password(visitor)
    visitor.fill("/enter/app", "/enter/app", code=code(shared))
    return visitor.fill("/enter/codes", "/enter/codes", kept="yes").to


class Scene:
    """A firm with one matter, in the state every act begins from."""

    def __init__(self, link, port):
        olive, link = Visitor(port), link.removeprefix(f"http://localhost:{port}")
        olive.fill(f"{link}/you", f"{link}/you", name="Olive Marlowe", email="olive@marlowe.test")
        comes_in(olive)
        olive.fill(f"{link}/firm", f"{link}/firm", name="Marlowe Quint", phone="613 555 0140")
        olive.fill(f"{link}/letters", f"{link}/letters")
        olive.fill(f"{link}/place", f"{link}/place")
        opened = olive.fill("/matters/new", "/matters", **{
            "client-name": "Nadia Haddad", "title": "Sale of 12 Elm Street", "area": "real estate"})
        self.matter = opened.to.split("/")[2]
        self.olive = olive.cookies
        self.nadia = self._invite(olive, "Nadia Haddad")
        nadia = self._at_the_door(port, self.nadia)
        comes_in(nadia)
        self.nadia = nadia.cookies
        self.deed, self.deed_version = self._add(olive, "Deed of the house.txt", b"The whole of lot 12.")
        self.survey, _ = self._add(olive, "Survey of the lot.txt", b"By chain and compass.")
        form = olive.get(self.sharing(self.deed)).page.form(f"/matters/{self.matter}/shares")
        olive.post(form.action, form.filled({"note": "Please read it", "review_by": "2099-05-04"}))
        self.item = self._ask(olive, nadia, "A lease")
        self.invitation = self._invite(olive, "Omar Haddad")
        omar = self._at_the_door(port, self.invitation)
        self.omar_secret = chooses_password(omar)
        self.omar = omar.cookies

    def sharing(self, document):
        return f"/matters/{self.matter}/shares/new?document={document}"

    def _ask(self, olive, nadia, what):
        """Asks the client for one thing; answers the address of its page."""
        page = f"/matters/{self.matter}/requests"
        form = olive.get(f"{page}/new").page.form(page)
        olive.post(page, [("name", "Papers we need"), ("note", ""), ("item", ""), ("what", what), ("hint", ""), ("due", "2099-05-04"),
                          ("person", form.choices["person"][0]), ("until", ""), ("tell", "no")])
        request = next(link for link in nadia.get(f"/m/{self.matter}").page.links if "/r/" in link)
        return next(link for link in nadia.get(request).page.links if "/itm_" in link)

    def _invite(self, olive, name):
        """Invites somebody to the matter; answers link and door code."""
        address = f"{name.split()[0].lower()}@haddad.test"
        page = f"/matters/{self.matter}/invitations"
        sent = olive.fill(f"{page}/new", page, name=name, email=address, way="letter", door="code")
        told_page = olive.get(sent.to).page
        link = re.search(r"/i/\w+", told_page.words).group()
        return link, "".join(told(told_page, "Door code"))

    @staticmethod
    def _at_the_door(port, invitation):
        link, door = invitation
        visitor = Visitor(port)
        visitor.fill(link, link, door=door)
        return visitor

    def _add(self, olive, name, content):
        documents = f"/matters/{self.matter}/documents"
        before = set(olive.get(f"/matters/{self.matter}").page.links)
        olive.post_files(documents, [], [("files", name, content)])
        new = set(olive.get(f"/matters/{self.matter}").page.links) - before
        document = next(link for link in new if link.startswith("/documents/")).split("/")[2]
        links = olive.get(f"/documents/{document}").page.links
        return document, next(link for link in links if link.startswith("/versions/")).split("/")[2]


class Act:
    """One act on a scene. `noted` is what was acknowledged before the interruption."""

    def __init__(self, scene, port):
        self.scene, self.noted = scene, {}
        self.olive, self.nadia, self.omar = (Visitor(port, who) for who in (scene.olive, scene.nadia, scene.omar))

    def go(self):
        """Does it, or goes on with it."""
        raise NotImplementedError

    def check(self):
        """What must hold once it is done, asked over HTTP."""
        raise NotImplementedError

    #: A count in the database that must be one.
    ONCE = ()

    def count(self, database):
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as store:
            assert store.execute("pragma integrity_check").fetchone() == ("ok",)
            for statement in self.ONCE:
                found = store.execute(statement.format(**vars(self.scene))).fetchone()[0]
                assert found == 1, f"{found} instead of 1: {statement}"


class Sending(Act):
    """A client sends a file in two pieces and hands it over."""

    content = LETTER

    ONCE = ("select count(*) from deliveries", "select count(*) from documents where origin = 'client'",
            "select count(*) from entries where kind = 'delivered'")

    def go(self):
        noted, create = self.noted, f"/matters/{self.scene.matter}/uploads"
        if "upload" not in noted:
            begun = self.nadia.tus("POST", create, upload_length=len(self.content),
                                   upload_metadata="filename TGV0dGVyLnR4dA==").expect(201)
            noted["upload"] = begun.headers["location"].replace(f"http://localhost:{self.nadia.port}", "")
            noted["offset"] = 0
        while noted["offset"] < len(self.content):
            at = int(self.nadia.tus("HEAD", noted["upload"]).expect(200, 204).headers["upload-offset"])
            assert at >= noted["offset"], f"{noted['offset']} bytes were acknowledged, {at} are there"
            piece = self.content[at:at + len(self.content) // 2]
            if piece:
                kind = {"content_type": "application/offset+octet-stream"}
                self.nadia.tus("PATCH", noted["upload"], piece, upload_offset=at, **kind).expect(204)
            noted["offset"] = at + len(piece)
        if "delivery" not in noted:
            # The last byte may have arrived without the look at the whole: asking for the offset makes up for it.
            # Once it was handed over it is no transfer any more.
            self.nadia.tus("HEAD", noted["upload"]).expect(200, 204, 404)
            upload = noted["upload"].split("/")[2]
            noted["delivery"] = self.nadia.post_files(
                self.address(), [("upload", upload), ("note", "")]).to

    def address(self):
        """Where what was sent is handed over."""
        return f"/m/{self.scene.matter}/deliveries"

    def check(self):
        assert "Letter.txt" in self.nadia.get(self.noted["delivery"]).page.words
        links = self.olive.get(f"/matters/{self.scene.matter}").page.links
        documents = {link.split("?")[0] for link in links if link.startswith("/documents/")}
        sent = documents - {f"/documents/{self.scene.deed}", f"/documents/{self.scene.survey}"}
        assert len(sent) == 1, sent
        links = self.olive.get(sent.pop()).page.links
        download = next(link for link in links if link.endswith("/download"))
        assert self.olive.get(download).body == self.content, "other bytes came back than were sent"


class Answering(Sending):
    """A client answers a request with a file: the handing over and the answer are one change."""

    ONCE = (*Sending.ONCE, "select count(*) from request_answers", "select count(*) from request_items where answered_at is not null")

    def address(self):
        return self.scene.item


class Writing(Act):
    """The firm writes a letter with a document along, which opens the document to its reader."""

    ONCE = ("select count(*) from messages", "select count(*) from message_documents",
            "select max(count) from (select count(*) as count from shares where revoked_at is null and document_id = '{survey}'"
            " group by reader_id)")

    def go(self):
        if "written" not in self.noted:
            page = f"/matters/{self.scene.matter}/messages"
            form = self.olive.get(page).page.form(page)
            self.noted["written"] = self.olive.post(page, form.filled({
                "words": "Here is the survey, for your files.", "document": self.scene.survey})).to

    def check(self):
        letters = self.nadia.get(f"/m/{self.scene.matter}/messages").page
        assert "Here is the survey" in letters.words and "Survey of the lot" in letters.words
        assert "Survey of the lot" in self.nadia.get(f"/m/{self.scene.matter}/d/{self.scene.survey}").page.words


class GivingUp(Act):
    """A client gives a transfer up half-way, and its bytes go."""

    # A job that was interrupted is taken up again when its lease is over.
    ONCE = ("select 1 - count(*) from segments s join uploads u on u.id = s.upload_id where u.ended_at is not null and not exists"
            " (select 1 from jobs j where j.subject_id = u.id and j.done_at is null and j.failed_at is null)", "select count(*) from uploads where ended_at is not null")

    def go(self):
        noted, create = self.noted, f"/matters/{self.scene.matter}/uploads"
        if "upload" not in noted:
            begun = self.nadia.tus("POST", create, upload_length=len(LETTER),
                                   upload_metadata="filename TGV0dGVyLnR4dA==").expect(201)
            noted["upload"] = begun.headers["location"].replace(f"http://localhost:{self.nadia.port}", "")
            noted["sent"] = 0
        if not noted["sent"]:
            at = int(self.nadia.tus("HEAD", noted["upload"]).expect(200, 204).headers["upload-offset"])
            if at == 0:
                self.nadia.tus("PATCH", noted["upload"], LETTER[:1000], upload_offset=0,
                               content_type="application/offset+octet-stream").expect(204)
            noted["sent"] = 1000
        if "over" not in noted:
            self.nadia.tus("DELETE", noted["upload"]).expect(204, 404, 410)
            noted["over"] = True

    def check(self):
        self.nadia.tus("HEAD", self.noted["upload"]).expect(404, 410)
        # The bytes are removed by a job, soon.
        time.sleep(0.4)


class Sharing(Act):
    """The firm shares a document."""

    ONCE = ("select count(*) from shares where revoked_at is null and document_id = '{survey}'",)

    def go(self):
        if "shared" not in self.noted:
            form = self.olive.get(self.scene.sharing(self.scene.survey)).page.form(
                f"/matters/{self.scene.matter}/shares")
            self.noted["shared"] = self.olive.post(form.action, form.filled({
                "reader": form.choices["reader"][0], "note": "For your files"})).to

    def check(self):
        page = f"/m/{self.scene.matter}/d/{self.scene.survey}"
        assert "Survey of the lot" in self.nadia.get(page).page.words


class Confirming(Act):
    """A client says that they have reviewed a version."""

    ONCE = ("select count(*) from receipts where level = 'confirmed'",
            "select count(*) from entries where kind = 'document confirmed'")

    def go(self):
        if "confirmed" not in self.noted:
            act = f"/versions/{self.scene.deed_version}/acknowledgement"
            page = self.nadia.get(f"/m/{self.scene.matter}/d/{self.scene.deed}").page
            if act in page.forms:
                self.nadia.post(act, page.form(act).filled({}))
            self.noted["confirmed"] = act

    def check(self):
        assert "Thank you" in self.nadia.get(self.noted["confirmed"]).page.words


class Entering(Act):
    """An invited client sets up the second step and comes in."""

    ONCE = ("select count(*) from entries where kind = 'app set' and subject_id = (select person_id from invitations"
            " order by created_at desc limit 1)",
            "select count(*) from people where id = (select person_id from invitations order by created_at desc limit 1)"
            " and password_hash is not null and totp is not null and entered_at is not null")

    def go(self):
        noted = self.noted
        if "on" not in noted:
            page = self.omar.ask("GET", "/enter/app").expect(200, 303, 409)
            if page.status == 200 and "/enter/app" in page.page.forms:
                self.omar.post("/enter/app", [("code", code(self.scene.omar_secret))])
            noted["on"] = True
        if "codes" not in noted:
            shown = self.omar.get("/enter/codes").body.decode()
            codes = re.findall(r"<li><bdi>([^<]+)</bdi>", shown)
            assert len(codes) == 8, codes
            noted["codes"] = codes
        if "in" not in noted:
            kept = self.omar.ask("POST", "/enter/codes", "kept=yes", {
                "Content-Type": "application/x-www-form-urlencoded"}).expect(303, 409)
            if kept.status == 409:
                # The last answer was lost, not the act: whoever is set up comes in by the door.
                self.omar.fill("/sign-in", "/sign-in", email="omar@haddad.test", password=PASSWORD)
                self.omar.fill("/sign-in/recovery-code", "/sign-in/recovery-code", code=noted["codes"][0])
            noted["in"] = True

    def check(self):
        assert "Omar Haddad" in str(self.omar.get("/you").body.decode())
        assert "You have used this invitation" in self.omar.get(self.scene.invitation[0]).page.words


ACTS = (Sending, Answering, Writing, GivingUp, Sharing, Confirming, Entering)
__all__ = ["ACTS", "Scene", "Unanswered"]
