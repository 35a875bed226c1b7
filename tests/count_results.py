#!/usr/bin/env python3
"""Adds up the results of tests/run_all.sh and prints "N passed, N failed" as the last line.

A gtest program counts once per test case (its own XML tells); any other CTest entry counts once. A program that failed
without a failed case (a crash, a sanitizer report, a time-out) counts as one failure, and so does a stage that did not
build or in which nothing passed. Exits 1 on any failure.

    count_results.py FOLDER STAGE...
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def gtest_counts(path):
    root = ElementTree.parse(path).getroot()
    total, failed = int(root.get("tests", 0)), int(root.get("failures", 0)) + int(root.get("errors", 0))
    skipped = len(root.findall(".//testcase[@result='skipped']")) + int(root.get("disabled", 0))
    return total - failed - skipped, failed, skipped


def stage_counts(junit):
    preset = junit.name.split(".")[0]
    passed = failed = skipped = 0
    for case in ElementTree.parse(junit).getroot().iter("testcase"):
        case_failed = case.get("status") == "fail" or case.find("failure") is not None
        case_skipped = case.get("status") in ("notrun", "disabled") or case.find("skipped") is not None
        detail = pathlib.Path("build", preset, "gtest-results", case.get("name") + ".xml")
        if case_skipped:
            skipped += 1
        elif detail.exists():
            counts = gtest_counts(detail)
            passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
            failed += 1 if case_failed and counts[1] == 0 else 0
        elif case_failed:
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def main(folder, stages):
    passed = failed = skipped = 0
    for stage in stages:
        junit = pathlib.Path(folder, stage + ".junit.xml")
        counts = stage_counts(junit) if junit.exists() else (0, 0, 0)
        print(f"{stage}: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped")
        passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
        if counts[0] == 0 and counts[1] == 0:
            print(f"{stage}: no test ran, which counts as a failure")
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
