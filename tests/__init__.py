"""The tests; what is set here holds before any of them, and before numpy is imported."""

import os

# Tests run side by side: several threads for the matrices of one take more of the processor than they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
