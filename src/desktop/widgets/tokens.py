"""Design tokens: every colour of the program, once for light and once for dark; nothing else names one."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a colour means; each value is also the name of its token, `<value>_soft` of its background."""

    NEUTRAL = "neutral"
    PRIMARY = "primary"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Tokens:
    """The colours of one mode; text has a contrast of at least 4.5 : 1 on its background (WCAG 2.2 AA)."""

    dark: bool
    window: str
    card: str
    stripe: str
    border: str
    field: str
    field_border: str
    text: str
    muted: str
    disabled: str
    selected: str
    focus: str
    sidebar: str
    sidebar_text: str
    sidebar_selected: str
    button: str
    button_hover: str
    handle: str
    progress: str
    on_primary: str
    primary_fill: str
    primary_hover: str
    bad_fill: str
    bad_hover: str
    neutral: str
    neutral_soft: str
    primary: str
    primary_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str

    def of(self, tone: Tone) -> str:
        """Return the colour of text, lines and icons in this tone."""
        return str(getattr(self, tone.value))

    def soft(self, tone: Tone) -> str:
        """Return the background on which text in this tone is readable."""
        return str(getattr(self, f"{tone.value}_soft"))


LIGHT = Tokens(
    dark=False,
    window="#f5f7fa",
    card="#ffffff",
    stripe="#f7f9fb",
    border="#dde3ea",
    field="#ffffff",
    field_border="#828fa0",
    text="#1a2634",
    muted="#566475",
    disabled="#8a95a2",
    selected="#e0edfa",
    focus="#0b5cad",
    sidebar="#0f2a47",
    sidebar_text="#d3dfec",
    sidebar_selected="#1d4674",
    button="#ffffff",
    button_hover="#eef3f9",
    handle="#c3cdd8",
    progress="#8fbbe6",
    on_primary="#ffffff",
    primary_fill="#0b5cad",
    primary_hover="#094b8f",
    bad_fill="#b3261e",
    bad_hover="#931f18",
    neutral="#566475",
    neutral_soft="#edf1f5",
    primary="#0b5cad",
    primary_soft="#e4eff9",
    good="#19713f",
    good_soft="#e3f4e9",
    warn="#8a5300",
    warn_soft="#fdf1dc",
    bad="#b3261e",
    bad_soft="#fce8e6",
)

DARK = Tokens(
    dark=True,
    window="#12181f",
    card="#1b232d",
    stripe="#1f2833",
    border="#2e3a47",
    field="#141b23",
    field_border="#66778a",
    text="#e7edf3",
    muted="#a3b1c0",
    disabled="#6d7b8a",
    selected="#1e3b5c",
    focus="#6cb2f5",
    sidebar="#0c1219",
    sidebar_text="#c4d0dc",
    sidebar_selected="#1e3550",
    button="#232d39",
    button_hover="#2c3846",
    handle="#455364",
    progress="#2c5f96",
    on_primary="#ffffff",
    primary_fill="#1b6dc1",
    primary_hover="#2074c8",
    bad_fill="#c03a31",
    bad_hover="#cc463d",
    neutral="#a3b1c0",
    neutral_soft="#26303c",
    primary="#6cb2f5",
    primary_soft="#18304a",
    good="#5fcb8b",
    good_soft="#16352a",
    warn="#e7b04f",
    warn_soft="#3a2f17",
    bad="#ff8f86",
    bad_soft="#43211f",
)
