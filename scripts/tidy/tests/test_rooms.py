from packages import MANIFEST, RuleTests
from rules import drawing, imports, rooms


class RoomTests(RuleTests):
    def test_a_circle_of_three_in_one_room_is_allowed(self):
        files = {f"Sources/Low/Room/{one}.swift": f"struct {one} {{ let next: {other}? }}"
                 for one, other in ("AB", "BC", "CA")}
        for rule in (rooms.circles_of_files, rooms.circles_across_rooms, rooms.circles_of_rooms):
            self.assertEqual(self.over(rule, files), {})

    def test_a_circle_of_four(self):
        files = {f"Sources/Low/Room/{one}.swift": f"struct {one} {{ let next: {other}? }}"
                 for one, other in ("AB", "BC", "CD", "DA")}
        self.assertEqual(self.over(rooms.circles_of_files, files), {"Low": 4})
        self.assertEqual(self.over(rooms.circles_across_rooms, files), {})

    def test_a_circle_across_rooms(self):
        files = {"Sources/Low/One/A.swift": "struct A { let b: [B] }",
                 "Sources/Low/Two/B.swift": r'struct B { let text = "\(A.self)" }'}
        self.assertEqual(self.over(rooms.circles_across_rooms, files), {"Low": 2})
        self.assertEqual(self.over(rooms.circles_of_rooms, files), {"Low": 2})

    def test_rooms_that_need_each_other_by_other_files(self):
        files = {"Sources/Low/One/A.swift": "struct A { func a() { b() } }", "Sources/Low/Two/B.swift": "func b() {}",
                 "Sources/Low/Two/C.swift": "struct C { let d: D }", "Sources/Low/One/D.swift": "struct D {}"}
        self.assertEqual(self.over(rooms.circles_across_rooms, files), {})
        self.assertEqual(self.over(rooms.circles_of_rooms, files), {"Low": 2})

    def test_what_is_said_is_no_use(self):
        files = {"Sources/Low/One/A.swift": 'struct A { let b = "B" } // B',
                 "Sources/Low/Two/B.swift": "struct B { let a: A }"}
        self.assertEqual(self.over(rooms.circles_of_rooms, files), {})

    def test_a_nested_type_is_found_by_what_it_lies_in(self):
        files = {"Sources/Low/One/A.swift": "struct A { let options: Options }",
                 "Sources/Low/Two/A+Options.swift": "extension A { struct Options {} }",
                 "Sources/Low/Three/C.swift": "struct C { enum Options {}; let options: Options }"}
        self.assertEqual(self.over(rooms.circles_of_rooms, files), {"Low": 2})

    def test_what_is_private_is_nobody_elses(self):
        files = {"Sources/Low/One/A.swift": "struct A { func a() { text() } }\nprivate func number() {}",
                 "Sources/Low/Two/B.swift": "private func text() {}\nstruct B { let a: A; func b() { number() } }"}
        self.assertEqual(self.over(rooms.circles_of_rooms, files), {})


class ImportTests(RuleTests):
    def test_what_is_declared(self):
        files = {"Sources/Low/A.swift": "import Foundation", "Tests/HighTests/A.swift": "import High\nimport Testing",
                 "Sources/High/B.swift": "@preconcurrency import struct Low.A\nimport Logging // import Other"}
        self.assertEqual(self.over(imports.undeclared, files), {})
        self.assertEqual(self.over(imports.circles_of_targets, files), {})

    def test_what_is_not(self):
        files = {"Sources/tool/main.swift": "import Low\nimport Logging"}
        self.assertEqual(self.over(imports.undeclared, files), {"tool": 2})

    def test_an_import_that_runs_upwards(self):
        files = {"Sources/Low/A.swift": "package import High"}
        self.assertEqual(self.over(imports.undeclared, files), {"Low": 1})
        self.assertEqual(self.over(imports.circles_of_targets, files), {"Package.swift": 1})
        declared = MANIFEST.replace('"Low")', '"Low", dependencies: ["High"])')
        self.assertEqual(self.over(imports.undeclared, files, declared), {})
        self.assertEqual(self.over(imports.circles_of_targets, files, declared), {"Package.swift": 1})


class DrawingTests(RuleTests):
    FILES = {"Sources/Low/One/A.swift": "struct A {}", "Sources/Low/Two/B.swift": "struct B { let a: A }"}

    def over_of(self, rule, *rows):
        page = "| room | what |\n|---|---|\n" + "".join(f"| {row} | x |\n" for row in rows)
        return self.over(rule, {**self.FILES, "docs/architecture.md": page})

    def test_every_target_and_room_has_a_row(self):
        rows = ["**Low**", "Low/One", "Low/Two", "**High**", "tool"]
        self.assertEqual(self.over_of(drawing.undrawn, *rows), {})
        self.assertEqual(self.over_of(drawing.undrawn, *rows[:-1], "Low/Two", "Low/Three"), {drawing.PAGE: 3})

    def test_a_room_stands_on_those_above(self):
        self.assertEqual(self.over_of(drawing.upside_down, "Low", "Low/One", "Low/Two"), {})
        self.assertEqual(self.over_of(drawing.upside_down, "Low", "Low/Two", "Low/One"), {drawing.PAGE: 1})
