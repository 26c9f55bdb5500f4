# Reads SQL in the dialects of engines that cannot be run here: {"dialect": ["...", ...]} on stdin. What a
# parser does not understand is told on stdout, a line each.
import json
import sys

import sqlglot

for dialect, texts in json.load(sys.stdin).items():
    for text in texts:
        try:
            for tree in sqlglot.parse(text, read=dialect):
                if isinstance(tree, sqlglot.exp.Command):
                    print(f"{dialect}: not understood: {text}")
        except sqlglot.errors.ParseError as err:
            print(f"{dialect}: {err}: {text}")
