"""The quality gate: precision, recall and F1 on the project's gold may not fall.

    gate.py              measure, print, exit 1 where a figure is below its floor
    gate.py --update     raise the floors to today's figures; lowers none
    gate.py --lower      set the floors to today's figures, lower ones too (say why in the commit)

Floors stand in tools/gate.toml with the digest of each gold set; a changed set needs --update. A set outside the
project (../shared/gold/dev) is measured where it is present.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from scoring import Tally, digest, load, measure

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tools" / "gate.toml"
SETS = {
    "sentences": ROOT / "tests" / "gold" / "sentences",
    "reports": ROOT / "tests" / "gold" / "reports",
    "demo": ROOT / "tests" / "gold" / "demo",
    "dev": ROOT.parent / "shared" / "gold" / "dev",
}
PINNED = ("claim_p", "claim_r", "claim_f1", "family_f1", "slots_f1", "status", "place", "time", "source", "actors_f1",
          "targets_f1", "numbers_f1", "events_b3", "contradictions_f1")  # fmt: skip
SLACK = 0.0005  # figures are pinned to three places


def reliability(tally: Tally) -> str:
    """In each tenth of the stated confidence: how many claims, and the share that is right."""
    lines = ["  confidence   claims  right"]
    for tenth in range(10):
        members = [
            right
            for stated, right in tally.confidence
            if tenth / 10 <= stated < (tenth + 1) / 10 or (tenth == 9 and stated == 1)
        ]
        if members:
            lines.append(
                f"  {tenth / 10:.1f}–{(tenth + 1) / 10:.1f}      {len(members):6}  {sum(members) / len(members):.2f}"
            )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--lower", action="store_true")
    options = parser.parse_args()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed = False
    for name, folder in SETS.items():
        if not folder.is_dir():
            print(f"{name}: not present here, not measured")
            continue
        tally = measure(load(folder))
        figures, floor, seal = tally.figures(), floors.get(name, {}), digest(folder)
        print(f"{name}: {tally.n['gold']} gold claims, {tally.n['pred']} predicted")
        for key in PINNED:
            low = figures[key] < floor.get(key, 0.0) - SLACK
            failed |= low
            print(f"  {key:18} {figures[key]:.3f}  floor {floor.get(key, 0.0):.3f}{'  BELOW' if low else ''}")
        print(reliability(tally))
        if tally.bad_offsets:
            failed = True
            print(f"  {tally.bad_offsets} spans do not slice their text")
        if floor and floor.get("digest") != seal and not (options.update or options.lower):
            failed = True
            print(f"  the gold set has changed: run gate.py --update ({floor.get('digest')} → {seal})")
        if options.update or options.lower:
            changed = floor.get("digest") != seal
            floors[name] = {"digest": seal} | {
                k: figures[k] if options.lower or changed else max(figures[k], floor.get(k, 0.0)) for k in PINNED
            }
    if options.update or options.lower:
        lines = ["# Floors of the quality gate; written by tools/gate.py.\n"]
        for name, values in floors.items():
            lines.append(f"\n[{name}]\n" + "".join(f"{k} = {v!r}\n".replace("'", '"') for k, v in values.items()))
        FLOORS.write_text("".join(lines), encoding="utf-8")
        return 0
    if failed:
        print("The gate is shut: a figure fell. Mend the cause, or lower the floor with --lower and say why.")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
