import sys; sys.path.insert(0,"/work/main/tests"); sys.path.insert(0,"/work/main/tests/end_to_end")
import test_killed as t
orig=t.killed
def k(*w,after,folder):
    d=orig(*w,after=after,folder=folder); 
    import os
    print(w[0], round(after,2), "finished" if d else "killed", [p.name for p in folder.iterdir() if "study" in p.name], file=sys.stderr); return d
t.killed=k
from test_killed import *
