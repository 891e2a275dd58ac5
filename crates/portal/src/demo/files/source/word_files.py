"""The firm's Word files: set in Georgia, which every office has, with real headings, so that they edit well."""
import dataclasses
import datetime

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

INK, INK_2 = RGBColor(0x19, 0x20, 0x1D), RGBColor(0x5C, 0x64, 0x60)
SPECIMEN = "Specimen: the firm, the people and the property are fictional."


def set_face(style, size, bold=False, before=0.0, after=0.0, colour=INK):
    font = style.font
    font.name, font.size, font.bold, font.italic, font.color.rgb = "Georgia", Pt(size), bold, False, colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme font would win over the name
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def blank():
    """A letter-size page with the firm's letterhead above and the specimen line below."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Inches(8.5), Inches(11)
    page.left_margin = page.right_margin = Inches(1.2)
    page.top_margin, page.bottom_margin = Inches(1), Inches(1)
    set_face(document.styles["Normal"], 10.5, after=6)
    document.styles["Normal"].paragraph_format.line_spacing = 1.3
    set_face(document.styles["Title"], 21, before=26, after=10)
    for border in document.styles["Title"].element.pPr.findall(qn("w:pBdr")):
        document.styles["Title"].element.pPr.remove(border)
    set_face(document.styles["Heading 1"], 12, bold=True, before=15, after=4)
    for name in ("List Number", "List Bullet"):
        set_face(document.styles[name], 10.5, after=5)
        document.styles[name].element.pPr.remove(document.styles[name].element.pPr.find(qn("w:contextualSpacing")))
    set_face(document.styles["Footer"], 8, colour=INK_2)
    name = document.add_paragraph()
    name.paragraph_format.space_after = Pt(0)
    run = name.add_run("Osei Marchetti")
    run.bold, run.font.size = True, Pt(15)
    set_small(document.add_paragraph("22 Brock Street, Kingston, Ontario. 613 555 0142"))
    page.footer.paragraphs[0].text = SPECIMEN
    return document


def set_small(paragraph):
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), INK_2


def rule(cell, edge, eighths, colour="CFD4D0"):
    """A rule on one edge of a cell, in eighths of a point."""
    borders = cell._tc.get_or_add_tcPr().find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        cell._tc.get_or_add_tcPr().append(borders)
    line = OxmlElement(f"w:{edge}")
    for key, value in (("val", "single"), ("sz", str(eighths)), ("color", colour)):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)


def flush(table):
    """Text in the table stands where the text around it stands."""
    margins = OxmlElement("w:tblCellMar")
    for edge in ("left", "right"):
        margin = OxmlElement(f"w:{edge}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def add_table(document, rows, widths, heads=True):
    """Rows of text under a first row of heads; figures, which begin with $ or a digit, stand to the right."""
    table = document.add_table(len(rows), len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    flush(table)
    for column, width in zip(table.columns, widths):
        column.width = Inches(width)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            cell.width = Inches(widths[column])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3.5)
            run = paragraph.add_run(text)
            run.font.size = Pt(9.5)
            if column and rows[-1][column][:1] in "$0123456789":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            head = heads and number == 0
            if head:
                run.font.size, run.font.color.rgb = Pt(8.5), INK_2
            rule(cell, "bottom", 8 if head else 4, "5C6460" if head else "CFD4D0")
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def memo():
    document = blank()
    document.add_paragraph("Memo to file: support range", "Title")
    add_table(document, [
        ("File", "2026-0388, Haddad, separation agreement"),
        ("From", "Ruth Osei"),
        ("Date", "1 October 2026"),
        ("Read by", "The firm only. Never share: advice and strategy"),
    ], (1.2, 4.9), heads=False)
    add = document.add_paragraph
    add("In short", "Heading 1")
    add("A claim for spousal support is arguable and small. I would trade it for the parenting terms Nadia wants and for a "
        "quick closing, provided she understands that the release is final. I explained this to her on 24 September and will "
        "explain it again on the 20th.")
    add("Facts I rely on", "Heading 1")
    add("Married 14 June 2014, separated 1 March 2026: eleven years and eight months. One child, seven, mainly with Nadia. "
        "Incomes from the 2025 notices of assessment: Owen $88,600, Nadia $74,200. Nadia worked three days a week from "
        "August 2019 until January 2023. Both are in good health.")
    add("Three scenarios", "Heading 1")
    add("Our calculations of 1 October, a month, rounded. Child support of $812 is the same in each.")
    add_table(document, [
        ("Scenario", "Owen’s income", "Low", "Middle", "High"),
        ("A. Incomes as assessed", "$88,600", "$0", "$140", "$285"),
        ("B. Workshop grossed up by expenses", "$94,100", "$0", "$215", "$370"),
        ("C. Workshop in a poor year", "$81,300", "$0", "$0", "$120"),
    ], (2.6, 1.15, 0.75, 0.8, 0.8))
    add("Duration would be six to twelve years on the formula, with a review. At the middle of scenario A that is worth about "
        "$10,000 to $20,000 before tax, from which an uncertain hearing would take most.")
    add("Entitlement", "Heading 1")
    add("Compensatory: the three and a half years of part-time work cost her a step on the pay grid and some pensionable "
        "service. The pension loss is about $9,000 in family law value, and half of it already returns through "
        "equalization. The grid step she regained in 2025.", "List Number")
    add("Need: none that lasts. Her budget balances once the Larch Crescent mortgage is gone.", "List Number")
    add("Contract: none.", "List Number")
    add("What the other side will say", "Heading 1")
    add("Helen will point to the incomes and to Owen’s share of special expenses. She will not fight over the workshop’s "
        "expenses if we do not. I expect a mutual release by letter in the first week of October.")
    add("Risks of a release", "Heading 1")
    add("Nadia’s employer is merging two departments. If she lost her post next year she could not come back for support. "
        "She says she would rather have the certainty. The release must therefore name unemployment and illness.")
    add("If Owen’s income is really that of scenario B, child support is low by about $52 a month. That is corrected every "
        "July by disclosure, and no release touches it.")
    add("Before she signs", "Heading 1")
    for step in ("Confirm the pension value from page 2 of the statement. Daniel has asked for it.",
                 "Go through scenario B with her, in figures, and note what she says.",
                 "Ask again, alone, whether anyone is pressing her. Quick exit is on for this matter and stays on.",
                 "Certificate of independent legal advice: Daniel has prepared it, unsigned."):
        add(step, "List Bullet")
    set_small(add("R. O."))
    return document


def certificate():
    document = blank()
    document.add_paragraph("Certificate of independent legal advice", "Title")
    add = document.add_paragraph
    set_small(add("Schedule C to the separation agreement of Nadia Haddad and Owen Pryce. Not signed."))
    add("I, Ruth Osei, of Kingston, Ontario, am licensed to practise law in Ontario. I certify that:").paragraph_format.space_before = Pt(14)
    for statement in (
        "Nadia Haddad consulted me alone, without Owen Pryce, on the agreement to which this certificate is attached.",
        "I explained to her what it means, what it gives her, what it asks of her, and what she gives up by it, including "
        "support for herself.",
        "I told her what a court might order if there were no agreement.",
        "She told me that she has made, and has received, full disclosure of income, property and debts.",
        "She told me that she understands the agreement, finds it fair, and signs it of her own will.",
        "I act for her only, and gave no advice to Owen Pryce.",
    ):
        add(statement, "List Number")
    table = document.add_table(2, 2)
    flush(table)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), (
            "Date", "Ruth Osei\nBarrister and solicitor", "Date", "Nadia Haddad\nThis was explained to me, and it is true.")):
        cell.paragraphs[0].paragraph_format.space_before = Pt(46)
        cell.paragraphs[0].add_run("_" * 28 + "\n" + text).font.size = Pt(9.5)
    return document


@dataclasses.dataclass
class WordFile:
    """One Word file: its name, how it is written, its title and its day."""

    name: str
    compose: object
    title: str
    author: str
    day: str

    def write(self, folder):
        document = self.compose()
        facts = document.core_properties
        facts.title, facts.author, facts.last_modified_by, facts.comments = self.title, self.author, self.author, ""
        facts.created = facts.modified = datetime.datetime.fromisoformat(f"{self.day}T15:30:00")
        document.save(folder / f"{self.name}.docx")


ALL = [
    WordFile("memo-support-range", memo, "Memo to file: support range", "Ruth Osei", "2026-10-01"),
    WordFile("certificate-of-independent-legal-advice", certificate, "Certificate of independent legal advice", "Daniel Petit", "2026-05-14"),
]
