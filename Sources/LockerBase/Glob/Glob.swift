/// A pattern of names or paths, compiled: `*`, `?` and `[…]` stand for bytes of one name, `**` for more.
///
/// Bytes, whatever text they are: a name need not be UTF-8. Matching goes on from the last star or the last `**` alone
/// when it comes to nothing, so that its time is bounded by the length of the pattern times that of the path.
package struct Glob: Sendable {
    enum Step: Sendable {
        case byte(UInt8)
        /// `?`: any byte but `/`.
        case any
        /// `[…]`: one of the bytes of the set of this number.
        case one(of: Int)
        /// `*`: bytes of one name, or none.
        case star
        /// `**/`: folders, or none.
        case folders
        /// `**`: any bytes, or none.
        case bytes

        /// The byte that it stands for; nil where others may stand there.
        var literal: UInt8? {
            if case .byte(let byte) = self { byte } else { nil }
        }

        /// The same for texts of which ASCII's capital letters were made small, but for a set.
        var inSmallLetter: Step {
            if case .byte(let byte) = self { .byte(byte.inSmallLetter) } else { self }
        }
    }

    static let slash = UInt8(ascii: "/")

    /// What it begins with.
    package let prefix: [UInt8]
    /// What follows; nothing for a pattern that matches one text.
    let steps: [Step]
    let sets: [ByteSet]

    init(_ steps: [Step], _ sets: [ByteSet]) {
        prefix = steps.prefix { $0.literal != nil }.compactMap(\.literal)
        self.steps = Array(steps.dropFirst(prefix.count))
        self.sets = sets
    }

    /// Whether it matches one text alone, which is its ``prefix``.
    package var isLiteral: Bool { steps.isEmpty }

    /// The same for texts of which ASCII's capital letters were made small.
    var inSmallLetters: Glob {
        let beginning = prefix.map { Step.byte($0.inSmallLetter) }
        return Glob(beginning + steps.map(\.inSmallLetter), sets.map(\.withSmallLetters))
    }
}
