"""The loops that a compiler makes fast; `compiler.kernels` loads these files with JIT set, compiled or not.

`letters` reads characters, `groups` and `belonging` work on a rep's texts as rows of a CSR array: `off` (where each
begins) and `ids` (local numbers of shingles that two or more of the rep's texts share; -1 stands for any other).
Weights and scores are whole numbers, or quotients of them, so that the order of summing makes no difference. A file
uses nothing of another one: the cache of machine code would not see that it changed.
"""
