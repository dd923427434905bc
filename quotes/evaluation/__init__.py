"""How good found quotes are, against articles that people annotated by the codebook.

The measures are those that the field reports for quotation extraction (content exact and overlapping, PARC3 and
CofeNet style), each with an interval over articles. `lines` reads files, `gold` what they hold, `pairs` finds what
answers to what, `counts` counts one article, `figures` sums up.
"""

from quotes.evaluation.figures import Figures, evaluate, f1
from quotes.evaluation.gold import Annotated, Document, read_gold

__all__ = ["Annotated", "Document", "Figures", "evaluate", "f1", "read_gold"]
