# SPDX-License-Identifier: GPL-3.0-or-later
"""Each invariant sees the hole that it is there for, and only that one; without a hole there is no complaint."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from checker import Facts, check  # noqa: E402


def sound():
    """Two aggregates; a has two rows, b has one. Request 4 was tried and never answered."""
    return Facts(
        name="path", tried={1, 2, 3, 4}, acked={1: ["r1"], 2: ["r2", "r2"], 3: ["r3"]},
        rows=[("r1", 1), ("r2", 2), ("r3", 3)],
        events=[("e1", "r1", "a", 1, True, False), ("e2", "r2", "a", 2, True, False), ("e3", "r3", "b", 1, True, False)],
        seen=["e1", "e2", "e3"],
        effects=[("e1", "r1", "a", 1), ("e3", "r3", "b", 1), ("e2", "r2", "a", 2)],
        model={"a": 30, "b": 5}, folded={"a": 30, "b": 5})


class CheckerTest(unittest.TestCase):
    def assert_only(self, facts, invariant):
        found = check(facts)
        self.assertTrue(found)
        self.assertEqual({one.split()[1] for one in found}, {invariant}, found)

    def test_what_is_sound_is_not_complained_about(self):
        self.assertEqual(check(sound()), [])

    def test_an_acknowledged_row_that_is_gone_is_seen(self):
        facts = sound()
        facts.acked[4] = ["r4"]
        self.assert_only(facts, "I1")

    def test_an_acknowledged_row_without_effect_is_seen(self):
        facts = sound()
        del facts.effects[1]
        self.assert_only(facts, "I1")
        self.assertIn("r3", check(facts)[0])

    def test_a_row_that_nobody_asked_for_is_seen(self):
        facts = sound()
        facts.tried.remove(3)
        self.assert_only(facts, "I2")

    def test_an_effect_that_no_event_asked_for_is_seen(self):
        facts = sound()
        facts.effects.append((None, "r9", None, 0))
        self.assert_only(facts, "I2")

    def test_an_event_that_was_never_sent_is_seen(self):
        facts = sound()
        facts.events[2] = ("e3", "r3", "b", 1, False, False)
        self.assert_only(facts, "I3")

    def test_an_event_that_vanished_on_the_way_is_seen(self):
        facts = sound()
        facts.seen.remove("e3")
        self.assert_only(facts, "I3")

    def test_a_second_effect_is_seen(self):
        facts = sound()
        facts.effects.append(("e2", "r2", "a", 2))
        self.assert_only(facts, "I4")

    def test_two_answers_to_one_key_are_seen(self):
        facts = sound()
        facts.acked[2] = ["r2", "r1"]
        self.assert_only(facts, "I5")

    def test_two_rows_for_one_key_are_seen(self):
        facts = sound()
        facts.rows[1] = ("r2", 1)
        facts.acked[1].clear()
        self.assert_only(facts, "I5")

    def test_an_effect_that_overtook_another_is_seen(self):
        facts = sound()
        facts.effects.reverse()
        self.assert_only(facts, "I6")

    def test_a_read_model_that_is_wrong_is_seen(self):
        facts = sound()
        facts.model["a"] = 31
        self.assert_only(facts, "I7")

    def test_what_a_test_made_impossible_is_no_loss(self):
        facts = sound()
        facts.dead_letters.add("e3")
        facts.seen.remove("e3")
        del facts.effects[1]
        self.assertEqual(check(facts), [])


if __name__ == "__main__":
    unittest.main()
