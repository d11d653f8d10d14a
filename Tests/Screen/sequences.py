"""Which escape sequences a program may send: everything else has slipped through from its data."""

import re

TOKEN = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"  # control sequences
    rb"|\x1b[()*+][0-~]"  # character sets
    rb"|\x1b[0-Z\\^-~]"  # other escapes
    rb"|\x1b"
    rb"|[\x00-\x1a\x1c-\x1f\x7f]"
)
MODES = rb"1|7|12|25|47|1000|1006|1049|2004|2026"
ALLOWED = re.compile(
    rb"\x1b\[[0-9;]*[ABCDGHJKLMPSTXdfmr@]"
    rb"|\x1b\[4[hl]"
    rb"|\x1b\[\?(?:" + MODES + rb")(?:;(?:" + MODES + rb"))*[hl]"
    rb"|\x1b\[2[23];0;0t"  # xterm keeps its title and gives it back
    rb"|\x1b[()][0B]|\x1b[=>78M]|[\r\n\b\t]"
)
# In UTF-8: C1 controls, soft hyphen, zero width, bidirectional and invisible characters, tags.
HIDDEN = re.compile(
    rb"\xc2[\x80-\x9f\xad]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf"
    rb"|\xf3\xa0[\x80\x81]."
)


def foreign(output):
    """Sequences and characters in `output` that no drawing needs."""
    tokens = [token for token in TOKEN.findall(output) if not ALLOWED.fullmatch(token)]
    return tokens + HIDDEN.findall(output)
