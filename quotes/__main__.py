"""`python -m quotes`, and where the console command starts."""

import importlib.util
from pathlib import Path


def main() -> None:
    """Run the command line: the installed `quotes.console.cli`, else (editable install) the checkout's `cli.py`."""
    spec = importlib.util.find_spec("quotes.console.cli") if importlib.util.find_spec("quotes.console") else None
    spec = spec or importlib.util.spec_from_file_location("cli", Path(__file__).parent.parent / "cli.py")
    assert spec is not None and spec.loader is not None
    cli = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cli)
    cli.main()


if __name__ == "__main__":
    main()
