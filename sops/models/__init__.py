from sops.models.acknowledgement import Acknowledgement
from sops.models.glossary import GlossaryTerm
from sops.models.page import SopIndexPage, SopPage
from sops.models.picture import Picture
from sops.models.printed import PrintedCopy
from sops.models.requirement import Requirement
from sops.models.sop import Sop
from sops.models.translation import SegmentComment, Translation
from sops.models.upload import WordSource, WordUpload
from sops.models.version import Release, Segment, SopVersion, VersionEvent, Withdrawal

__all__ = [
    "Acknowledgement",
    "GlossaryTerm",
    "Picture",
    "PrintedCopy",
    "Release",
    "Requirement",
    "Segment",
    "SegmentComment",
    "Sop",
    "SopIndexPage",
    "SopPage",
    "SopVersion",
    "Translation",
    "VersionEvent",
    "Withdrawal",
    "WordSource",
    "WordUpload",
]
