"""Evidence packs: one qualification with every record behind it, in a file that is verified without this site."""

from pathlib import Path

# The program every pack carries; also what `verify_pack` and the site itself run.
VERIFIER = Path(__file__).with_name("verify.py")
