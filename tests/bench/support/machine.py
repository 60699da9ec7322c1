# SPDX-License-Identifier: GPL-3.0-or-later
"""What a figure was measured on, and how two series become a goal."""

import os
import statistics


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    return {"cpu": model, "cores": os.cpu_count(), "loadavg": os.getloadavg()[0]}


def goal(name, values, floors, unit, target, comparator, more_is_better=False):
    """Pairs of one round each. The goal is about the median ratio, not about either absolute."""
    ratios = [value / floor for value, floor in zip(values, floors)]
    ratio = statistics.median(ratios)
    return {
        "goal": name,
        "value": round(statistics.median(values), 4),
        "unit": unit,
        "comparator": comparator,
        "floor": round(statistics.median(floors), 4),
        "ratio": round(ratio, 2),
        "target": f'{"≥" if more_is_better else "≤"} {target} ×',
        "held": ratio >= target if more_is_better else ratio <= target,
        "rounds": len(ratios),
        "spread": f"{min(ratios):.2f}–{max(ratios):.2f}",
    }


def absolute(name, values, unit, target, floors=None, comparator="floor"):
    """A goal that is stated as a number; its floor is printed beside it."""
    value = statistics.median(values)
    floor = statistics.median(floors) if floors else 0
    return {
        "goal": name,
        "value": round(value, 4),
        "unit": unit,
        "comparator": comparator,
        "floor": round(floor, 4),
        "ratio": round(value / floor, 2) if floor else "–",
        "target": f"≤ {target} {unit}",
        "held": value <= target,
        "rounds": len(values),
        "spread": f"{min(values):.3g}–{max(values):.3g}",
    }


def at_least(name, values, unit, target, floors=None, comparator="floor"):
    """The same where more is better."""
    value = statistics.median(values)
    return {**absolute(name, values, unit, target, floors, comparator), "target": f"≥ {target} {unit}", "held": value >= target}
