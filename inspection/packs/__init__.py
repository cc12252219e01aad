"""Evidence packs: the answer about one person and one SOP with every record behind it, in a file that is checked without this site."""

from pathlib import Path

# The program every pack carries; also what `verify_pack` and the site itself run.
VERIFIER = Path(__file__).with_name("verify.py")
