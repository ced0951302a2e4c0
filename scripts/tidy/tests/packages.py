"""Small packages for the tests of the rules."""
import os
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from tree import Package  # noqa: E402  (the folder above is where it lies)

MANIFEST = """\
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let package = Package(targets: [
    .target(name: "Low"),
    module("High", on: "Low", logging, settings: hot),
    .executableTarget(name: "tool", dependencies: ["High"]),
    tests("HighTests", on: "High"),
])
"""


class RuleTests(unittest.TestCase):
    """Writes files, lets a rule look at them, and tells what is over its bound."""

    def package(self, files, manifest=MANIFEST):
        root = tempfile.mkdtemp(prefix="tidy.")
        self.addCleanup(shutil.rmtree, root)
        for path, text in {"Package.swift": manifest, **files}.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        return Package(root)

    def over(self, rule, files, manifest=MANIFEST):
        """By name, the values over the bound."""
        found = rule(self.package(files, manifest))
        return {finding.name: finding.value for finding in found if finding.is_over}
