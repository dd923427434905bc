import subprocess
import sys

HEAVY = ("httpx", "httpcore", "trafilatura", "lxml", "dateparser", "py3langid", "numpy", "charset_normalizer")


def test_importing_the_readers_is_quick() -> None:
    code = (
        "import sys, quotes.sources.files, quotes.sources.html, quotes.dates, quotes.sources.language\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
