#!/usr/bin/env python3
"""Checks the documents against the tree: what they name must exist.

Checked in every Markdown file: `path/to/file` in backquotes when it looks like a path of this tree, links to local
files, and the commands in code blocks that begin with bin/ or cargo run. The format vectors are checked by
docs/formats/check_vectors.py where its library is installed.
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
