import unittest

import packages  # noqa: F401  (finds the modules)
from declarations import declarations
from lexer import Text


def declared(raw):
    return [(found.kind, found.name) for found in declarations(Text(raw).code)]


class DeclarationTests(unittest.TestCase):
    def test_nested_types_say_what_they_lie_in(self):
        raw = "public struct A { enum B { case c } }\nextension A.B { struct D {} }"
        self.assertEqual(declared(raw), [("struct", "A"), ("enum", "A.B"), ("extension", "A.B"), ("struct", "A.B.D")])

    def test_members_are_what_lies_in_a_type_directly(self):
        raw = """
            struct A {
                let size = [1, 2].map { func inner() {}; return $0 }
                private(set) var name: String { "x" }
                init?(_ a: Int = B.init(), then: () -> Void = {}) { func local() {} }
                static func < (a: A, b: A) -> Bool { a.init == b.init }
                @Sendable @discardableResult mutating func `repeat`<T>(_ t: T) throws(E) -> (T) where T: P { t }
                subscript(i: Int) -> Int { get { 0 } set { } }
                class func make() { self.init(); A.init(1) }
            }
            """
        members = declarations(Text(raw).code)[0].members
        self.assertEqual(
            [(member.kind, member.name) for member in members],
            [("let", "size"), ("var", "name"), ("init", "init"), ("func", "<"), ("func", "repeat"),
             ("subscript", "subscript"), ("func", "make")])
        self.assertEqual(members[4].attributes, ["Sendable", "discardableResult"])

    def test_requirements_have_no_body_and_end_before_the_next(self):
        raw = """
            public protocol P {
                associatedtype A
                func one(
                    a: Int
                ) throws(E) -> [Int]
                static func two()
                init(a: Int)
                var three: Int { get }
                func four()
            }
            func five() {}
            """
        found = declarations(Text(raw).code)
        self.assertEqual([one.name for one in found], ["P", "A", "one", "two", "init", "three", "four", "five"])
        self.assertEqual([member.is_public for member in found[0].members], [True] * 6)
        self.assertEqual(found[-1].outer, None)
        self.assertEqual([Text(raw).code.count("\n", one.keyword, one.end) for one in found[2:4]], [2, 0])

    def test_words_that_look_like_keywords(self):
        raw = "func f(class: Int, in b: B) { b.extension(class: 1); x.init(); let t = (a, b) }\nlet (a, b) = c"
        self.assertEqual(declared(raw), [("func", "f"), ("let", "let")])

    def test_access(self):
        raw = "public struct A { public let a = 1; package func b() {}; func c() {} }"
        self.assertEqual([found.is_public for found in declarations(Text(raw).code)], [True, True, False, False])

    def test_a_case_that_is_called_as_a_modifier(self):
        raw = "struct A {\n var phase = Phase.open\n var end = 0\n}"
        self.assertEqual([found.is_public for found in declarations(Text(raw).code)], [False] * 3)
