"""Documents generated from code: python -m isdata.output.documents docs"""

import sys
from pathlib import Path

from isdata.data.contracts import dictionary
from isdata.output import method_document

DOCUMENTS = {
    "data-dictionary.md": dictionary.markdown,
    "glossary.md": dictionary.glossary,
    "methods.md": method_document.markdown,
}

if __name__ == "__main__":
    for name, content in DOCUMENTS.items():
        (Path(sys.argv[1]) / name).write_text(content(), encoding="utf-8")
