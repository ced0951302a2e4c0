from packages import RuleTests
from rules import sizes, types


class SizeTests(RuleTests):
    def test_long_files(self):
        files = {"Sources/Low/A.swift": "\n" * 249, "Sources/Low/B.swift": "\n" * 250,
                 "Sources/Low/Generated/C.swift": "\n" * 900}
        self.assertEqual(self.over(sizes.file_lines, files), {"Sources/Low/B.swift": 251})

    def test_the_middle_and_the_tenth(self):
        files = {f"Sources/Low/{number}.swift": "\n" * (44 if number < 6 else 104) for number in range(10)}
        self.assertEqual(self.over(sizes.middle_lines, files), {})
        files |= {f"Sources/Low/{number}.swift": "\n" * 110 for number in (5, 9)}
        self.assertEqual(self.over(sizes.middle_lines, files), {"Sources": 111})

    def test_long_functions(self):
        fits, long = "{\n" + "\n" * 58 + "}\n", "{\n" + "\n" * 59 + "}\n"
        path, text = "Sources/Low/A.swift", f"func fits() {fits}struct A {{ func long() {long} init() {fits} }}"
        self.assertEqual(self.over(sizes.function_lines, {path: text}), {f"{path}:long": 61})

    def test_full_folders(self):
        files = {f"Sources/Low/{number}.swift": "" for number in range(20)}
        self.assertEqual(self.over(sizes.folder_files, files), {})
        self.assertEqual(self.over(sizes.folder_files, {**files, "Sources/Low/a.c": ""}), {"Sources/Low": 21})

    def test_types_that_do_too_much(self):
        twenty = "".join(f"func f{number}() {{}}\n" for number in range(20))
        files = {
            "Sources/Low/A.swift": f"public struct A {{ init() {{}}\n {twenty} }}\nstruct B {{ {twenty} }}",
            "Sources/High/A+More.swift": "import Low\nextension A {\n" + "func g() {}\n" * 4 + "}",
        }
        self.assertEqual(self.over(types.functions, files), {})
        files["Sources/Low/A+Less.swift"] = "extension A { subscript(i: Int) -> Int { i } }"
        self.assertEqual(self.over(types.functions, files), {"Low.A": 26})
