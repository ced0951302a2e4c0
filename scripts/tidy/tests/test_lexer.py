import unittest

import packages  # noqa: F401  (finds the modules)
from lexer import Text


def code(raw):
    return " ".join(Text(raw).code.split())


class LexerTests(unittest.TestCase):
    def test_strings_and_comments_are_blank(self):
        self.assertEqual(code('let a = "func b() {" // struct C {\nlet d'), 'let a = " " let d')

    def test_block_comments_nest(self):
        self.assertEqual(code("a /* b /* c */ d */ e"), "a e")

    def test_interpolations_are_code(self):
        self.assertEqual(code(r'"x \(Name.of("y)", 1)) z" + b'), '" (Name.of(" ", 1)) " + b')

    def test_an_escaped_quote_ends_nothing(self):
        self.assertEqual(code(r'"a\"{" + b'), '" " + b')

    def test_raw_strings_end_with_their_signs(self):
        self.assertEqual(code(r'#"a " \(b) \#(c) {"# + d'), '#" (c) "# + d')

    def test_strings_of_several_lines_keep_their_lines(self):
        raw = 'let a = """\n  class "B" {\n  \\(c)\n  """\nlet d'
        text = Text(raw)
        self.assertEqual(text.code.count("\n"), raw.count("\n"))
        self.assertEqual(len(text.code), len(raw))
        self.assertNotIn("class", text.code)
        self.assertIn("(c)", text.code)

    def test_an_open_string_ends_with_its_line(self):
        self.assertEqual(code('let a = "b\nlet c'), 'let a = " let c')

    def test_comments_are_kept_with_their_places(self):
        self.assertEqual(Text("a // b\n/* c */").comments, [(2, "// b"), (7, "/* c */")])
