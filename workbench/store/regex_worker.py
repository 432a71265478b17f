"""Runs in a process of its own: matches a pattern against texts, so that one that takes for ever can be ended.

Reads a line of JSON with `pattern`, `flags` and `most`, then texts, each as eight bytes of length and that many of
UTF-8; answers each with a line of JSON: `[[start, end], ...]`. It imports nothing of the workbench, to start at once.
"""

import json
import re
import sys
import warnings


def main() -> None:
    """Answer until there are no more texts."""
    warnings.simplefilter("ignore")
    asked = json.loads(sys.stdin.buffer.readline())
    pattern = re.compile(asked["pattern"], asked["flags"])
    while header := sys.stdin.buffer.read(8):
        text = sys.stdin.buffer.read(int.from_bytes(header, "big")).decode("utf-8")
        places = []
        for match in pattern.finditer(text):
            if match.end() > match.start():
                places.append(match.span())
            if len(places) >= asked["most"]:
                break
        sys.stdout.write(json.dumps(places) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
