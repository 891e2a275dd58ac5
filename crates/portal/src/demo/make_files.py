"""Makes the demo firm's documents in files/ from files/source/: real PDFs, Word files, photographs, a scan and a text.

The firm, the people and the properties are fictional, and every document says so. A document's words live in files/source/;
this script only sets, prints and photographs them. The same sources give the same words and pages, not the same bytes:
the files are committed, so run it only after changing a source or this script, and look at every page it made.

    python3 -m venv /tmp/demo-venv && /tmp/demo-venv/bin/pip install -r crates/portal/src/demo/files/source/requirements.txt
    /tmp/demo-venv/bin/python crates/portal/src/demo/make_files.py            # all
    /tmp/demo-venv/bin/python crates/portal/src/demo/make_files.py testament  # those whose name starts so

It needs Chromium (found as `chromium`, or named in $CHROMIUM), pdftoppm (poppler-utils) and the fonts in assets/fonts.
"""
import datetime
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pikepdf
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = pathlib.Path(__file__).resolve().parent
FILES = HERE / "files"
SOURCE = FILES / "source"
sys.path.append(str(SOURCE))  # the photographer and the typist live with what they make

import photographs  # noqa: E402
import word_files  # noqa: E402

FONTS = HERE.parents[3] / "assets" / "fonts"
WEIGHTS = {"literata": (400, 500, 600), "hanken-grotesk": (400, 600)}
PDF_LIMIT = 120 * 1024
TOTAL_LIMIT = 1600 * 1024


class Paper:
    """One PDF: its name, the source it is set from, the variant of that source, who wrote it, and when."""

    def __init__(self, name, source, author, day, variant="", password=""):
        self.name, self.source, self.author, self.variant, self.password = name, source, author, variant, password
        self.day = datetime.date.fromisoformat(day)


FIRM = "Osei Marchetti"
PAPERS = [
    Paper("statement-of-adjustments", "statement-of-adjustments", FIRM, "2026-10-07"),
    Paper("statement-of-adjustments-version-1", "statement-of-adjustments", FIRM, "2026-10-05", variant="v1"),
    Paper("title-search", "title-search", FIRM, "2026-09-29"),
    Paper("agreement-of-purchase-and-sale", "offer", "Harbour Lane Realty", "2026-09-02"),
    Paper("separation-agreement-draft-2", "separation-agreement", FIRM, "2026-09-18", variant="d2"),
    Paper("separation-agreement-draft-3", "separation-agreement", FIRM, "2026-10-06", variant="d3"),
    Paper("parenting-schedule", "parenting-schedule", FIRM, "2026-10-02"),
    Paper("net-family-property", "net-family-property", FIRM, "2026-10-03"),
    Paper("letter-from-other-lawyer", "letter-from-other-lawyer", "Brandt Family Law", "2026-10-05"),
    Paper("lettre-a-la-banque", "lettre-a-la-banque", FIRM, "2026-10-07"),
    Paper("testament", "testament", FIRM, "2018-04-11"),
    Paper("lease", "lease", "Kestrel Property", "2024-06-17", password="juniper-4"),
]


def cut_fonts(into):
    """Writes each family at the weights the paper uses: a variable font would be embedded whole, as outlines without a name."""
    for family, weights in WEIGHTS.items():
        for weight in weights:
            font = TTFont(FONTS / f"{family}-latin-wght-normal.woff2")
            font = instancer.instantiateVariableFont(font, {"wght": weight}, updateFontNames=False)
            name = f"{family.title().replace('-', '')}-{weight}"
            for record in font["name"].names:
                if record.nameID in (4, 6):
                    record.string = name
            font.flavor = None
            font.save(into / f"{family}-{weight}.ttf")


def print_page(bench, page, to):
    """Prints one HTML page of the bench to a PDF."""
    chromium = os.environ.get("CHROMIUM", "chromium")
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={bench / 'profile'}",
         f"--print-to-pdf={to}", (bench / page).as_uri()],
        check=True, capture_output=True, timeout=120,
    )


def print_paper(bench, paper):
    html = (SOURCE / f"{paper.source}.html").read_text(encoding="utf-8")
    html = html.replace("<html ", f'<html class="{paper.variant}" ', 1)
    html = html.replace("{draft}", paper.variant.removeprefix("d"))
    (bench / "paper.html").write_text(html, encoding="utf-8")
    print_page(bench, "paper.html", bench / "paper.pdf")
    seal(bench / "paper.pdf", FILES / f"{paper.name}.pdf", paper)


def seal(printed, to, paper):
    """Names author and day as its maker would, packs the objects, and locks the one paper that has a password."""
    with pikepdf.open(printed) as pdf:
        pdf.docinfo["/Author"] = paper.author
        pdf.docinfo["/Creator"] = paper.author
        for key in ("/CreationDate", "/ModDate"):
            pdf.docinfo[key] = f"D:{paper.day:%Y%m%d}153000-04'00'"
        lock = pikepdf.Encryption(user=paper.password, owner=paper.password, R=6) if paper.password else False
        pdf.save(to, encryption=lock, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, recompress_flate=True)


def picture_of(bench, source):
    """A source's only page at 200 dots per inch."""
    print_page(bench, f"{source}.html", bench / f"{source}.pdf")
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", bench / f"{source}.pdf", bench / source], check=True)
    return bench / f"{source}.png"


def weigh():
    """Refuses what would make the binary heavy."""
    made = [path for path in FILES.iterdir() if path.is_file() and path.name != "README.md"]
    for path in sorted(made):
        print(f"{path.stat().st_size:8}  {path.name}")
        if path.suffix == ".pdf" and path.stat().st_size > PDF_LIMIT:
            sys.exit(f"{path.name} is heavier than {PDF_LIMIT} bytes")
    total = sum(path.stat().st_size for path in made)
    print(f"{total:8}  in {len(made)} files")
    if total > TOTAL_LIMIT:
        sys.exit(f"together they are heavier than {TOTAL_LIMIT} bytes")


def main(wanted):
    with tempfile.TemporaryDirectory() as name:
        bench = pathlib.Path(name)
        shutil.copytree(SOURCE, bench, dirs_exist_ok=True)
        cut_fonts(bench)
        for paper in PAPERS:
            if paper.name.startswith(wanted):
                print_paper(bench, paper)
        for photograph in photographs.ALL:
            if photograph.name.startswith(wanted):
                photograph.take(picture_of(bench, photograph.source), FILES)
        for word_file in word_files.ALL:
            if word_file.name.startswith(wanted):
                word_file.write(FILES)
        for text in SOURCE.glob("*.txt"):
            if text.name != "requirements.txt" and text.name.startswith(wanted):
                shutil.copy(text, FILES)
    weigh()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
