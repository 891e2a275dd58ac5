#!/usr/bin/env python3
"""Checks the documents against the tree: what they name must exist.

Checked in every Markdown file: `path/to/file` in backquotes when it looks like a path of this tree, links to local
files, and the commands in code blocks that begin with bin/ or cargo run. In docs/asvs.md each `file.rs::test` must be a test,
and each row of the chapters must stand once. The format vectors are checked by docs/formats/check_vectors.py where its
library is installed.
"""
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
tracked = set(subprocess.check_output(["git", "ls-files", "-co", "--exclude-standard"], cwd=root, text=True).split("\n"))
folders = {str(parent) for path in tracked for parent in pathlib.PurePosixPath(path).parents}
TOPS = ("crates/", "docs/", "bin/", "assets/", "locales/", "migrations/", "browser/", "bench/", ".ci/")
wrong = []


def exists(path: str) -> bool:
    path = path.rstrip("/")
    return path in tracked or path in folders


for name in sorted(path for path in tracked if path.endswith(".md")):
    text = (root / name).read_text(encoding="utf-8")
    for match in re.finditer(r"`([^`\s]+)`", text):
        path = match.group(1)
        if path.startswith(TOPS) and not re.search(r"[<>{}*…]", path):
            path = path.split("#")[0].split("::")[0]
            if not exists(path):
                wrong.append(f"{name}: `{match.group(1)}` is not here")
    for match in re.finditer(r"\]\(([^)#\s]+)", text):
        link = match.group(1)
        if "://" in link or link.startswith("mailto:"):
            continue
        target = (root / name).parent.joinpath(link).resolve()
        if not target.exists():
            wrong.append(f"{name}: the link {link} leads nowhere")
    for block in re.findall(r"```(?:sh|console|bash)?\n(.*?)```", text, re.S):
        for line in block.splitlines():
            command = re.match(r"\s*(?:\$ )?(bin/\w+)", line)
            if command and not exists(command.group(1)):
                wrong.append(f"{name}: {command.group(1)} is not a command of this tree")

# Sections of the standard's chapters, with how many rows each has.
ROWS = {
    "3.1": 1, "3.2": 3, "3.3": 5, "3.4": 8, "3.5": 8, "3.6": 1, "3.7": 5,
    "6.1": 3, "6.2": 12, "6.3": 8, "6.4": 6, "6.5": 8, "6.6": 4, "6.7": 2, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 3, "7.6": 2,
    "8.1": 4, "8.2": 4, "8.3": 3, "8.4": 2,
}
asvs = (root / "docs/asvs.md").read_text(encoding="utf-8")
listed = re.findall(r"^\| (\d+\.\d+\.\d+) \| [123] \| .+ \| (?:held|part|not held|not ours): .+ \|$", asvs, re.M)
wanted = [f"{section}.{row}" for section, count in ROWS.items() for row in range(1, count + 1)]
for row in sorted(set(wanted) ^ set(listed)):
    wrong.append(f"docs/asvs.md: row {row} is not listed as it should be")
if len(listed) != len(set(listed)):
    wrong.append("docs/asvs.md: a row is listed twice")
named = re.findall(r"`([\w/.-]+\.rs)::(\w+)`", asvs)
for file, test in named:
    places = [root / top / file for top in ("crates/portal/tests/portal", "crates")]
    texts = [place.read_text(encoding="utf-8") for place in places if place.is_file()]
    is_test = re.compile(r"#\[(?:tokio::)?test[^\]]*\](?:\s*#\[[^\]]*\])*\s*(?:async )?fn " + test + r"\(")
    if not any(is_test.search(text) for text in texts):
        wrong.append(f"docs/asvs.md: there is no test {file}::{test}")
if len(named) < 80:
    wrong.append(f"docs/asvs.md: only {len(named)} tests are seen")

vectors = root / "docs/formats/check_vectors.py"
if vectors.exists():
    try:
        import cryptography  # noqa: F401
    except ImportError:
        print("format vectors: the Python library `cryptography` is not installed; the Rust test checks them alone")
    else:
        if subprocess.run([sys.executable, str(vectors)], check=False).returncode != 0:
            wrong.append("docs/formats: the vectors do not check")

for line in wrong:
    print(line)
print(f"{len(wrong)} wrong in the documents")
sys.exit(1 if wrong else 0)
