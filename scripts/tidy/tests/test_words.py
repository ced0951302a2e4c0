import os
import tempfile
import unittest

import exceptions
from findings import Finding
from packages import RuleTests
from rules import doc_comments, links, markers, names, symbols, tests

A = "Sources/Low/A.swift"


class NameTests(RuleTests):
    def test_names_that_say_nothing(self):
        files = {"Sources/Low/FileUtils.swift": "", "Sources/Low/Misc/B.swift": "", A: "struct StoreManager {}"}
        self.assertEqual(set(self.over(names.forbidden, files)), set(files))

    def test_names_that_only_look_like_it(self):
        text = "struct Implementation {}\nstruct Commons {}\n// Manager\nlet utility = 1"
        self.assertEqual(self.over(names.forbidden, {A: text}), {})

    def test_names_of_two_things(self):
        files = {A: "struct B { struct C {} }\nprivate struct D {}\nstruct E {}\nextension F {}",
                 "Sources/High/A.swift": "enum B {}\nstruct C {}\nstruct D {}\nextension E {}\nstruct F {}"}
        self.assertEqual(self.over(names.shared, files), {"B": 2})


class MarkerTests(RuleTests):
    def test_markers(self):
        files = {A: "// TODO: more", "scripts/a.sh": "# FIXME", "Sources/Low/B.swift": "let todo = XXXL.hacked"}
        self.assertEqual(self.over(markers.left_over, files), {A: 1, "scripts/a.sh": 1})

    def test_printing(self):
        files = {A: "func a() { print(1) }", "Sources/High/B.swift": "func b() { C.print(1); reprint(2) } // print(3)",
                 "Sources/tool/main.swift": "print(4)"}
        self.assertEqual(self.over(markers.printing, files), {A: 1})

    def test_code_in_comments(self):
        code = ["let a = b", "if a { ", "}", "return f(x)", "store.sync(all)", "self.count += 1", "func f() {",
                "import Low"]
        for line in code:
            self.assertEqual(self.over(markers.commented_out, {A: f"// {line}"}), {A: 1}, line)

    def test_words_in_comments(self):
        words = ["if a file is there, it stays", "let go of it", "pwrite(2) takes it all", "return what was there",
                 "The sync is done (see above).", "guard against { in names", "a = b holds for all of them"]
        for line in words:
            self.assertEqual(self.over(markers.commented_out, {A: f"// {line}\n/// let a = 1"}), {}, line)


class DocCommentTests(RuleTests):
    def test_what_is_public(self):
        text = """
            /// Said.
            @frozen
            public struct A {
                public let a: Int
                /// Said.
                public func b() {}

                // Not said to those who use it.
                public init() {}
                func c() {}
                public static func == (a: A, b: A) -> Bool { true }
            }
            /// Said.
            public protocol P {
                func d()
            }
            """
        self.assertEqual(self.over(doc_comments.missing, {A: text}), {"Low": 3})

    def test_programs_have_no_public(self):
        self.assertEqual(self.over(doc_comments.missing, {"Sources/tool/main.swift": "public let a = 1"}), {})


class SymbolTests(RuleTests):
    def test_names_that_lead_somewhere(self):
        text = """
            /// Of ``b(_:with:)``, ``B/c``, ``D/init(_:)``, ``E/allCases`` and ``F/g()``.
            struct A {
                /// As ``b`` and ``A/b(_:with:)``.
                func b<T>(_ a: [T: (Int, Int)], with c: T = f(1, 2)) {}
                /// ``c``, ``A/B/c``
                enum B { case a(x: Int, y: Int), c }
                /// ``E/g()``, and ```swift is no name.
                init() {}
            }
            struct D { init(_ a: Int) {} }
            enum E: F, CaseIterable {}
            """
        files = {A: text, "Sources/High/F.swift": "protocol F { func g() }"}
        self.assertEqual(self.over(symbols.dead, files), {})

    def test_names_that_do_not(self):
        text = """
            /// ``b(_:)``, ``B``, ``A/c``, ``A/b(of:)``
            struct A {
                func b(_ a: Int, of c: Int) {}
            }
            """
        self.assertEqual(self.over(symbols.dead, {A: text}), {A: 4})


class LinkTests(RuleTests):
    def test_links(self):
        page = "# A page\n[a](b.md#two-words) [c](#a-page) [d](https://x.y) [e](../README.md) `[f](g)`\n"
        page += "```\n[h](i)\n```\n"
        files = {"docs/a.md": page, "docs/b.md": "## Two words\n", "README.md": "![x](docs/x.svg) [b](docs/b.md#three)"}
        self.assertEqual(self.over(links.broken, files), {"README.md": 2})

    def test_names_in_a_catalogue_of_docc(self):
        page = "Sources/Low/Low.docc/Low.md"
        text = "# ``Low``\n- ``A/f(_:)``\n- ``B``\n- ``C``\n```swift\nlet d = e\n```\n"
        files = {page: text, A: "struct C {}\npublic struct A {}"}
        self.assertEqual(self.over(links.broken, files), {page: 2})


class TestTests(RuleTests):
    def test_tests_that_check_nothing(self):
        text = """
            @Test func one() { #expect(a) }
            @Test(arguments: [1, 2]) func two(a: Int) throws { try f() }
            @Test func three() { holds(1) }
            @Test func four() { prepare(); "#expect" }
            func holds(_ a: Int) { deeper { $0 } }
            func deeper(_ a: (Int) -> Int) { Issue.record("a") }
            func prepare() {}
            """
        path = "Tests/HighTests/A.swift"
        self.assertEqual(self.over(tests.without_check, {path: text}), {path: 1})


class ExceptionTests(unittest.TestCase):
    def test_a_ceiling_allows_no_more_than_it_says_and_goes_when_it_is_not_needed(self):
        ceilings = {("r", "a"): 5, ("r", "b"): 5, ("r", "c"): 5, ("r", "gone"): 5}
        findings = [Finding("r", "a", 5, 2), Finding("r", "b", 6, 2), Finding("r", "c", 2, 2), Finding("r", "d", 3, 2)]
        over, unneeded = exceptions.judge(findings, ceilings)
        self.assertEqual([finding.name for finding in over], ["b", "d"])
        self.assertEqual(unneeded, [("r", "c"), ("r", "gone")])

    def test_what_is_written_is_read(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "exceptions.txt")
            findings = [Finding("r", "a", 5, 2), Finding("r", "b", 1, 2)]
            self.assertEqual(exceptions.write(findings, path), [("r", "a", 5)])
            self.assertEqual(exceptions.read(path), {("r", "a"): 5})
            self.assertEqual(exceptions.write([Finding("r", "a", 4, 2)], path), [])
            self.assertEqual(exceptions.judge([Finding("r", "a", 4, 2)], exceptions.read(path)), ([], []))
